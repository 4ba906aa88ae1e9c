import type { Json } from '../basics/json.ts'
import { jsonEntries } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { known } from '../basics/known.ts'
import { isExtension } from './collection-shapes.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { NotYet } from './executes.ts'
import { EXECUTES } from './executes.ts'
import type { WorkflowDocument } from './workflow-document.ts'

/**
 * Every key of the document that this build does not carry out, in the order of the text: warnings where the document is
 * looked at, errors where it is published. Nothing is accepted in silence.
 */
export function notYetExecuted(document: WorkflowDocument, severity: Diagnostic['severity']): readonly Diagnostic[] {
  return findUnexecuted(document.json, { path: '', pointer: '' })
    .map(({ pointer, execution: { message, help } }): Diagnostic => {
      return { rule: 'not-yet-executed', severity, ...document.locate(pointer, 'key'), message, help }
    })
    .toSorted((left, right) => left.line - right.line || left.column - right.column)
}

interface Place {
  /** In the spelling of `EXECUTES`. */
  readonly path: string
  readonly pointer: string
}

interface Unexecuted extends Place {
  readonly execution: NotYet
}

/** What lies below a key that is found needs no word of its own. */
function findUnexecuted(value: Json, at: Place): readonly Unexecuted[] {
  return childrenOf(value, at).flatMap(([child, place]) => {
    const execution = known(EXECUTES[place.path])
    const isFound = execution !== 'executed' && execution.when(child)
    return isFound ? [{ ...place, execution }] : findUnexecuted(child, place)
  })
}

/** The keys and items that the table knows. What lies below others, such as a JSON Schema, is the author's. */
function childrenOf(value: Json, { path, pointer }: Place): readonly (readonly [Json, Place])[] {
  return jsonEntries(value).flatMap(([key, child]) => {
    const inner = pathOf(path, Array.isArray(value) ? '[]' : key)
    return inner === undefined ? [] : [[child, { path: inner, pointer: childPointer(pointer, key) }] as const]
  })
}

function pathOf(parent: string, key: string): string | undefined {
  if (isExtension(key)) return undefined
  const spellings = key === '[]' ? [`${parent}[]`] : [parent === '' ? key : `${parent}.${key}`, `${parent}.*`]
  return spellings.find((path) => Object.hasOwn(EXECUTES, path))
}
