import { groupedBy } from '../basics/grouped-by.ts'
import type { Cost } from '../run/cost.ts'
import { sumCosts } from '../run/cost.ts'
import type { AdjustmentReceipt, Receipt, StageReceipt, VerdictReceipt } from './receipt.ts'

/** How somebody who does stages has done so far, from what was proved. Unknown is null, never 0. */
export interface TrackRecord {
  /** The median of what one use cost, over the `uses` whose cost is known; null: of none, or in several currencies. */
  readonly cost: { readonly median: Cost; readonly uses: number } | null
  /** How many of the answers that people judged were right; null: nobody judged one. */
  readonly quality: { readonly right: number; readonly judged: number } | null
}

/** The track records of everybody who tried a stage, by reference. `receipts` may come in any order. */
export function trackRecords(receipts: readonly Receipt[]): ReadonlyMap<string, TrackRecord> {
  const later = laterFindings(receipts)
  const tried = receipts.filter((receipt) => receipt.kind === 'stage').filter(({ attempts }) => attempts > 0)
  const byPerformer = groupedBy(tried, ({ performer }) => performer.ref)
  return new Map([...byPerformer].map(([ref, stages]) => [ref, recordOf(stages.map((stage) => asUse(stage, later)))]))
}

interface LaterFindings {
  readonly costs: ReadonlyMap<string, readonly AdjustmentReceipt[]>
  readonly verdicts: ReadonlyMap<string, VerdictReceipt>
}

/** What became known of stages after they had settled. A second look says how well people agree, not how good it was. */
function laterFindings(receipts: readonly Receipt[]): LaterFindings {
  const verdicts = receipts.filter((receipt) => receipt.kind === 'verdict').filter(({ second }) => second !== true)
  return {
    costs: groupedBy(
      receipts.filter((receipt) => receipt.kind === 'adjustment'),
      placeOf,
    ),
    verdicts: new Map(verdicts.map((receipt) => [placeOf(receipt), receipt])),
  }
}

function placeOf({ run, stage }: StageReceipt | AdjustmentReceipt | VerdictReceipt): string {
  return `${run} ${stage}`
}

type Use = Pick<StageReceipt, 'cost' | 'quality'>

function asUse(receipt: StageReceipt, { costs, verdicts }: LaterFindings): Use {
  const place = placeOf(receipt)
  const late = costs.get(place) ?? []
  return {
    cost: sumCosts([receipt.cost, ...late.map(({ cost }) => cost)]),
    quality: verdicts.get(place) ?? receipt.quality,
  }
}

function recordOf(uses: readonly Use[]): TrackRecord {
  return { cost: costOf(uses), quality: qualityOf(uses) }
}

function costOf(uses: readonly Use[]): TrackRecord['cost'] {
  const costs = uses.flatMap(({ cost }) => (cost === null ? [] : [cost]))
  const currencies = new Set(costs.flatMap((cost) => (cost.basis === 'free' ? [] : [cost.currency])))
  if (currencies.size > 1) return null
  // The lower of two middles, so that the median is a cost that there was.
  const median = costs.toSorted((left, right) => microUnits(left) - microUnits(right))[Math.ceil(costs.length / 2) - 1]
  return median === undefined ? null : { median, uses: costs.length }
}

function microUnits(cost: Cost): number {
  return cost.basis === 'free' ? 0 : cost.microUnits
}

function qualityOf(uses: readonly Use[]): TrackRecord['quality'] {
  const judged = uses.flatMap(({ quality }) => (quality === null ? [] : [quality]))
  if (judged.length === 0) return null
  return { right: judged.filter(({ verdict }) => verdict === 'right').length, judged: judged.length }
}
