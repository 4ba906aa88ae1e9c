import type { KeyboardEvent } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { isCanvasArrow, stageAtCanvasArrow } from '../../derive/canvas-places.ts'
import type { Builder } from './use-builder.ts'

interface OnCanvas {
  readonly builder: Builder
  readonly places: ReadonlyMap<string, Place>
  readonly onSelect: (stage: string | null) => void
}

/** The canvas is one stop for the Tab key; arrows follow the edges, Enter opens the stage, Delete takes it away. */
export function keyOnCanvas(event: KeyboardEvent<HTMLElement>, { builder, places, onSelect }: OnCanvas): void {
  const from = event.target instanceof HTMLElement ? event.target.dataset['stage'] : undefined
  if (from === undefined) return
  if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault()
    if (builder.edit({ type: 'remove-stage', stage: from as StageId })) onSelect(null)
  }
  if (!isCanvasArrow(event.key)) return
  event.preventDefault()
  const next = stageAtCanvasArrow(builder.view.stages, places, { from, key: event.key })
  if (next !== undefined) event.currentTarget.querySelector<HTMLElement>(`[data-stage="${CSS.escape(next)}"]`)?.focus()
}
