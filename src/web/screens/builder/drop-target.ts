import type { DragEvent } from 'react'
import type { StageId } from '../../../core/workflow/workflow.ts'

export type Target =
  | { readonly type: 'canvas' }
  | { readonly type: 'stage'; readonly stage: StageId }
  | { readonly type: 'edge'; readonly from: StageId; readonly to: StageId }

/** What a card was dropped on. */
export function targetOf({ target }: DragEvent): Target {
  const element = target instanceof Element ? target : null
  const stage = element?.closest<HTMLElement>('[data-stage]')?.dataset['stage']
  if (stage !== undefined) return { type: 'stage', stage: stage as StageId }
  const edge = element?.closest<HTMLElement>('[data-id].react-flow__edge, [data-edge]')
  const [from, to] = (edge?.dataset['edge'] ?? edge?.dataset['id'] ?? '').split(' ')
  if (from === undefined || to === undefined) return { type: 'canvas' }
  return { type: 'edge', from: from as StageId, to: to as StageId }
}
