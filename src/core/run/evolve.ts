import type { Timestamp } from '../basics/timestamp.ts'
import type { Bill } from './answer.ts'
import { sumCosts } from './cost.ts'
import { evolveTask } from './evolve-task.ts'
import { usesOf, withUse } from './model-use.ts'
import { planIndex, stageIndex } from './plan-index.ts'
import type { Run } from './run.ts'
import type { AttemptStep, LaterEvent, StageEvent } from './run-event.ts'
import type { StageAccount, StageRun, StageState, StoredOutputs } from './stage-run.ts'
import { getAnswer } from './stage-run.ts'
import { stageAt, withStageAt } from './stage-table.ts'
import { withPrice } from './used-price.ts'

/** Folds one fact into the run. Never refuses and decides nothing: live and replayed runs take the same lines. */
export function evolve(run: Run, event: LaterEvent): Run {
  const next = { ...run, version: run.version + 1 }
  switch (event.type) {
    case 'run-paused':
      return { ...next, phase: { type: 'paused', by: event.by, at: event.at } }
    case 'run-resumed':
      return { ...next, phase: { type: 'open' } }
    case 'run-canceled':
      return next
    case 'run-erased':
      return { ...next, erased: { by: event.by, at: event.at } }
    case 'run-finished': {
      const { outcome, outputs, at, problem } = event
      return {
        ...next,
        phase: { type: 'finished', outcome, outputs, at, ...(problem === undefined ? {} : { problem }) },
      }
    }
    default:
      return evolveStageOf(next, event)
  }
}

function evolveStageOf(run: Run, event: StageEvent): Run {
  const index = stageIndex(run.plan, event.stage)
  const stage = evolveStage(stageAt(run.stages, index), event, run.version)
  const stages = withStageAt(run.stages, index, stage)
  return {
    ...run,
    stages: event.type === 'stage-settled' ? releaseDependents({ ...run, stages }, event.stage) : stages,
  }
}

function releaseDependents(run: Run, settledStage: StageEvent['stage']): Run['stages'] {
  return (planIndex(run.plan).dependents.get(settledStage) ?? []).reduce((stages, dependent) => {
    const stage = stageAt(stages, dependent)
    return withStageAt(stages, dependent, { ...stage, unsettled: stage.unsettled - 1 })
  }, run.stages)
}

function evolveStage(stage: StageRun, event: StageEvent, seq: number): StageRun {
  switch (event.type) {
    case 'stage-ready':
      return { ...stage, state: { status: 'ready', step: 'primary' }, account: { ...stage.account, readyAt: event.at } }
    case 'attempt-begun':
      return begun(stage, event, seq)
    case 'attempt-noted':
      return noted(stage)
    case 'budget-claimed':
      return claimed(stage, event)
    case 'attempt-answered':
      return {
        ...over(stage, event.answer, event.at),
        answer: { seq, salt: event.salt, answer: event.answer },
        attempts: 0,
        state: { status: 'ready', step: 'review' },
      }
    case 'review-answered':
      return reviewed(stage, event, seq)
    case 'attempt-failed':
      return { ...over(stage, event.error, event.at), state: interrupted(stage) }
    case 'attempt-lost':
      return { ...over(stage, { cost: null }, null), state: interrupted(stage) }
    case 'attempt-late':
      return booked(stage, event)
    case 'gate-judged':
      return { ...stage, judged: { ...event.judged, at: event.at } }
    case 'backing-off':
      return { ...stage, state: { status: 'backing-off', step: stepOf(stage.state), until: event.until } }
    case 'check-requested':
      return { ...stage, checkRequested: true }
    case 'round-started':
      return newRound(stage, event)
    case 'stage-settled':
      return settled(stage, event)
    default:
      return evolveTask(stage, event, seq)
  }
}

type EventOf<T extends StageEvent['type']> = Extract<StageEvent, { readonly type: T }>

