import type { Insights } from '../../../api/contract/insights.ts'
import { ChartCard } from '../../charts/chart-card.tsx'
import { ShareOverTime } from '../../charts/share-over-time.tsx'
import { automationDrawing, measured, shareOrNull } from '../../derive/insights-charts.ts'
import { behindWords } from '../../derive/interval-words.ts'
import { READER_ZONE } from '../../parts/moment.tsx'
import { Legend } from './legend.tsx'

/** How much is done without a person, and how that went. */
export function AutomationCard({ insights: { automation, period } }: { readonly insights: Insights }) {
  const { points, marks, rows, label } = automationDrawing(automation, READER_ZONE)
  const step = period.step === 'day' ? 'Day' : 'Week from'
  return (
    <ChartCard
      title="Automation share"
      big={shareOrNull(automation.share)}
      behind={behindWords(measured(automation.share), 'stage')}
      chart={<ShareOverTime label={label} points={points} marks={marks} />}
      table={{ columns: [step, 'Without a person', '95 % interval', 'n'], rows }}
      nothing={`Nothing was done in these ${period.days} days.`}
      caption={
        <>
          Stages done, by {period.step}:{' '}
          <Legend machine="without a person, below the line" person="by a person, above" />
          Band: 95 % interval.
        </>
      }
    />
  )
}
