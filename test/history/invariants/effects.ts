import type { Plan } from '../../../src/core/plan/plan.ts'
import { keyOrigin } from '../../../src/core/run/key-origin.ts'
import { plannedAt, stageIndex } from '../../../src/core/run/plan-index.ts'
import type { StageRun } from '../../../src/core/run/stage-run.ts'
import { stageAt } from '../../../src/core/run/stage-table.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { sha256 } from '../../support/runs.ts'
import type { Effect } from '../evidence.ts'
import type { FoldedRun, History } from '../fold-run.ts'
import type { Invariant } from './breach.ts'
import { breach, ofEachRun } from './breach.ts'

type Step = 'primary' | 'review'

/**
 * I6: what must happen at most once did, what is done has been done, and a key names one effect. What was paid is not
 * written down outside: the harnesses that know it compare it themselves.
 */
export const effects: readonly Invariant[] = [
  (history) => [...twice(history), ...history.effects.flatMap((call) => unbegun(history, call))],
  ofEachRun('I6', (run, history) => {
    const calls = history.effectsOf.get(run.row.id) ?? []
    return [...tooMany(run, calls), ...undone(run, calls)]
  }),
]

/**
 * A review may be repeated: only the stage's own work is bound to once. A person who asks for another round after an
 * answer asks for another call, though the key stays.
 */
function twice(history: History): readonly string[] {
  const bound = history.effects.filter((call) => call.effect === 'once-or-ask' && isOwnWork(history, call))
  return [...Map.groupBy(bound, ({ key }) => key)].flatMap(([key, calls]) => {
    const places = Map.groupBy(calls, ({ run, stage }) => `stage ${stage} of run ${run}`)
    const allowed = 1 + [...places.values()].reduce((sum, [call]) => sum + repeatsAskedFor(history, call), 0)
    if (calls.length <= allowed) return []
    return [`I6 ${[...places.keys()].join(' and ')}: ${calls.length} calls had the key ${key}, which allows ${allowed}`]
  })
}

/** The rounds that a person asked for in the generation that the call's key names. */
function repeatsAskedFor({ runOf }: History, call: Effect | undefined): number {
  const found = call === undefined ? undefined : runOf.get(call.run)
  if (call === undefined || found === undefined) return 0
  let generation = firstGeneration(found, call.stage)
  return found.facts.filter(({ event }) => {
    if (event.type !== 'round-started' || event.stage !== call.stage) return false
    const isRepeat = event.generation === generation
    generation = event.generation
    return isRepeat && keyOf(found.run, { ...call, generation, step: 'primary' }) === call.key
  }).length
}

function firstGeneration({ run }: FoldedRun, stage: StageId): number {
  return run.origin?.generations[stage] ?? 0
}

function isOwnWork({ runOf }: History, { run: id, stage, key }: Effect): boolean {
  const run = runOf.get(id)
  return run === undefined || !keysOf(run, stage, 'review').includes(key)
}

/** A call of a stage that no attempt was begun for, or with a key that is not the stage's. */
function unbegun({ runOf }: History, { run: id, stage, key }: Effect): readonly string[] {
  const run = runOf.get(id)
  if (run === undefined) return [breach('I6', id, `a call of stage ${stage} was made, and there is no such run`)]
  if (begunOf(run, stage) === 0) return [breach('I6', id, `a call of stage ${stage} was made, which never began`)]
  const own = keysOf(run, stage, 'primary')
  const keys = [...own, ...own.flatMap((each) => sampleKeysOf(run, stage, each)), ...keysOf(run, stage, 'review')]
  return keys.includes(key) ? [] : [breach('I6', id, `a call of stage ${stage} had the key ${key}, not the stage's`)]
}

function begunOf({ facts }: FoldedRun, stage: StageId, step?: Step): number {
  return facts.filter(
    ({ event }) =>
      event.type === 'attempt-begun' && event.stage === stage && (step === undefined || event.step === step),
  ).length
}

/** The keys of every generation that the stage had in this run. */
function keysOf(folded: FoldedRun, stage: StageId, step: Step): readonly string[] {
  const { run, facts } = folded
  const later = facts.flatMap(({ event }) =>
    event.type === 'round-started' && event.stage === stage ? [event.generation] : [],
  )
  const generations = new Set([firstGeneration(folded, stage), ...later])
  return [...generations].map((generation) => keyOf(run, { stage, generation, step }))
}

function keyOf(
  run: FoldedRun['run'],
  { stage, generation, step }: { readonly stage: StageId; readonly generation: number; readonly step: Step },
): string {
  return sha256(`${keyOrigin(run, stage, generation)} ${stage} ${generation} ${step}`)
}

/** Where the gate asks several times, each of them has a key of its own. */
function sampleKeysOf({ run: { plan } }: FoldedRun, stage: StageId, key: string): readonly string[] {
  return Array.from({ length: samplesOf(plan, stage) }, (_, index) => sha256(`${key} ${index + 1}`))
}

function samplesOf(plan: Plan, stage: StageId): number {
  const { gate } = plannedAt(plan, stageIndex(plan, stage))
  return gate.kind === 'threshold' ? (gate.samples ?? 1) : 1
}

/** An attempt makes one call, or one for each time that the gate asks. */
function tooMany(run: FoldedRun, calls: readonly Effect[]): readonly string[] {
  return [...Map.groupBy(calls, ({ stage }) => stage)].flatMap(([id, { length: made }]) => {
    const begun = begunOf(run, id)
    const most = begunOf(run, id, 'review') + begunOf(run, id, 'primary') * samplesOf(run.run.plan, id)
    return made > most ? [`stage ${id} made ${made} calls, and began ${begun} attempts`] : []
  })
}

/** A stage that acts and that a machine brought to its end was done outside. */
function undone({ run, facts }: FoldedRun, calls: readonly Effect[]): readonly string[] {
  const answered = new Set(facts.flatMap(({ event }) => (event.type === 'attempt-answered' ? [event.stage] : [])))
  return [...answered].flatMap((id) => {
    const index = stageIndex(run.plan, id)
    const stageRun = stageAt(run.stages, index)
    if (plannedAt(run.plan, index).effect === 'pure' || !isDoneByMachine(stageRun)) return []
    const key = keyOf(run, { stage: id, generation: stageRun.generation, step: 'primary' })
    return calls.some((call) => call.key === key) ? [] : [`stage ${id} succeeded, and no call had its key ${key}`]
  })
}

function isDoneByMachine({ state, answer }: StageRun): boolean {
  return (
    state.status === 'settled' && state.settlement.outcome === 'succeeded' && state.settlement.output === answer?.seq
  )
}
