import type { ReactNode } from 'react'
import type { Home } from '../../../api/contract/home.ts'
import { durationWords } from '../../derive/duration-words.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { percentWords } from '../../derive/percent.ts'
import { runTotals, shareOfAll } from '../../derive/run-totals.ts'
import { betweenWords, STALL_DEFINITION, usedWords } from '../../derive/stall-words.ts'
import { Card } from '../../parts/card.tsx'
import { Defined } from '../../parts/defined.tsx'
import { ShareStrip } from '../../parts/share-bar.tsx'
import { StallMeter } from '../../parts/stall-meter.tsx'
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
        <Stalled budget={home.stalls} />
        <Making time={home.creationTime} />
        <Cell
          title="Made without code, and it worked"
          big={home.noCode.share === null ? 'not known yet' : percentWords(home.noCode.share)}
          of={home.noCode.share === null ? '' : `n = ${countWords(home.noCode.of)} WorkCharts`}
        >
          {home.noCode.share === null ? 'Appears when one made here is live' : 'of all that were begun and ended'}
        </Cell>
      </div>
    </Card>
  )
}

/** Of 30 days, against what is allowed. */
function Stalled({ budget }: { readonly budget: Home['stalls'] }) {
  const { share, of } = budget
  return (
    <Cell
      title={<Defined term="Runs that stalled" definition={STALL_DEFINITION} />}
      big={share === null ? 'not known yet' : percentWords(share)}
      of={share === null ? '' : `n = ${counted(of, 'run')}`}
    >
      {share === null ? (
        'Appears when the first run has ended'
      ) : (
        <>
          {usedWords(budget)} in {budget.days} days; {betweenWords(budget)}
          <StallMeter budget={budget} />
        </>
      )}
    </Cell>
  )
}

/** From New to live, each person's first one apart: that one is for learning. */
function Making({ time }: { readonly time: Home['creationTime'] }) {
  const { of, averageMs, medianMs, averageActiveMs } = time
  const rest = notCounted(time)
  if (averageMs === null || medianMs === null || averageActiveMs === null)
    return (
      <Cell title="From New to live" big="not known yet" of="">
        {rest || "Appears with a person's second WorkChart"}
      </Cell>
    )
  return (
    <Cell title="From New to live, on average" big={durationWords(averageMs)} of={`n = ${countWords(of)}`}>
      {durationWords(averageActiveMs)} of it at work, half took at most {durationWords(medianMs)}
      {rest === '' ? '' : `; ${rest}`}
    </Cell>
  )
}

function notCounted({ onboarding, abandoned }: Home['creationTime']): string {
  return [
    ...(onboarding === 0 ? [] : [`${countWords(onboarding)} first ${onboarding === 1 ? 'one' : 'ones'} left out`]),
    ...(abandoned === 0 ? [] : [`${countWords(abandoned)} abandoned`]),
  ].join(', ')
}

interface CellProps {
  readonly title: ReactNode
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
