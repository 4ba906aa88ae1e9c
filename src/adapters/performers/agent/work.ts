import { setTimeout as wait } from 'node:timers/promises'
import type { Brief } from '../../../core/agent/prompt.ts'
import { firstMessage, repairMessage } from '../../../core/agent/prompt.ts'
import type { Reply } from '../../../core/agent/read-reply.ts'
import { readReply } from '../../../core/agent/read-reply.ts'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { AttemptError, AttemptResult } from '../../../core/run/answer.ts'
import type { Refusal } from '../attempt-results.ts'
import type { Conversation, ModelCall, ModelFailure, ModelTurn, Said, ToolResult } from './conversation.ts'
import type { Using } from './use-tool.ts'
import { NOT_RECORDED, STOPPED, useTool } from './use-tool.ts'

/** One agent at work. */
export interface Working extends Using {
  readonly conversation: Conversation
  readonly brief: Brief
  /** Turns in which it may use tools. */
  readonly maximumTurns: number
  /** `<connection>/`, for the log. */
  readonly modelPrefix: string
}

/** Why an agent stops. */
interface Stop extends Refusal {
  readonly reach: AttemptError['reach']
}

/** Asks, carries out what is asked for, and asks again, until there is an answer or a reason why there is none. */
export async function work(working: Working): Promise<AttemptResult> {
  const ended = await converse(working)
  if (!ended.ok) return failed(working, ended.error)
  const { type: _, misfit: __, ...said } = ended.value
  return { type: 'answered', answer: { ...said, artifacts: [], ...working.ledger.bill() } }
}

type GivenAnswer = Extract<Reply, { type: 'answer' }>

interface Progress {
  turns: number
  uses: number
  isRepaired: boolean
}

async function converse(working: Working): Promise<Result<GivenAnswer, Stop>> {
  const progress: Progress = { turns: 0, uses: 0, isRepaired: false }
  let said: Said = { type: 'text', text: firstMessage(working.brief) }
  for (;;) {
    const turn = await takeTurn(working, said, progress)
    if (!turn.ok) return turn
    const { calls, end } = turn.value
    const usesTools = end === 'done' && calls.length > 0
    const next = usesTools ? await useTools(working, turn.value, progress) : conclude(working, turn.value, progress)
    if (!next.ok) return next
    if (next.value.type === 'answer') return ok(next.value)
    said = next.value
  }
}

async function takeTurn(working: Working, said: Said, progress: Progress): Promise<Result<ModelTurn, Stop>> {
  const { attempt, ledger, modelPrefix } = working
  const turn = await askPatiently(working, said)
  if (!turn.ok) {
    if (turn.error.mayHaveCost) ledger.countUnknown()
    const { code, message, reach } = turn.error
    return err({ code, message, reach: progress.turns === 0 ? reach : 'answered' })
  }
  progress.turns += 1
  ledger.countTurn(turn.value)
  const { model, tokens } = turn.value
  const goesOn = await attempt.assignment.record({ type: 'turn', model: `${modelPrefix}${model}`, tokens })
  return goesOn ? turn : err({ ...NOT_RECORDED, reach: 'answered' })
}

/** A wait that is longer is the engine's: it gives the slot to somebody else. */
const BUSY_WAIT_MAX_MS = 20_000
const BUSY_WAITS_MAX = 2

async function askPatiently({ conversation, attempt }: Working, said: Said): Promise<Result<ModelTurn, ModelFailure>> {
  for (let waits = 0; ; waits += 1) {
    const turn = await conversation.ask(said, attempt.signal)
    const waitMs = turn.ok ? undefined : turn.error.retryAfterMs
    if (waitMs === undefined || waitMs > BUSY_WAIT_MAX_MS || waits === BUSY_WAITS_MAX) return turn
    // Stopped while it waits, the next question is broken off before it is asked.
    await wait(waitMs, undefined, { signal: attempt.signal }).catch(() => undefined)
  }
}

async function useTools(working: Working, turn: ModelTurn, progress: Progress): Promise<Result<Said, Stop>> {
  if (progress.turns > working.maximumTurns) return err(exhausted(working.maximumTurns))
  const { record } = working.attempt.assignment
  const words = turn.text.trim().slice(0, SAID_MAX)
  if (words !== '' && !(await record({ type: 'said', text: words }))) return err({ ...NOT_RECORDED, reach: 'answered' })
  const results: ToolResult[] = []
  for (const call of turn.calls) {
    const result = await useNext(working, call, progress)
    if (!result.ok) return result
    results.push(result.value)
  }
  return ok({ type: 'results', results })
}

/** Characters of what an agent says on its way that the log keeps. */
const SAID_MAX = 2_000

async function useNext(working: Working, call: ModelCall, progress: Progress): Promise<Result<ToolResult, Stop>> {
  progress.uses += 1
  const result = await useTool(working, call, progress.uses)
  return result.ok
    ? result
    : err({ ...result.error, reach: result.error.code === 'tool-outcome-unknown' ? 'unknown' : 'answered' })
}

function exhausted(turns: number): Stop {
  const message = `The agent used tools for ${turns} turns and gave no answer. Allow it more turns in its file, or give it less to do.`
  return { code: 'turns-exhausted', message, reach: 'answered' }
}

/** An answer; or what to say to a model whose answer can not be used, once. */
function conclude({ brief, attempt }: Working, turn: ModelTurn, progress: Progress): Result<GivenAnswer | Said, Stop> {
  if (attempt.signal.aborted) return err({ ...STOPPED, reach: 'answered' })
  if (turn.end === 'refused') return err(refused('its provider withheld the answer.'))
  if (turn.end === 'cut') return err({ ...NO_ROOM, reach: 'answered' })
  if (turn.end === 'capped') return err({ ...NO_BUDGET, reach: 'answered' })
  const reply = readReply(turn.text, brief.outputs)
  if (reply.type === 'refusal') return err(refused(reply.reason))
  const problem = reply.type === 'malformed' ? reply.problem : reply.misfit
  if (problem !== '' && !progress.isRepaired) {
    progress.isRepaired = true
    return ok({ type: 'text', text: repairMessage(problem) })
  }
  // What does not fit is for the core to refuse: it judges the answers of everybody.
  return reply.type === 'answer' ? ok(reply) : err(unreadable(reply.problem))
}

const NO_ROOM: Refusal = {
  code: 'model-cut-off',
  message:
    'The model ran out of room before its answer was whole. Ask for less at once, or choose a model that can say more.',
}

const NO_BUDGET: Refusal = {
  code: 'budget-exhausted',
  message: 'The budget had room for a part of the answer only. Allow more, or ask for less at once.',
}

function refused(reason: string): Stop {
  return { code: 'model-refused', message: `The model would not do this: ${reason}`, reach: 'answered' }
}

function unreadable(problem: string): Stop {
  const message = `The model's answer can not be used, also after it was told why: ${problem} Choose another model, or say more clearly what to give.`
  return { code: 'output-invalid', message, reach: 'answered' }
}

/** What may happen only once and was begun is not forgotten because no answer came: a person has to look. */
function failed({ attempt, ledger }: Working, { code, message, reach }: Stop): AttemptResult {
  const { done } = attempt
  const used = done.length === 0 ? message : `${message} Before that it had used: ${[...new Set(done)].join(', ')}.`
  return {
    type: 'failed',
    error: { code, message: used, reach: done.length === 0 ? reach : 'unknown', ...ledger.bill() },
  }
}
