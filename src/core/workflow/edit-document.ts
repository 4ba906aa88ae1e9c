import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { applyToJson } from './apply-to-json.ts'
import { applyToYaml } from './apply-to-yaml.ts'
import type { DocumentEdit, EditPath } from './plan-change.ts'
import { planChange } from './plan-change.ts'
import type { WorkflowSource } from './read-workflow.ts'
import { parseText, syntaxOf } from './read-workflow.ts'
import type { SourceNode } from './source-tree.ts'
import { toJson } from './source-tree.ts'

export type EditError =
  /** The text can not be read, or says a key twice: what nobody understands is not changed. */
  | { readonly code: 'edit-unreadable'; readonly message: string }
  /** The path leads through a text or number, or past the end of a list. */
  | { readonly code: 'edit-path'; readonly path: EditPath }

/**
 * The text with the changes made one after the other. Comments, key order, `x-…` keys, and in JSON the whole layout, stay
 * as they are. Removing what is not there changes nothing.
 */
export function editDocument(source: WorkflowSource, edits: readonly DocumentEdit[]): Result<string, EditError> {
  let { text } = source
  for (const edit of edits) {
    const edited = editOnce({ file: source.file, text }, edit)
    if (!edited.ok) return edited
    text = edited.value
  }
  return ok(text)
}

/** What the text says, as plain JSON. */
export function readJson(source: WorkflowSource): Result<Json, EditError> {
  const read = readRoot(source)
  return read.ok ? ok(toJson(read.value.root)) : read
}

function editOnce(source: WorkflowSource, edit: DocumentEdit): Result<string, EditError> {
  const read = readRoot(source)
  if (!read.ok) return read
  const { mark, text, syntax, root } = read.value
  const change = planChange(root, edit)
  if (change === undefined) return err({ code: 'edit-path', path: edit.path })
  if (change.kind === 'none') return ok(source.text)
  return ok(mark + (syntax === 'json' ? applyToJson(text, change) : applyToYaml(text, change)))
}

interface ReadText {
  /** A byte order mark, or nothing. */
  readonly mark: string
  readonly text: string
  readonly syntax: 'yaml' | 'json'
  readonly root: SourceNode
}

function readRoot(source: WorkflowSource): Result<ReadText, EditError> {
  const mark = source.text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const text = source.text.slice(mark.length)
  const syntax = syntaxOf({ file: source.file, text })
  const { findings, root } = parseText(text, syntax)
  const [broken] = findings
  if (broken !== undefined) return err({ code: 'edit-unreadable', message: broken.message })
  return ok({ mark, text, syntax, root: known(root) })
}

const BYTE_ORDER_MARK = '\u{feff}'