function begun(stage: StageRun, event: EventOf<'attempt-begun'>, seq: number): StageRun {
  const { step, attempt, at: begunAt, inputsDigest, owner, deadline } = event
  const account: StageAccount = {
    ...stage.account,
    begunAt: stage.account.begunAt ?? begunAt,
    attemptsTotal: stage.account.attemptsTotal + 1,
    inputsDigest: step === 'primary' ? inputsDigest : stage.account.inputsDigest,
  }
  return {
    ...stage,
    attempts: attempt,
    account,
    state: { status: 'running', step, attempt, fence: seq, begunAt, inputsDigest, owner, deadline, notes: 0 },
  }
}

function noted(stage: StageRun): StageRun {
  const { state } = stage
  if (state.status !== 'running') throw new Error(`A stage that is ${state.status} has no attempt to write about`)
  return { ...stage, state: { ...state, notes: state.notes + 1 } }
}

/** What an attempt claims is all it ever took: it takes the place of what it claimed before. */
function claimed(stage: StageRun, { spending }: EventOf<'budget-claimed'>): StageRun {
  const { state } = stage
  if (state.status !== 'running') throw new Error(`A stage that is ${state.status} has no attempt that spends`)
  const others = stage.spending.filter(({ fence }) => fence !== state.fence)
  return { ...stage, spending: [...others, { fence: state.fence, spending }] }
}

/** The review has ended; what follows from it is the next fact. */
function reviewed(stage: StageRun, event: EventOf<'review-answered'>, seq: number): StageRun {
  const answer = { ...getAnswer(stage), review: { seq, confidence: event.answer.confidence } }
  return { ...over(stage, event.answer, event.at), answer, state: { status: 'ready', step: 'review' } }
}

function newRound(stage: StageRun, event: EventOf<'round-started'>): StageRun {
  const { round, generation, note } = event
  return { ...stage, round, generation, note, attempts: 0, answer: null, state: { status: 'ready', step: 'primary' } }
}

function settled(stage: StageRun, event: EventOf<'stage-settled'>): StageRun {
  const outputs = event.settlement.outcome === 'succeeded' ? outputsAt(stage, event.settlement.output) : null
  const account = { ...stage.account, workMs: workedUntil(stage, event.at) }
  return { ...stage, outputs, account, state: { status: 'settled', settlement: event.settlement, at: event.at } }
}

/** The outputs that the fact `at` holds: the accepted answer's, or those a person wrote. */
function outputsAt(stage: StageRun, at: number): StoredOutputs {
  if (stage.answer?.seq === at) return { seq: at, salt: stage.answer.salt, value: stage.answer.answer.outputs }
  const [written] = stage.tasks.flatMap(({ state }) => (state.status === 'answered' && state.seq === at ? [state] : []))
  if (written === undefined) throw new Error(`Fact ${at} gave this stage no outputs`)
  return { seq: at, salt: written.salt, value: written.answer.type === 'edit' ? written.answer.outputs : {} }
}

/** An attempt is over: what it took is booked. `at` null: nobody knows when it ended. */
function over(stage: StageRun, bill: Bill, at: Timestamp | null): StageRun {
  const next = booked(stage, bill)
  return { ...next, account: { ...next.account, workMs: workedUntil(stage, at) } }
}

/** Null as well where a clock was set back in between. */
function workedUntil({ state, account }: StageRun, at: Timestamp | null): number | null {
  if (state.status !== 'running') return account.workMs
  if (account.workMs === null || at === null || at < state.begunAt) return null
  return account.workMs + (at - state.begunAt)
}

function booked(stage: StageRun, bill: Bill): StageRun {
  const { account } = stage
  const models = usesOf(bill).reduce(withUse, account.models)
  const prices = (bill.prices ?? []).reduce(withPrice, account.prices)
  return { ...stage, account: { ...account, cost: sumCosts([account.cost, bill.cost]), models, prices } }
}

/** Between an attempt that gave nothing and the fact that says what follows from it. */
function interrupted(stage: StageRun): StageState {
  return { status: 'ready', step: stepOf(stage.state) }
}

function stepOf(state: StageState): AttemptStep {
  if ('step' in state) return state.step
  throw new Error(`A stage that is ${state.status} has no step`)
}
