import type { Edge, EdgeProps } from '@xyflow/react'
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath } from '@xyflow/react'
import { Icon } from '../../icons/icon.tsx'

type Plus = Edge<{ readonly isChosen: boolean; readonly onPlus: () => void }, 'plus'>

/** An edge with a place to add a stage on it. */
export function PlusEdge({ id, data, ...line }: EdgeProps<Plus>) {
  const [path, x, y] = getSmoothStepPath({ ...line, borderRadius: 6 })
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={24} />
      <EdgeLabelRenderer>
        <button
          type="button"
          className="plus-edge nodrag nopan"
          data-edge={id}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          aria-label="Add a stage here"
          aria-pressed={data?.isChosen === true}
          title="Add a stage here"
          tabIndex={-1}
          onClick={data?.onPlus}
        >
          <Icon name="plus" size="small" />
        </button>
      </EdgeLabelRenderer>
    </>
  )
}
