/** Steps that can be taken back. */
const STEPS_MAX = 200
/** Characters of all documents together: a document may have four million. */
const CHARACTERS_MAX = 32 * 1024 * 1024

/** A document with those before it and those that were taken back, the nearest last. */
export interface History {
  readonly past: readonly string[]
  readonly present: string
  readonly future: readonly string[]
}

export function beginHistory(present: string): History {
  return { past: [], present, future: [] }
}

/** A step from the present document to the next. What was taken back can then not be had again. */
export function record({ past, present, future }: History, next: string): History {
  return next === present ? { past, present, future } : { past: newest([...past, present]), present: next, future: [] }
}

/** The history itself where there is nothing to take back. */
export function undo(history: History): History {
  const { past, present, future } = history
  const before = past.at(-1)
  return before === undefined ? history : { past: past.slice(0, -1), present: before, future: [...future, present] }
}

/** The history itself where nothing was taken back. */
export function redo(history: History): History {
  const { past, present, future } = history
  const next = future.at(-1)
  return next === undefined ? history : { past: [...past, present], present: next, future: future.slice(0, -1) }
}

function newest(documents: readonly string[]): readonly string[] {
  let characters = 0
  const oldest = documents.findLastIndex((text, index) => {
    characters += text.length
    return characters > CHARACTERS_MAX || documents.length - index > STEPS_MAX
  })
  return documents.slice(oldest + 1)
}
