import { patch } from '@decimalturn/toml-patch'
import { parse } from 'smol-toml'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { PlanProblem } from '../../core/plan/plan-report.ts'
import { formatReference } from '../../core/workflow/reference.ts'
import type { EditedOverrides, OverridesEdit, OverridesEditProblem } from '../../engine/project-ports.ts'
import { locateTomlKeys } from './locate-toml-keys.ts'
import { isTable } from './override-values.ts'
import { parseOverrides } from './parse-overrides.ts'
import { OVERRIDES_FILE } from './read-overrides.ts'

export interface OverridesEditing {
  /** Undefined: there is no file yet. */
  readonly bytes: Uint8Array | undefined
  readonly edit: OverridesEdit
  /** The workflows that a file may name. */
  readonly known: ReadonlySet<string>
}

/** The text with these roles given to somebody else. Comments, order and layout of all that is not edited stay. */
export function editOverrides({
  bytes = new Uint8Array(),
  edit,
  known,
}: OverridesEditing): Result<EditedOverrides, OverridesEditProblem> {
  const text = toText(bytes)
  if (text === undefined) return err({ code: 'overrides-unreadable', problems: [NOT_TEXT] })
  const read = (said: string) => parseOverrides({ file: OVERRIDES_FILE, text: said }, known)
  const unreadable = read(text).problems.filter(
    ({ code }) => code === 'override-syntax' || code === 'override-too-large',
  )
  if (unreadable.length > 0) return err({ code: 'overrides-unreadable', problems: unreadable })
  const path = ['workflows', edit.workflow, ...(edit.stage === undefined ? [] : ['stages', edit.stage]), 'roles']
  const roles = tableAt(parse(text), path)
  const absent = edit.remove.find((role) => roles === undefined || !Object.hasOwn(roles, role))
  if (absent !== undefined) return err({ code: 'override-absent', role: absent })
  const edited = write(text, { path, roles, edit })
  return ok({ text: edited, overrides: read(edited) })
}

function toText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const NOT_TEXT: PlanProblem = {
  code: 'override-syntax',
  severity: 'error',
  message: 'The overrides file is not UTF-8 text.',
  help: 'Save it as UTF-8.',
  pointer: '',
  at: { file: OVERRIDES_FILE, line: 1, column: 1, pointer: '' },
}

type Table = Readonly<Record<string, unknown>>

interface RolesEdit {
  /** To the table of the roles. */
  readonly path: readonly string[]
  /** What the file says there now; undefined: it has no such table. */
  readonly roles: Table | undefined
  readonly edit: OverridesEdit
}

/** What is there is changed in its place; what is new then gets lines of its own. */
function write(text: string, { path, roles, edit }: RolesEdit): string {
  if (edit.set.size + edit.remove.length === 0) return text
  const isThere = ([role]: readonly [string, unknown]) => roles !== undefined && Object.hasOwn(roles, role)
  const changed = { ...edit, set: new Map([...edit.set].filter(isThere)) }
  const base = withTable(parse(text), path, withRoles(roles ?? {}, changed))
  const kept = changed.set.size + edit.remove.length === 0 ? text : patch(text, base)
  const added = [...edit.set].filter((each) => !isThere(each))
  if (added.length === 0) return checked([kept], base)
  const wanted = withTable(parse(kept), path, withRoles(tableAt(base, path) ?? {}, edit))
  const lines = added.map(([role, reference]) => `${keyText(role)} = ${JSON.stringify(formatReference(reference))}`)
  const inserted = roles === undefined ? [withNewTable(kept, path, lines)] : withNewLines(kept, path, lines)
  return checked([...inserted, patch(kept, wanted)], wanted)
}

/** The first text that says what is wanted. */
function checked(texts: readonly string[], wanted: Table): string {
  const said = texts.find((text) => says(text, wanted))
  if (said === undefined) throw new Error('The edited overrides file does not say what it was to say.')
  return said
}

/** Behind a role that is there, the last one first, so that comments stay with what they are about. */
function withNewLines(text: string, path: readonly string[], lines: readonly string[]): readonly string[] {
  const [locate, all, newLine] = [locateTomlKeys(text), text.split('\n'), newLineOf(text)]
  const places = Object.keys(tableAt(parse(text), path) ?? {}).map((role) => locate([...path, role]).line)
  return places.toReversed().map((line) => {
    const indent = /^\s*/.exec(all[line - 1] ?? '')?.[0] ?? ''
    const before = all.slice(0, line).join('\n')
    const added = lines.map((each) => `${indent}${each}`).join(newLine)
    const end = before.endsWith('\r') ? '\n' : newLine
    return `${before}${end}${added}${newLine}${all.slice(line).join('\n')}`
  })
}

function withNewTable(text: string, path: readonly string[], lines: readonly string[]): string {
  const gap = text.endsWith('\n') ? [''] : ['', '']
  const table = [`[${path.map(keyText).join('.')}]`, ...lines, '']
  return `${text}${[...(text === '' ? [] : gap), ...table].join(newLineOf(text))}`
}

function newLineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function withRoles(roles: Table, { set, remove }: OverridesEdit): Table {
  const kept = Object.entries(roles).filter(([role]) => !remove.includes(role))
  const given = [...set].map(([role, reference]) => [role, formatReference(reference)])
  return { ...Object.fromEntries(kept), ...Object.fromEntries(given) }
}

function tableAt(value: unknown, [key, ...rest]: readonly string[]): Table | undefined {
  if (!isTable(value)) return undefined
  if (key === undefined) return value
  return Object.hasOwn(value, key) ? tableAt(value[key], rest) : undefined
}

/** What is no table on the way becomes one: the file is checked for what it says afterwards. */
function withTable(value: unknown, [key, ...rest]: readonly string[], table: Table): Table {
  if (key === undefined) return table
  const own = isTable(value) ? value : {}
  return { ...own, [key]: withTable(Object.hasOwn(own, key) ? own[key] : undefined, rest, table) }
}

/** Two texts say the same where their tables are spelled the same, whatever the order of keys. */
function says(text: string, wanted: Table): boolean {
  try {
    return spelled(parse(text)) === spelled(wanted)
  } catch {
    return false
  }
}

function spelled(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isTable(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  )
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key)
}
