import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import { STAGE_SIZE } from '../../derive/canvas-places.ts'
import { moveMs } from './move-ms.ts'
import { useShowAll } from './use-show-all.ts'

/** Brings a stage onto the screen that is not, and gives it the focus. */
export function useGoTo(places: ReadonlyMap<string, Place>, reach: (stage: string) => void): (stage: string) => void {
  const show = useShow(places)
  const store = useStoreApi()
  const isShown = (stage: string) => {
    const place = places.get(stage)
    return place !== undefined && isWithin(place, store.getState()) && nodeOf(store.getState().domNode, stage) !== null
  }
  return (stage) => {
    const focus = () => nodeOf(store.getState().domNode, stage)?.focus({ preventScroll: true })
    // At once where it is there already: a second arrow may follow before the next frame.
    if (isShown(stage)) return focus()
    reach(stage)
    void show(stage, 0).then(() => requestAnimationFrame(focus))
  }
}

/** Up to so many stages the whole is shown again when one comes or goes. */
const WHOLE_MAX = 12

/** The stage that is looked at comes onto the screen, whoever has chosen it; of a small canvas, the whole. */
export function useReveal(selected: string | null, places: ReadonlyMap<string, Place>): void {
  const showAll = useShowAll(places)
  const show = useShow(places)
  const before = useRef({ selected, count: places.size })
  useEffect(() => {
    const was = before.current
    before.current = { selected, count: places.size }
    const isWhole = places.size !== was.count && places.size <= WHOLE_MAX
    if (isWhole) showAll(moveMs())
    else if (selected !== null && (selected !== was.selected || places.size !== was.count))
      void show(selected, moveMs())
  })
}

function useShow(places: ReadonlyMap<string, Place>) {
  const { setCenter } = useReactFlow()
  const store = useStoreApi()
  return async (stage: string, duration: number): Promise<void> => {
    const place = places.get(stage)
    const { transform } = store.getState()
    if (place === undefined || isWithin(place, store.getState())) return
    const middle = { x: place.x + STAGE_SIZE.width / 2, y: place.y + STAGE_SIZE.height / 2 }
    await setCenter(middle.x, middle.y, { zoom: transform[2], duration })
  }
}

interface Window {
  readonly transform: readonly [x: number, y: number, zoom: number]
  readonly width: number
  readonly height: number
}

function isWithin({ x, y }: Place, { transform: [left, top, zoom], width, height }: Window): boolean {
  const [atX, atY] = [x * zoom + left, y * zoom + top]
  const isBeside = atX < 0 || atX + STAGE_SIZE.width * zoom > width
  return !isBeside && atY >= 0 && atY + STAGE_SIZE.height * zoom <= height
}

function nodeOf(canvas: HTMLElement | null, stage: string): HTMLElement | null {
  return canvas?.querySelector<HTMLElement>(`[data-stage="${CSS.escape(stage)}"]`) ?? null
}
