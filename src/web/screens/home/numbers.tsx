import type { ReactNode } from 'react'
import type { Home } from '../../../api/contract/home.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { percentWords } from '../../derive/percent.ts'
import { runTotals, shareOfAll } from '../../derive/run-totals.ts'
import { Card } from '../../parts/card.tsx'
import { ShareStrip } from '../../parts/share-bar.tsx'
import './numbers.css'

/** What can be said in numbers so far, each with how many stand behind it. */
export function Numbers({ home }: { readonly home: Home }) {
  const { all, ended } = runTotals(home.runs)
  const share = shareOfAll(home.workCharts)
  return (
    <Card title="Numbers" aside={<span className="small faint">all runs so far</span>}>
      <div className="numbers">
        <Cell title="Runs ended" big={countWords(ended)} of={`of ${countWords(all)}`}>
          <progress
            className="numbers-progress"
            value={ended}
            max={all}
            aria-label={`${ended} of ${all} runs have ended`}
          />
        </Cell>
        <Cell title="Waiting for people" big={countWords(home.runs.waiting)} of={counted(home.openTasks, 'open task')}>
          {home.overdueTasks === 0 ? 'None is overdue' : `${home.overdueTasks} overdue`}
        </Cell>
        <Cell
          title="Did not succeed"
          big={countWords(home.runs.failed + home.runs.rejected)}
          of={`of ${countWords(ended)} ended`}
        >
          {home.runs.failed} failed, {home.runs.rejected} rejected by a person
        </Cell>
        <Cell
          title="Done without a person"
          big={share === null ? 'not known yet' : percentWords(share.value)}
          of={share === null ? '' : `n = ${countWords(share.of)} stages`}
        >
          {share === null ? 'Appears when the first stage is done' : <ShareStrip value={share.value} />}
        </Cell>
      </div>
    </Card>
  )
}

interface CellProps {
  readonly title: string
  readonly big: string
  readonly of: string
  readonly children: ReactNode
}

function Cell({ title, big, of, children }: CellProps) {
  return (
    <div className="numbers-cell">
      <h3>{title}</h3>
      <p className="numbers-value num">
        <b>{big}</b> <span className="tiny soft">{of}</span>
      </p>
      <div className="tiny soft num">{children}</div>
    </div>
  )
}
