import type { Document } from 'yaml'
import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { applyToJson } from './apply-to-json.ts'
import { applyToTree } from './apply-to-tree.ts'
import type { OpenYaml } from './apply-to-yaml.ts'
import { openYaml } from './apply-to-yaml.ts'
import type { Finding } from './finding.ts'
import type { DocumentEdit, EditPath, RealChange } from './plan-change.ts'
import { planChange } from './plan-change.ts'
import type { WorkflowSource } from './read-workflow.ts'
import { parseSource, parseText } from './read-workflow.ts'
import type { SourceNode } from './source-tree.ts'
import { toJson } from './source-tree.ts'

export type EditError =
  /** The text can not be read, or says a key twice: what nobody understands is not changed. */
  | { readonly code: 'edit-unreadable'; readonly message: string }
  /** The path leads through a text or number, or past the end of a list. */
  | { readonly code: 'edit-path'; readonly path: EditPath }

/** A text that could be read, while it is changed. Nothing is read again and nothing printed before the end. */
export interface OpenDocument {
  readonly json: () => Json
  /** Undefined: all changes are made. After an error the document is of no use. */
  readonly apply: (edits: readonly DocumentEdit[]) => EditError | undefined
  readonly print: () => string
}

/**
 * The text with the changes made one after the other. Comments, key order, `x-…` keys, and in JSON the whole layout, stay
 * as they are. Removing what is not there changes nothing.
 */
export function editDocument(source: WorkflowSource, edits: readonly DocumentEdit[]): Result<string, EditError> {
  const opened = openDocument(source)
  if (!opened.ok) return opened
  const error = opened.value.apply(edits)
  return error === undefined ? ok(opened.value.print()) : err(error)
}

/** What the text says, as plain JSON. */
export function readJson(source: WorkflowSource): Result<Json, EditError> {
  const opened = openDocument(source)
  return opened.ok ? ok(opened.value.json()) : opened
}

export function openDocument(source: WorkflowSource): Result<OpenDocument, EditError> {
  const { mark, body, parsed } = parseSource(source)
  const { findings, root, takeYaml } = parsed
  if (findings.length > 0) return err(unreadable(findings))
  const changes = takeYaml === undefined ? changeJson(body) : changeYaml(body, takeYaml)
  return ok(follow(changes, { mark, root: known(root) }))
}

function unreadable([first]: readonly Finding[]): EditError {
  return { code: 'edit-unreadable', message: known(first).message }
}

/** A text that follows the changes of its values. */
interface Changes {
  /** The values after the change. */
  readonly apply: (root: SourceNode, change: RealChange) => Result<SourceNode, EditError>
  readonly print: () => string
}

function follow(changes: Changes, { mark, root }: { readonly mark: string; readonly root: SourceNode }): OpenDocument {
  let now = root
  return {
    json: () => toJson(now),
    apply: (edits) => {
      for (const edit of edits) {
        const change = planChange(now, edit)
        if (change === undefined) return { code: 'edit-path', path: edit.path }
        if (change.kind === 'none') continue
        const changed = changes.apply(now, change)
        if (!changed.ok) return changed.error
        now = changed.value
      }
      return undefined
    },
    print: () => mark + changes.print(),
  }
}

/** In JSON a change leaves everything beside it where it is, so the text itself is changed, and read again. */
function changeJson(text: string): Changes {
  let now = text
  return {
    apply: (_, change) => {
      now = applyToJson(now, change)
      const { findings, root } = parseText(now, 'json')
      return root === undefined ? err(unreadable(findings)) : ok(root)
    },
    print: () => now,
  }
}

/** YAML takes long to print: that is done once, at the end. */
function changeYaml(text: string, takeYaml: () => Document.Parsed): Changes {
  let yaml: OpenYaml | undefined
  return {
    apply: (root, change) => {
      yaml ??= openYaml(text, takeYaml())
      yaml.apply(change)
      return ok(applyToTree(root, change))
    },
    print: () => yaml?.print() ?? text,
  }
}
