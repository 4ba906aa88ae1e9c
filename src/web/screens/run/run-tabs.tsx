import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { SegmentButtons } from '../../parts/segment-links.tsx'
import { RunLog } from './run-log.tsx'
import { StagePassed } from './stage-passed.tsx'

export type RunTab = 'log' | 'passed'

const TABS = [
  { name: 'log', words: 'Log' },
  { name: 'passed', words: 'Gets and gives' },
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
    <section className="card" aria-label="Log, and what stages pass on">
      <header className="card-head">
        <SegmentButtons label="Show" options={TABS} chosen={tab} onChoose={onTab} />
      </header>
      {tab === 'log' ? (
        <RunLog detail={detail} />
      ) : (
        <StagePassed detail={detail} selected={selected} onSelect={onSelect} />
      )}
    </section>
  )
}
