import { useComputedColorScheme } from '@mantine/core'
import { useStore } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FlowNode } from './canvas-flow.ts'
import type { Colours } from './draw-far.ts'
import { drawFar, HUES, movingEdges, pictureOf } from './draw-far.ts'

/**
 * All stages and edges as one picture under the stages that somebody can get hold of: from far away a thousand boxes and
 * lines in the page would be too slow to move.
 */
export function FarLayer({ nodes }: { readonly nodes: readonly FlowNode[] }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [swatches, setSwatches] = useState<HTMLSpanElement | null>(null)
  const scheme = useComputedColorScheme()
  const transform = useStore((store) => store.transform)
  const width = useStore((store) => store.width)
  const height = useStore((store) => store.height)
  const [colours, setColours] = useState<Colours | null>(null)
  useEffect(() => setColours(swatches === null ? null : coloursOf(swatches)), [swatches, scheme])
  const still = useStill(nodes)
  const picture = useMemo(() => onDemand(() => pictureOf(still)), [still])
  useEffect(() => {
    const pen = canvas.current?.getContext('2d') ?? null
    if (pen === null || colours === null) return
    drawFar(pen, { picture: picture(), moving: movingEdges(nodes), colours, window: { transform, width, height } })
  }, [picture, nodes, colours, transform, width, height])
  return (
    <>
      <canvas ref={canvas} className="canvas-far" />
      <span ref={setSwatches} hidden>
        <i className="canvas-far-edge" />
        {HUES.map((hue) => (
          <i key={hue} className={`canvas-far-swatch canvas-hue-${hue}`} />
        ))}
      </span>
    </>
  )
}

/** Made once, and only where there is something to draw on. */
function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The same list as long as nothing in it has changed: a stage that is dragged is not part of it. */
function useStill(nodes: readonly FlowNode[]): readonly FlowNode[] {
  const now = nodes.filter(({ dragging }) => dragging !== true)
  const [still, setStill] = useState(now)
  const isSame = still.length === now.length && still.every((node, index) => node === now[index])
  if (!isSame) setStill(now)
  return isSame ? still : now
}

/** As the style sheet gives them, light or dark. */
function coloursOf(swatches: HTMLElement): Colours {
  const [edge, ...hues] = [...swatches.children].map((swatch) => getComputedStyle(swatch))
  const drawn = HUES.map((hue, index) => {
    const style = hues[index]
    return [hue, { fill: style?.backgroundColor ?? '', line: style?.borderColor ?? '', mark: style?.color ?? '' }]
  })
  return { edge: edge?.color ?? '', hues: Object.fromEntries(drawn) }
}
