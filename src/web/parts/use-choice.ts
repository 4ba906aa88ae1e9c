import { useState } from 'react'
import { idsBetween, withToggled } from '../derive/choice.ts'

/** What somebody has chosen of a list. */
export interface Choice {
  readonly chosen: ReadonlySet<string>
  /** Chooses all of these, or none of them where all are chosen. */
  readonly toggle: (ids: readonly string[]) => void
  /** Chooses one, or with `reach: 'range'` all from the one before to it. */
  readonly choose: (id: string, reach: 'one' | 'range') => void
}

/** A choice among these ids, of at most `max`. */
export function useChoice(ids: readonly string[], max: number): Choice {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string | null>(null)
  const toggle = (some: readonly string[]) => setChosen((before) => withToggled(before, some, max))
  return {
    chosen,
    toggle,
    choose: (id, reach) => {
      toggle(reach === 'range' ? idsBetween(ids, last, id) : [id])
      setLast(id)
    },
  }
}

/** A box is changed by a click, and by Space as if it were one. */
export function reachOf(event: Event): 'one' | 'range' {
  return event instanceof MouseEvent && event.shiftKey ? 'range' : 'one'
}
