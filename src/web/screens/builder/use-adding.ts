import { useCallback, useState } from 'react'
import type { Part } from '../../../core/procedure/procedure.ts'
import type { Card } from '../../derive/builder-view.ts'
import { nameOfStage } from '../../derive/builder-view.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import { addAt, pointWords, usualPoint } from '../../derive/insert-point.ts'
import { counted } from '../../derive/number-words.ts'
import { pasteAt, stepsIn } from '../../derive/pasted.ts'
import type { Builder } from './use-builder.ts'

/** Which stage is looked at, and where the next one goes. */
export interface Adding {
  readonly selected: string | null
  readonly select: (stage: string | null) => void
  /** The edge that was chosen for the next stage. */
  readonly chosen: InsertPoint | null
  readonly choose: (point: InsertPoint) => void
  /** `after Sort the message`. */
  readonly where: string
  readonly add: (card: Card, at?: InsertPoint) => void
  /** The steps of a pasted procedure, one after the other; false: nothing was added. */
  readonly addAll: (parts: readonly Part[]) => boolean
  /** What was done last, to be read out. */
  readonly announcement: string
  readonly announce: (words: string) => void
}

export function useAdding({ view, edit }: Builder): Adding {
  const [selected, setSelected] = useState<string | null>(null)
  const [chosen, setChosen] = useState<InsertPoint | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const point = chosen ?? usualPoint(view.stages, selected)
  const nameOf = (stage: string): string => nameOfStage(view.stages, stage)
  const select = (stage: string | null): void => {
    setSelected(stage)
    setChosen(null)
  }
  const choose = useCallback((next: InsertPoint) => setChosen(next), [])
  const add = (card: Card, at: InsertPoint = point): void => {
    const step = addAt(view.stages, at, { name: card.name, primary: card.ref, kind: card.kind })
    if (!edit(step)) return
    select(step.stage.id)
    setAnnouncement(`Added ${card.name} ${pointWords(at, nameOf)}.`)
  }
  const addAll = (parts: readonly Part[]): boolean => {
    const step = pasteAt(view.stages, point, parts)
    if (step === undefined || !edit(step.edit)) return false
    select(step.first)
    setAnnouncement(`Added ${counted(stepsIn(parts), 'stage')} ${pointWords(point, nameOf)}.`)
    return true
  }
  return {
    selected,
    select,
    chosen,
    choose,
    where: pointWords(point, nameOf),
    add,
    addAll,
    announcement,
    announce: setAnnouncement,
  }
}
