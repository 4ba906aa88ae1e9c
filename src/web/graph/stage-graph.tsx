import { useQuery } from '@tanstack/react-query'
import { KEYS } from '../data/keys.ts'
import { Loading } from '../parts/loading.tsx'
import { Note } from '../parts/note.tsx'
import { IN_COLUMNS, layoutGraph } from './elk-layout.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import type { GraphStage } from './layout.ts'
import type { StageNodeView } from './stage-node.tsx'

export interface StageGraphProps {
  readonly stages: readonly (GraphStage & StageNodeView)[]
  readonly selected: string | null
  readonly onSelect: (stage: string) => void
}

/** The stages as a graph to look at. What it shows also stands in the list beside or instead of it. */
export function StageGraph({ stages, selected, onSelect }: StageGraphProps) {
  const shape = stages.map(({ id, dependsOn }) => ({ id, dependsOn }))
  const layout = useQuery({
    queryKey: KEYS.layout(shape),
    queryFn: () => layoutGraph(shape, IN_COLUMNS),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (layout.isError)
    return <Note icon="warn">The graph can not be drawn in this browser. The list shows the same.</Note>
  if (layout.data === undefined) return <Loading what="the graph" />
  return <GraphCanvas stages={stages} layout={layout.data} selected={selected} onSelect={onSelect} />
}
