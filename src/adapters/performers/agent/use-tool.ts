import type { Json, JsonObject } from '../../../core/basics/json.ts'
import { isJsonObject } from '../../../core/basics/json.ts'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { Answer, AttemptError, AttemptResult } from '../../../core/run/answer.ts'
import { validateJson } from '../../../core/schema/validate-json.ts'
import type { Refusal } from '../attempt-results.ts'
import type { Attempt } from './attempt.ts'
import type { ModelCall, ToolResult } from './conversation.ts'
import type { Ledger } from './ledger.ts'
import type { Tool, Use } from './tool.ts'

export interface Using {
  readonly attempt: Attempt
  readonly tools: readonly Tool[]
  readonly ledger: Ledger
  /** What the ids of the uses begin with. */
  readonly prefix: string
}

/**
 * Carries out what a model asked for and says what came of it. What a tool or the model did wrong is told to the model;
 * an error here means that the attempt can not go on.
 */
export async function useTool(using: Using, call: ModelCall, at: number): Promise<Result<ToolResult, Refusal>> {
  const tool = using.tools.find(({ name }) => name === call.tool)
  const input = tool === undefined ? err(unknownTool(using.tools)) : readInput(tool, call.input)
  if (tool === undefined || !input.ok) return ok({ call, text: input.ok ? '' : input.error, isError: true })
  const { key, isRepeated } = using.attempt.keyFor(tool.ref, input.value)
  if (tool.effect === 'once-or-ask' && isRepeated) return ok({ call, text: ONCE, isError: true })
  return await carryOut(using, { call, tool, input: input.value, use: { id: `${using.prefix}${at}`, key } })
}

const ONCE = 'This was already asked for with the same input, and it may be done only once. Go on without it.'

function unknownTool(tools: readonly Tool[]): string {
  const names = tools.map(({ name }) => name).join(', ')
  return `There is no such tool. ${names === '' ? 'There are none.' : `There are: ${names}.`}`
}

function readInput(tool: Tool, input: unknown): Result<JsonObject, string> {
  if (!isJsonObject(input)) return err('The input must be one JSON object.')
  const problems = validateJson(tool.input, input)
  return problems.length === 0 ? ok(input) : err(problems.map(({ message }) => message).join(' '))
}

interface CarryingOut {
  readonly call: ModelCall
  readonly tool: Tool
  readonly input: JsonObject
  readonly use: Use
}

/** It is written down before it is done: after a crash somebody can see what may have happened. */
async function carryOut({ attempt, ledger }: Using, out: CarryingOut): Promise<Result<ToolResult, Refusal>> {
  const { call, tool, input, use } = out
  const { record } = attempt.assignment
  const note = { call: use.id, tool: tool.ref }
  if (!(await record({ type: 'tool-called', ...note, effect: tool.effect }))) return err(NOT_RECORDED)
  if (attempt.signal.aborted) return err(STOPPED)
  const result = await tool.run(input, use)
  if (tool.effect === 'once-or-ask' && mayHaveBegun(result)) attempt.done.push(tool.title)
  ledger.countTool(result.type === 'answered' ? result.answer : result.error)
  const isError = result.type === 'failed'
  const goesOn = await record({ type: 'tool-answered', ...note, isError })
  if (isError && isInDoubt(tool, result.error)) return err(inDoubt(tool, result.error))
  if (attempt.signal.aborted) return err(STOPPED)
  return goesOn ? ok({ call, text: bounded(textOf(result)), isError }) : err(NOT_RECORDED)
}

/** Why an agent stops whose attempt is over, or has filled its part of the log. */
export const NOT_RECORDED: Refusal = {
  code: 'interrupted',
  message: 'The attempt was over, or had written too much into the log. The agent stopped before it did anything more.',
}

export const STOPPED: Refusal = { code: 'interrupted', message: 'The agent was stopped while it worked.' }

function mayHaveBegun(result: AttemptResult): boolean {
  return result.type === 'answered' || result.error.reach !== 'not-begun'
}

/** What may happen only once is not left to a model to try again. */
function isInDoubt({ effect }: Tool, { reach }: AttemptError): boolean {
  return effect === 'once-or-ask' && reach === 'unknown'
}

function inDoubt({ title }: Tool, { message }: AttemptError): Refusal {
  return { code: 'tool-outcome-unknown', message: `Nobody knows whether "${title}" did its work: ${message}` }
}

function textOf(result: AttemptResult): string {
  if (result.type === 'failed') return result.error.message
  return JSON.stringify(shown(result.answer))
}

function shown({ outputs, confidence, summary }: Answer): JsonObject {
  const sure: Json | undefined = typeof confidence === 'number' ? confidence : undefined
  return { outputs, ...(sure === undefined ? {} : { confidence: sure }), ...(summary === undefined ? {} : { summary }) }
}

/** Characters of one result that a model is given. More would crowd out its work. */
const RESULT_CHARS_MAX = 64 * 1024

function bounded(text: string): string {
  if (text.length <= RESULT_CHARS_MAX) return text
  return `${text.slice(0, RESULT_CHARS_MAX)}\n[Cut here: the whole is ${text.length} characters.]`
}
