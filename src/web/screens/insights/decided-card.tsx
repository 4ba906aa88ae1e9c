import type { Insights } from '../../../api/contract/insights.ts'
import { ChartCard } from '../../charts/chart-card.tsx'
import { TimeHistogram } from '../../charts/time-histogram.tsx'
import { decidedDrawing, measured, shareOrNull } from '../../derive/insights-charts.ts'
import { behindWords } from '../../derive/interval-words.ts'
import { counted } from '../../derive/number-words.ts'

/** How long decisions take, against the time people have. */
export function DecidedCard({ insights: { decidedInTime, period } }: { readonly insights: Insights }) {
  const { bins, deadline, lateWords, rows } = decidedDrawing(decidedInTime)
  const known = measured(decidedInTime.share)
  return (
    <ChartCard
      title="Decided in time"
      big={shareOrNull(decidedInTime.share)}
      behind={behindWords(known, 'task')}
      chart={
        <TimeHistogram label={`Time to decide: ${lateWords}`} bins={bins} deadline={deadline} lateWords={lateWords} />
      }
      table={{ columns: ['Time to decide', 'In time', 'Late', 'Without a deadline'], rows }}
      nothing={`Nothing was decided in these ${period.days} days.`}
      caption={
        <>
          Tasks by the time from opening to deciding. A late task adds people; it never decides itself.{' '}
          {restOf(decidedInTime)}
        </>
      }
    />
  )
}

function restOf({ openLate, askedAgain }: Insights['decidedInTime']): string {
  return [
    ...(openLate === 0 ? [] : [`${counted(openLate, 'late task')} still open.`]),
    ...(askedAgain === 0 ? [] : [`${counted(askedAgain, 'task')} asked more than once, not drawn.`]),
  ].join(' ')
}
