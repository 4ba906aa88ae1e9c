import { z } from 'zod'
import type { Json } from '../../../core/basics/json.ts'
import type { Result } from '../../../core/basics/result.ts'
import { err, ok } from '../../../core/basics/result.ts'
import { readMemoryNotes } from '../../../core/memory/memory-note.ts'
import type { Answer } from '../../../core/run/answer.ts'
import type { Refusal } from '../attempt-results.ts'

/** What a command says on its standard output: one JSON object `{outputs, confidence?, cost?, summary?, memory?}`. */
export function parseReport(text: string): Result<Answer, Refusal> {
  const json = parseJson(text)
  if (!json.ok) return json
  const report = reportShape.safeParse(json.value)
  if (!report.success) return err(notAReport(report.error.issues.map(describe).join('; ')))
  const { outputs, confidence = null, cost = null, summary } = report.data
  const memory = readMemoryNotes(report.data.memory)
  return ok({
    outputs,
    confidence,
    cost,
    artifacts: [],
    ...(summary === undefined ? {} : { summary }),
    ...(memory.length === 0 ? {} : { memory }),
  })
}

/** One line for people. */
const SUMMARY_MAX = 500

const jsonShape: z.ZodType<Json> = z.json()

export const costShape = z.union([
  z.strictObject({ basis: z.literal('free') }),
  z.strictObject({
    basis: z.enum(['reported', 'estimated']),
    currency: z.string().regex(/^[A-Z]{3}$/),
    microUnits: z.int().nonnegative(),
  }),
])

const reportShape = z.strictObject({
  outputs: z.record(z.string(), jsonShape),
  /** Not checked here: the gate treats everything but a number from 0 to 1 as unknown. */
  confidence: z.unknown().optional(),
  cost: costShape.nullish(),
  summary: z.string().max(SUMMARY_MAX).optional(),
  /** Read leniently: what somebody wants remembered is no reason to refuse an answer. */
  memory: z.unknown().optional(),
})

function parseJson(text: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(text))
  } catch {
    const start = text.trim().slice(0, SUMMARY_MAX)
    return err(notAReport(start === '' ? 'it wrote nothing' : `it wrote ${JSON.stringify(start)}`))
  }
}

function describe({ path, message }: { readonly path: readonly PropertyKey[]; readonly message: string }): string {
  return [...path.map(String), message].join(': ')
}

function notAReport(problem: string): Refusal {
  const wanted = 'The command must write one JSON object {"outputs": {…}} to its standard output'
  return { code: 'output-invalid', message: `${wanted}: ${problem}.` }
}
