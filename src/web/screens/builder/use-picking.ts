import { useMemo, useState } from 'react'
import type { StageId } from '../../../core/workflow/workflow.ts'

/** The stages that are chosen: several together on the canvas, else the one that is looked at. */
export interface Picking {
  readonly many: ReadonlySet<string>
  readonly pick: (stages: readonly string[]) => void
  /** The same in the order of the document: those that a gesture is about. */
  readonly meant: readonly StageId[]
}

const NONE: ReadonlySet<string> = new Set()

export function usePicking(stages: readonly { readonly id: StageId }[], selected: string | null): Picking {
  const [together, setTogether] = useState(NONE)
  const many = useMemo(() => {
    // What was chosen elsewhere since then is meant alone.
    const isTogether = together.size > 1 && (selected === null || together.has(selected))
    if (isTogether) return together
    return selected === null ? NONE : new Set([selected])
  }, [together, selected])
  return {
    many,
    pick: (ids) => setTogether(new Set(ids)),
    meant: stages.flatMap(({ id }) => (many.has(id) ? [id] : [])),
  }
}
