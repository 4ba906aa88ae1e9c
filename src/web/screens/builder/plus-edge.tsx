import type { Edge, EdgeProps } from '@xyflow/react'
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath } from '@xyflow/react'
import { memo, useContext } from 'react'
import { Icon } from '../../icons/icon.tsx'
import { SizeContext } from './canvas-node.tsx'

type Plus = Edge<{ readonly isChosen: boolean; readonly onPlus: () => void }, 'plus'>

/** An edge; near enough, with a place to add a stage on it, seen when the edge is pointed at, chosen or has the focus. */
export const PlusEdge = memo(({ id, data, ...line }: EdgeProps<Plus>) => {
  const size = useContext(SizeContext)
  const [path, x, y] = getSmoothStepPath({ ...line, borderRadius: 6 })
  const isChosen = data?.isChosen === true
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={24} />
      {size !== 'near' && !isChosen ? null : (
        <EdgeLabelRenderer>
          <button
            type="button"
            className="plus-edge nodrag nopan"
            data-edge={id}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            aria-label="Add a stage here"
            aria-pressed={isChosen}
            title="Add a stage here. Delete takes the connection away."
            tabIndex={-1}
            onClick={data?.onPlus}
          >
            <Icon name="plus" size="small" />
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
