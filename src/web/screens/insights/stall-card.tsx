import { Link } from '@tanstack/react-router'
import type { Insights } from '../../../api/contract/insights.ts'
import { BudgetSteps } from '../../charts/budget-steps.tsx'
import { ChartCard } from '../../charts/chart-card.tsx'
import { measured, shareOrNull, stallDrawing } from '../../derive/insights-charts.ts'
import { behindWords, shareWords } from '../../derive/interval-words.ts'
import { countWords } from '../../derive/number-words.ts'
import { percentWords } from '../../derive/percent.ts'
import { READER_ZONE } from '../../parts/moment.tsx'

/** How many runs stood still, of those that may. */
export function StallCard({ insights: { stalls } }: { readonly insights: Insights }) {
  const { points, rows, label } = stallDrawing(stalls, READER_ZONE)
  return (
    <ChartCard
      title="Stall budget"
      big={shareOrNull(stalls.share)}
      behind={`${behindWords(measured(stalls.share), 'run')} · at most ${percentWords(stalls.atMost)}`}
      chart={<BudgetSteps label={label} points={points} allowed={stalls.allowed} />}
      table={{ columns: ['Day', 'Stalled so far', 'Ended so far'], rows }}
      nothing="Nothing ended in the last 30 days."
      caption={
        <>
          The last 30 days, whatever is chosen above. {escalatedWords(stalls)} {surelyWords(stalls)} {openWords(stalls)}
          <Link to="/inbox">Open tasks</Link>
        </>
      }
    />
  )
}

function escalatedWords({ share, escalated }: Insights['stalls']): string {
  if (share.count === 0) return share.of === 0 ? '' : 'None stalled.'
  if (escalated >= share.count) return `All ${countWords(share.count)} went to a person.`
  return `${countWords(escalated)} of ${countWords(share.count)} went to a person.`
}

function surelyWords({ surelyAtMost, share }: Insights['stalls']): string {
  if (surelyAtMost === null) return ''
  return `With 95 % certainty at most ${shareWords({ share: surelyAtMost, n: share.of })} stall.`
}

function openWords({ openNow }: Insights['stalls']): string {
  return openNow === 0 ? '' : `${countWords(openNow)} stand still now. `
}
