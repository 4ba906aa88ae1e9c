import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'

export type Variables = Readonly<Record<string, string | undefined>>

export interface Filled {
  readonly text: string
  /** What was taken from the variables and nobody may read. */
  readonly secrets: readonly string[]
}

/** `${NAME}` and `${NAME:-otherwise}`, as the files of other programs write them. */
const VARIABLE = /\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<otherwise>[^}]*))?\}/g

/** Variables that say where things are and are no secret. */
const OPEN = new Set(['HOME', 'LANG', 'LOGNAME', 'PATH', 'PWD', 'SHELL', 'TMPDIR', 'TZ', 'USER'])

/** The text with every variable written out, once: a value is never read as a text with variables. Error: the first name that is not set. */
export function fillVariables(text: string, variables: Variables): Result<Filled, string> {
  const found = [...text.matchAll(VARIABLE)].map(({ groups }) => groups ?? {})
  const missing = found.find(({ name = '', otherwise }) => variables[name] === undefined && otherwise === undefined)
  if (missing?.['name'] !== undefined) return err(missing['name'])
  const secrets = found.flatMap(({ name = '' }) => (OPEN.has(name) ? [] : (variables[name] ?? [])))
  const filled = text.replaceAll(VARIABLE, (_, name: string, otherwise: string | undefined) => {
    return variables[name] ?? otherwise ?? ''
  })
  return ok({ text: filled, secrets })
}
