import type { StageStatus } from '../../api/contract/runs.ts'
import type { StageFact } from '../derive/stage-fact.ts'
import { Icon } from '../icons/icon.tsx'
import { Confidence } from '../parts/confidence.tsx'
import { STAGE_STATES } from '../words/states.ts'
import './stage-node.css'

/** What a stage shows at its middle size: two lines, no more. */
export interface StageNodeView {
  readonly id: string
  readonly name: string
  /** Null outside of a run. */
  readonly status: StageStatus | null
  readonly isOptional: boolean
  readonly fact: StageFact
}

export function StageNode({ name, status, isOptional, fact }: StageNodeView) {
  const look = status === null ? null : STAGE_STATES[status]
  return (
    <span className={`stage-node stage-node-${status ?? 'planned'} ${isOptional ? 'stage-node-optional' : ''}`}>
      <span className="stage-node-name clip">{name}</span>
      <span className="stage-node-fact clip">
        {look === null ? null : <Icon name={look.icon} tone={look.tone} size="small" label={look.word} />}
        <Fact fact={fact} />
      </span>
    </span>
  )
}

function Fact({ fact }: { readonly fact: StageFact }) {
  switch (fact.type) {
    case 'confidence':
      return <Confidence value={fact.value} threshold={fact.threshold} source={fact.source} size="mini" />
    case 'person':
      return (
        <>
          <Icon name="person" tone="warm" size="small" />
          <span className="clip">{fact.name}</span>
        </>
      )
    case 'words':
      return <span className="clip">{fact.words}</span>
  }
}
