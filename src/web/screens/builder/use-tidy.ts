import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useRef, useState } from 'react'
import type { Place } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { STAGE_SIZE } from '../../derive/canvas-places.ts'
import { rowLayout } from '../../derive/row-layout.ts'
import type { Drawing } from '../../graph/elk-layout.ts'
import { layoutGraph } from '../../graph/elk-layout.ts'
import { moveMs } from './move-ms.ts'
import type { Builder } from './use-builder.ts'
import { viewOfAll } from './use-show-all.ts'

const DOWNWARDS: Drawing = { direction: 'DOWN', node: STAGE_SIZE, gap: { beside: 48, between: 56 } }

export interface Tidy {
  readonly state: 'rest' | 'thinking' | 'moving'
  readonly begin: () => void
}

/** Puts all stages where their edges cross least, as one step that can be undone. */
export function useTidy(builder: Builder): Tidy {
  const { setViewport } = useReactFlow()
  const store = useStoreApi()
  const [state, setState] = useState<Tidy['state']>('rest')
  const now = useRef(builder)
  useEffect(() => {
    now.current = builder
  })
  useEffect(() => {
    if (state !== 'moving') return undefined
    const timer = setTimeout(() => setState('rest'), moveMs())
    return () => clearTimeout(timer)
  }, [state])
  const tidy = async (): Promise<void> => {
    setState('thinking')
    const laidOut = await bestLayout(builder.view.stages)
    setState('moving')
    // Whoever went on building meanwhile keeps what he did.
    const places = now.current.view.stages.flatMap(({ id }) => {
      const place = laidOut.get(id)
      return place === undefined ? [] : [[id, place] as const]
    })
    now.current.edit({ type: 'place-stages', places: new Map(places) })
    void setViewport(viewOfAll(laidOut, store.getState()), { duration: moveMs() })
  }
  return { state, begin: () => void tidy() }
}

/** In a browser that can not work it out beside the page, the quick layout has to do. */
async function bestLayout(stages: readonly BuilderStage[]): Promise<ReadonlyMap<string, Place>> {
  try {
    return (await layoutGraph(stages, DOWNWARDS)).places
  } catch {
    return rowLayout(stages)
  }
}
