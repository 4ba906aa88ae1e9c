import type { Insights } from '../../../api/contract/insights.ts'
import { ChartCard } from '../../charts/chart-card.tsx'
import { ReliabilityPlot } from '../../charts/reliability-plot.tsx'
import { confidenceDrawing, measured, shareOrNull } from '../../derive/insights-charts.ts'
import { behindWords, shareWords } from '../../derive/interval-words.ts'
import { countWords } from '../../derive/number-words.ts'
import { GateLinks } from './gate-links.tsx'

/** Whether answers are as good as they say they are. Only what people judged counts. */
export function ConfidenceCard({ insights: { confidence, period, workCharts } }: { readonly insights: Insights }) {
  const { groups, rows, label } = confidenceDrawing(confidence)
  const known = measured(confidence.right)
  return (
    <ChartCard
      title="Confidence against verdicts"
      big={shareOrNull(confidence.right)}
      behind={known === null ? 'n = 0' : `right, ${behindWords(known)}`}
      chart={<ReliabilityPlot label={label} groups={groups} />}
      table={{ columns: ['It said', 'People agreed', '95 % interval', 'n'], rows }}
      nothing={`Nobody judged an answer in these ${period.days} days. People judge them in the Inbox and in blind checks.`}
      caption={
        <>
          On the dashed line, 80 % sure is right 80 times in 100. Lines: 95 % interval.{' '}
          <Apart confidence={confidence} />
          <GateLinks workCharts={workCharts} />
        </>
      }
    />
  )
}

function Apart({ confidence: { calibrationError, said } }: Pick<Insights, 'confidence'>) {
  if (calibrationError === null) return null
  return (
    <>
      On average {shareWords({ share: calibrationError, n: said })} apart (n = {countWords(said)}).
    </>
  )
}
