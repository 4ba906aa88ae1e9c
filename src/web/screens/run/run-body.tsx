import { useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { Note } from '../../parts/note.tsx'
import { AtWork } from './at-work.tsx'
import { ErasedNote } from './erased-note.tsx'
import { RetryFrom } from './retry-from.tsx'
import { RunEnding } from './run-ending.tsx'
import { RunInputs } from './run-inputs.tsx'
import { RunReceipts } from './run-receipts.tsx'
import { RunStages } from './run-stages.tsx'
import type { RunTab } from './run-tabs.tsx'
import { RunTabs } from './run-tabs.tsx'
import { RunTimeline } from './run-timeline.tsx'
import './run-body.css'

/** The graph lit up, the timeline and the log; beside them who is at work, what it was given, and the receipts. */
export function RunBody({ detail }: { readonly detail: RunDetail }) {
  const [selected, setSelected] = useState<string | null>(null)
  const [tab, setTab] = useState<RunTab>('log')
  const select = (stage: string) => {
    setSelected(stage)
    setTab('passed')
  }
  return (
    <div className="run-body">
      <div className="run-column">
        {detail.phase.type === 'paused' ? <Paused /> : null}
        <ErasedNote erased={detail.erased} />
        <RunStages detail={detail} selected={selected} onSelect={select} />
        <RunTimeline detail={detail} />
        <RunTabs detail={detail} tab={tab} onTab={setTab} selected={selected} onSelect={setSelected} />
      </div>
      <div className="run-column">
        <RunEnding detail={detail} />
        <AtWork detail={detail} />
        <RetryFrom detail={detail} />
        <RunInputs detail={detail} />
        <RunReceipts detail={detail} />
      </div>
    </div>
  )
}

function Paused() {
  return (
    <Note icon="paused">
      <b>Paused.</b> Nothing new is started. What runs goes on to its end, answers still count, and deadlines go on.
    </Note>
  )
}
