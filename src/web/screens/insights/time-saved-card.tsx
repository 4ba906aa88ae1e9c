import type { Insights } from '../../../api/contract/insights.ts'
import { BigNumber } from '../../charts/chart-card.tsx'
import { shortDay } from '../../derive/clock-words.ts'
import { longDuration, savedWords } from '../../derive/insights-time.ts'
import { counted } from '../../derive/number-words.ts'
import { Card } from '../../parts/card.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'

export interface TimeSavedCardProps {
  readonly insights: Insights
  readonly isOpen: boolean
  readonly onAssumptions: () => void
}

/** What was saved against what somebody entered: an assumption, and said to be one. */
export function TimeSavedCard({ insights, isOpen, onAssumptions }: TimeSavedCardProps) {
  const { timeSaved, period } = insights
  return (
    <Card
      title="Time saved"
      actions={
        <button
          type="button"
          className="plain-link chart-switch small not-printed"
          aria-expanded={isOpen}
          onClick={onAssumptions}
        >
          Assumptions
        </button>
      }
    >
      <div className="chart-card">
        <BigNumber
          big={timeSaved.savedMs === null ? null : savedWords(timeSaved.savedMs)}
          behind={`in ${period.days} days, n = ${counted(timeSaved.runs, 'successful run')}`}
        />
        <dl className="insights-lines small">
          <Line label="Before, your assumption" ms={timeSaved.beforePerRunMs} />
          <Line label="People now, measured" ms={timeSaved.peoplePerRunMs} />
          <div>
            <dt>Reviewers, busiest day</dt>
            <dd className="num">{busiestWords(insights.load.busiest)}</dd>
          </div>
        </dl>
        <p className="chart-caption tiny soft">{captionOf(timeSaved)}</p>
      </div>
    </Card>
  )
}

function Line({ label, ms }: { readonly label: string; readonly ms: number | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="num">{ms === null ? <span className="faint">not known</span> : `${longDuration(ms)} a case`}</dd>
    </div>
  )
}

function busiestWords(busiest: Insights['load']['busiest']): string {
  if (busiest === null) return 'nothing was decided'
  const day = shortDay(Date.parse(busiest.from), READER_ZONE)
  return busiest.workMs === null
    ? `${counted(busiest.decisions, 'decision')} (${day})`
    : `${longDuration(busiest.workMs)} (${day})`
}

function captionOf({ savedMs, withoutBaseline, untimed }: Insights['timeSaved']): string {
  return [
    savedMs === null
      ? 'Say under Assumptions how long each stage took before; then it is worked out.'
      : 'The first line is what you entered. The rest is from receipts.',
    ...(withoutBaseline === 0 ? [] : [`Left out: ${counted(withoutBaseline, 'run')} without an assumption.`]),
    ...(untimed === 0 ? [] : [`Left out: ${counted(untimed, 'run')} where the time of people is not known.`]),
  ].join(' ')
}
