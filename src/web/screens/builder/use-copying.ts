import { useCallback, useEffect, useRef, useState } from 'react'
import { COPIED_STAGES_MAX, copyStages, readCopied } from '../../../core/edit/copied-stages.ts'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import { readJson } from '../../../core/workflow/edit-document.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { nameOfStage } from '../../derive/builder-view.ts'
import type { InsertPoint } from '../../derive/insert-point.ts'
import { pointWords, usualPoint } from '../../derive/insert-point.ts'
import { counted } from '../../derive/number-words.ts'
import type { Adding } from './use-adding.ts'
import type { Builder } from './use-builder.ts'
import type { Picking } from './use-picking.ts'

export interface Copying {
  /** Takes the stages of a text that was judged to be a WorkChart. */
  readonly paste: (text: string) => void
  readonly duplicate: () => void
  /** All chosen stages, or one that is not among them. */
  readonly remove: (stage?: StageId) => void
}

function takeAway(stages: readonly StageId[]): WorkflowEdit {
  return { type: 'together', edits: stages.map((stage) => ({ type: 'remove-stage', stage })) }
}

const NOT_PASTED = `Nothing was pasted: that is not a list of up to ${COPIED_STAGES_MAX} stages, each with an id of its own.`

/** Copies, pastes, duplicates and takes away the chosen stages. Each is one step. */
export function useCopying(builder: Builder, adding: Adding, picking: Picking): Copying {
  const { view, edit, source } = builder
  const { meant } = picking
  usePickNew(builder, adding, picking)
  const paste = useNewest((pasted: string) => {
    const copied = readCopied(pasted)
    if (copied === undefined) return adding.announce(NOT_PASTED)
    const point = pastePoint(adding.chosen, () => usualPoint(view.stages, adding.selected))
    if (!edit({ type: 'paste-stages', copied, after: point.stages })) return
    const where = pointWords(point, (stage) => nameOfStage(view.stages, stage))
    adding.announce(`Pasted ${counted(copied.length, 'stage')} ${where}.`)
  })
  const copy = (event: ClipboardEvent) => {
    const json = readJson(source)
    const yaml = json.ok ? copyStages(json.value, meant) : json
    if (meant.length === 0 || !yaml.ok) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', yaml.value)
    adding.announce(`Copied ${counted(meant.length, 'stage')}.`)
  }
  useCopied(copy)
  return {
    paste,
    duplicate: () => {
      if (meant.length > 0 && edit({ type: 'duplicate-stages', stages: meant }))
        adding.announce(`Duplicated ${counted(meant.length, 'stage')}.`)
    },
    remove: (stage) => {
      const stages = stage === undefined || meant.includes(stage) ? meant : [stage]
      if (stages.length === 0 || !edit(takeAway(stages))) return
      adding.select(null)
      picking.pick([])
      adding.announce(`Took away ${counted(stages.length, 'stage')}. Undo brings back what is gone.`)
    },
  }
}

/** Several stages do not fit on an edge: they come after where it begins. */
function pastePoint(chosen: InsertPoint | null, usual: () => InsertPoint): Extract<InsertPoint, { type: 'after' }> {
  const point = chosen ?? usual()
  return point.type === 'edge' ? { type: 'after', stages: [point.from] } : point
}

/** Stages that came by one step are chosen together, so that they can be moved together. */
function usePickNew({ view: { stages } }: Builder, { select }: Adding, { pick }: Picking): void {
  const [before, setBefore] = useState(stages)
  if (before === stages) return
  setBefore(stages)
  const known = new Set(before.map(({ id }) => id))
  const fresh = stages.filter(({ id }) => !known.has(id))
  if (fresh.length < 2 || before.length === 0) return
  select(null)
  pick(fresh.map(({ id }) => id))
}

/** Text that is being typed or marked is copied as text. */
function useCopied(copy: (event: ClipboardEvent) => void): void {
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (!isTyping(event.target) && document.getSelection()?.isCollapsed !== false) copy(event)
    }
    document.addEventListener('copy', onCopy)
    return () => document.removeEventListener('copy', onCopy)
  })
}

/** The server judges what is pasted before it is taken: by then the document may be another one. */
function useNewest(paste: (text: string) => void): (text: string) => void {
  const newest = useRef(paste)
  useEffect(() => {
    newest.current = paste
  })
  return useCallback((text) => newest.current(text), [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}
