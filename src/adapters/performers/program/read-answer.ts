import { z } from 'zod'
import type { Json, JsonObject } from '../../../core/basics/json.ts'
import { isJsonObject } from '../../../core/basics/json.ts'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import type { MemoryNote } from '../../../core/memory/memory-note.ts'
import { readMemoryNotes } from '../../../core/memory/memory-note.ts'

/** What an agent answered. */
export interface AgentReport {
  readonly outputs: JsonObject
  /** Not checked here: the gate treats everything but a number from 0 to 1 as unknown. */
  readonly confidence: unknown
  readonly summary?: string
  readonly memory?: readonly MemoryNote[]
}

/** One line for people. */
const SUMMARY_MAX = 500

const outputsShape: z.ZodType<JsonObject> = z.record(z.string(), z.json())

const reportShape = z.object({
  outputs: outputsShape,
  confidence: z.unknown().optional(),
  summary: z.string().nullish(),
  memory: z.unknown().optional(),
})

/** The answer in an object that an agent gave; keys that nobody asked for are left out. */
export function readReport(value: unknown): Result<AgentReport, string> {
  const report = reportShape.safeParse(value)
  if (!report.success) return err(z.prettifyError(report.error))
  const { outputs, confidence = null, summary } = report.data
  const memory = readMemoryNotes(report.data.memory)
  return ok({
    outputs,
    confidence,
    ...(summary == null ? {} : { summary: summary.slice(0, SUMMARY_MAX) }),
    ...(memory.length === 0 ? {} : { memory }),
  })
}

/**
 * The answer in a text: the text itself, the last block of code in it, or what stands from its first brace to its last.
 * Where `anything` is expected, a text without any object is the output.
 */
export function readAnswerText(text: string, expects: 'schema' | 'anything'): Result<AgentReport, string> {
  const found = candidatesIn(text)
    .map(parseObject)
    .find((each) => each !== undefined)
  if (found !== undefined) return readReport(found)
  if (expects === 'anything' && text.trim() !== '') return ok({ outputs: { text: text.trim() }, confidence: null })
  return err(
    text.trim() === '' ? 'it said nothing' : `there is no JSON object in "${text.trim().slice(0, SUMMARY_MAX)}"`,
  )
}

function candidatesIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/```(?:json)?[ \t]*\n(?<code>[\s\S]*?)\n```/g)].map(
    ({ groups }) => groups?.['code'] ?? '',
  )
  return [text, ...blocks.toReversed(), text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)]
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
