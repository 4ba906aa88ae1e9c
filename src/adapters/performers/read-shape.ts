import type { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Refusal } from './attempt-results.ts'

/** `value` as `schema` describes it, or every problem in one sentence that begins with `where`. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown, refusal: ShapeRefusal): Result<T, Refusal> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const problems = parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(': '))
  return err({ code: refusal.code, message: `${refusal.where}: ${problems.join('; ')}.` })
}

interface ShapeRefusal {
  readonly code: string
  /** Where the value came from, for people. */
  readonly where: string
}

export const INPUTS: ShapeRefusal = { code: 'input-invalid', where: 'The inputs of this stage do not fit the skill' }
export const SETTINGS: ShapeRefusal = { code: 'settings-invalid', where: 'Mend the settings in contract.yaml' }
