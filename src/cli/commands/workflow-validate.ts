import type { Diagnostic, Validation } from '../../api/contract/workflows.ts'
import { validation, workflowDetail } from '../../api/contract/workflows.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { isPath } from '../find/name-or-path.ts'
import { readText } from '../input/read-json.ts'
import type { Connected, Outcome } from '../session.ts'
import { problemLines } from '../show/problems.ts'
import { counted } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import { joined, styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

/** Looks at the document alone; what it refers to is looked up by `workflow plan`. */
export async function validateWorkflow(session: Connected, typed: string, { json }: JsonOption): Promise<Outcome> {
  const { screen } = session
  const found = isPath(typed) ? await validateFile(session, typed) : await validateNamed(session, typed)
  if (!found.ok) return found
  const { valid, problems } = found.value
  if (json) screen.json('validation', found.value)
  else screen.print(...problemLines(problems), summary(typed, problems))
  return ok(valid ? EXIT.ok : EXIT.invalid)
}

async function validateFile({ api, io }: Connected, path: string): Promise<Result<Validation, CliFailure>> {
  const text = await readText(io, path)
  return text.ok
    ? api.post('/workflows/validate', { body: { file: path, text: text.value }, schema: validation })
    : text
}

async function validateNamed({ api }: Connected, name: string): Promise<Result<Validation, CliFailure>> {
  const found = await api.get(`/workflows/${encodeURIComponent(name)}`, workflowDetail)
  if (!found.ok) return found
  const { digest, problems } = found.value
  return ok({ valid: !problems.some(isError), digest, problems })
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

function summary(typed: string, problems: readonly Diagnostic[]): Text {
  const errors = problems.filter(isError).length
  const found = joined([some(errors, 'error'), some(problems.length - errors, 'warning')], ' and ')
  const verdict = errors > 0 ? styled('bad', 'not valid') : styled('good', 'valid')
  return problems.length === 0 ? [verdict, `: ${typed}`] : [verdict, ', with ', found, `: ${typed}`]
}

function some(count: number, what: string): string {
  return count === 0 ? '' : counted(count, what)
}
