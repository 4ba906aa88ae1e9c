import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { Refusal } from './attempt-results.ts'

export interface Letter {
  /** One line. */
  readonly subject: string
  readonly body: string
}

/** What may stand in a letter. Null counts as missing: a letter with a hole in it is never sent. */
export type LetterValues = Readonly<Record<string, string | number | boolean | null>>

/**
 * A letter from its template: a line `Subject: …`, an empty line, and the body, in which `{{name}}` stands for a value.
 * Values are put in once and never read as a template themselves.
 */
export function fillLetter(template: string, values: LetterValues): Result<Letter, Refusal> {
  const parts = SUBJECT_AND_BODY.exec(template.replaceAll('\r\n', '\n'))
  if (parts === null) return err(NO_SUBJECT)
  const problem = findProblem(template, values)
  if (problem !== undefined) return err(problem)
  const [, subject = '', body = ''] = parts
  return ok({ subject: oneLine(fill(subject, values)), body: `${fill(body, values).trim()}\n` })
}

const SUBJECT_AND_BODY = /^Subject:[ \t]*(\S[^\n]*)\n[ \t]*\n([\s\S]+)$/
const PLACEHOLDER = /\{\{\s*([A-Za-z_]\w{0,63})\s*\}\}/g

const NO_SUBJECT: Refusal = {
  code: 'letter-invalid',
  message: 'The letter must begin with a line "Subject: …", then an empty line, then its text.',
}

function findProblem(template: string, values: LetterValues): Refusal | undefined {
  const stray = /.{0,20}(?:\{\{|\}\}).{0,20}/.exec(template.replaceAll(PLACEHOLDER, ''))
  if (stray !== null) {
    const message = `The letter has a placeholder that can not be read near "${stray[0].trim()}". Write it as {{name}}.`
    return { code: 'letter-invalid', message }
  }
  const missing = namesIn(template).filter((name) => textOf(values, name) === undefined)
  if (missing.length === 0) return undefined
  const listed = missing.map((name) => `"${name}"`).join(', ')
  return { code: 'letter-value-missing', message: `The letter needs ${listed}. Give it under "values".` }
}

function namesIn(template: string): readonly string[] {
  return [...new Set(Array.from(template.matchAll(PLACEHOLDER), ([, name = '']) => name))]
}

function textOf(values: LetterValues, name: string): string | undefined {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  return value === undefined || value === null ? undefined : String(value)
}

function fill(text: string, values: LetterValues): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) => textOf(values, name) ?? '')
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
