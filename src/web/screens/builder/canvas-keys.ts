import type { KeyboardEvent } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { StageId } from '../../../core/workflow/workflow.ts'
import { isCanvasArrow, stageAtCanvasArrow } from '../../derive/canvas-places.ts'
import { goToFields } from './stage-fields.ts'
import type { Builder } from './use-builder.ts'
import type { Connecting } from './use-connecting.ts'

export interface OnCanvas {
  readonly builder: Builder
  readonly places: ReadonlyMap<string, Place>
  readonly connecting: Connecting
  readonly onSelect: (stage: string | null) => void
  readonly onGoTo: (stage: string) => void
  readonly onRemove: (stage: StageId) => void
}

/** The canvas is one stop for the Tab key; arrows follow the edges, Enter opens the stage, C connects it. */
export function keyOnCanvas(event: KeyboardEvent<HTMLElement>, on: OnCanvas): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return
  const { stage, edge } = event.target.dataset
  const deed = stage === undefined ? edgeDeed(event.key, edge, on) : deedOf(event, stage as StageId, on)
  if (deed === undefined) return
  event.preventDefault()
  deed()
}

function deedOf(event: KeyboardEvent<HTMLElement>, from: StageId, on: OnCanvas): (() => void) | undefined {
  const { key } = event
  const { connecting, onSelect } = on
  if (isCanvasArrow(key)) {
    const next = stageAtCanvasArrow(on.builder.view.stages, on.places, { from, key })
    return () => (next === undefined ? undefined : on.onGoTo(next))
  }
  if (connecting.from !== null) {
    if (key === 'Escape') return connecting.stop
    return key === 'Enter' ? () => connecting.end(from) : undefined
  }
  if (isDelete(key)) return () => on.onRemove(from)
  if (key === 'c') return () => connecting.begin(from)
  return key === 'Enter' ? () => goToFields(() => onSelect(from)) : undefined
}

/** An edge has the focus in the sign to add a stage on it. */
function edgeDeed(key: string, edge: string | undefined, { builder }: OnCanvas): (() => void) | undefined {
  const [from, to] = (edge ?? '').split(' ')
  if (from === undefined || to === undefined || !isDelete(key)) return undefined
  return () => builder.edit({ type: 'disconnect', from: from as StageId, to: to as StageId })
}

function isDelete(key: string): boolean {
  return key === 'Delete' || key === 'Backspace'
}
