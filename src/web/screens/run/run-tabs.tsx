import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { SegmentButtons } from '../../parts/segment-links.tsx'
import { PlannedAndReal } from './planned-and-real.tsx'
import { RunFiles } from './run-files.tsx'
import { RunLog } from './run-log.tsx'
import { StagePassed } from './stage-passed.tsx'

export type RunTab = 'log' | 'passed' | 'files' | 'planned'

const TABS = [
  { name: 'log', words: 'Log' },
  { name: 'passed', words: 'Gets and gives' },
  { name: 'files', words: 'Files' },
  { name: 'planned', words: 'Planned and real' },
] as const

export interface RunTabsProps {
  readonly detail: RunDetail
  readonly tab: RunTab
  readonly onTab: (tab: RunTab) => void
  readonly selected: string | null
  readonly onSelect: (stage: string) => void
}

export function RunTabs({ detail, tab, onTab, selected, onSelect }: RunTabsProps) {
  return (
    <section className="card" aria-label="Log, what stages pass on, files, and what was planned">
      <header className="card-head">
        <SegmentButtons label="Show" options={TABS} chosen={tab} onChoose={onTab} />
      </header>
      {tab === 'log' ? <RunLog detail={detail} /> : null}
      {tab === 'passed' ? <StagePassed detail={detail} selected={selected} onSelect={onSelect} /> : null}
      {tab === 'files' ? <RunFiles detail={detail} /> : null}
      {tab === 'planned' ? <PlannedAndReal run={detail.summary.id} /> : null}
    </section>
  )
}
