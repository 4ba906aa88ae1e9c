import { groupedBy } from '../basics/grouped-by.ts'
import type { Json } from '../basics/json.ts'
import { canonicalJson } from '../basics/json.ts'
import type { Timestamp } from '../basics/timestamp.ts'

/** What is counted. A store keeps each apart by its place here: only ever added to. */
export const MEASURES = ['stage', 'verdict', 'task', 'decision', 'run', 'case'] as const
export type Measure = (typeof MEASURES)[number]

/** What is counted together. Stores keep it as JSON: only ever added to. */
export type TallyGroup = StageGroup | VerdictGroup | TaskGroup | DecisionGroup | RunGroup | CaseGroup

interface OfWorkflow {
  readonly workflow: string
}

/** A currency, or one of these. The sum is micro-units of the currency. */
export type CostKind = 'free' | 'unknown' | (string & {})

/** A stage that settled and was not skipped. */
interface StageGroup extends OfWorkflow {
  readonly measure: 'stage'
  readonly stage: string
  /** By reference. */
  readonly performer: string
  readonly outcome: string
  /** Whether somebody was asked. */
  readonly by: 'alone' | 'person'
  /** The code of a failure. */
  readonly reason: string | null
  readonly cost: CostKind
}

/** A machine's answer that a person judged. The sum is millionths of the confidence that it had. */
interface VerdictGroup extends OfWorkflow {
  readonly measure: 'verdict'
  readonly stage: string
  readonly performer: string
  /** Its confidence in tenths, from 0 to 9; null: it said none. */
  readonly tenth: number | null
  readonly verdict: 'right' | 'wrong'
}

/** People were asked about a stage that then settled. The sum is milliseconds from opening to deciding. */
export interface TaskGroup extends OfWorkflow {
  readonly measure: 'task'
  readonly stage: string
  readonly reason: string
  /** In half hours; null: not known. */
  readonly took: number | null
  /** Half hours from opening to the deadline; null: there was none, or it is not known. */
  readonly allowed: number | null
  readonly standing: 'in-time' | 'late' | 'no-deadline' | 'undecided'
}

/** A person decided. The sum is milliseconds from taking the task to deciding it. */
interface DecisionGroup extends OfWorkflow {
  readonly measure: 'decision'
  readonly person: string
  readonly time: 'known' | 'unknown'
}

/** A run that ended. */
interface RunGroup extends OfWorkflow {
  readonly measure: 'run'
  readonly outcome: string
  readonly stall: 'stalled' | 'steady'
  readonly cost: CostKind
}

/** A run that succeeded. The sum is milliseconds of people's work in it. */
export interface CaseGroup extends OfWorkflow {
  readonly measure: 'case'
  /** The stages that were done, in the order they settled; null: too many to tell apart. */
  readonly path: readonly string[] | null
  /** `unknown`: of a decision in it nobody knows how long it took. */
  readonly time: 'known' | 'unknown'
}

/** Something that is counted at a time. `count` is below 0 where something that was counted is taken back. */
export interface Tally {
  readonly group: TallyGroup
  readonly at: Timestamp
  readonly count: number
  readonly sum: number
}

export type TallySum = Pick<Tally, 'group' | 'count' | 'sum'>

/** The sums of one measure. */
export type SumsOf<M extends Measure> = readonly (Omit<TallySum, 'group'> & {
  readonly group: Extract<TallyGroup, { readonly measure: M }>
})[]

/** Equal for equal groups. */
export function groupText(group: TallyGroup): string {
  return canonicalJson(group as unknown as Json)
}

/** What is left of `all` without `some`; what cancels out is not there. */
export function difference(all: readonly Tally[], some: readonly Tally[]): readonly Tally[] {
  const taken = some.map((tally) => ({ ...tally, count: -tally.count, sum: -tally.sum }))
  const groups = groupedBy([...all, ...taken], ({ group, at }) => `${at} ${groupText(group)}`)
  return [...groups.values()].map(addedUp).filter(({ count, sum }) => count !== 0 || sum !== 0)
}

/** Of one group. */
export function addedUp<T extends TallySum>(sums: readonly [T, ...T[]]): T {
  return { ...sums[0], count: countOf(sums), sum: sumOf(sums) }
}

export function countOf(sums: readonly Pick<TallySum, 'count'>[]): number {
  return sums.reduce((total, { count }) => total + count, 0)
}

export function sumOf(sums: readonly Pick<TallySum, 'sum'>[]): number {
  return sums.reduce((total, { sum }) => total + sum, 0)
}
