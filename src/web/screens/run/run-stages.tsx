import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { stripWords } from '../../derive/run-words.ts'
import { stageFact } from '../../derive/stage-fact.ts'
import { useRoomForAGraph } from '../../graph/room-for-a-graph.ts'
import { StageGraph } from '../../graph/stage-graph.tsx'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { StageList } from './stage-list.tsx'

export interface RunStagesProps {
  readonly detail: RunDetail
  readonly selected: string | null
  readonly onSelect: (stage: string) => void
}

/** A graph of more stages takes seconds to lay out and says little: it is drawn when somebody asks for it. */
const DRAWN_MAX = 500

/** The graph lit up, or the same as a list: chosen by the reader; a list where there is little room, or are many stages. */
export function RunStages({ detail, selected, onSelect }: RunStagesProps) {
  const hasRoom = useRoomForAGraph()
  const [chosen, choose] = useState<'graph' | 'list' | null>(null)
  const isDrawn = hasRoom && detail.stages.length <= DRAWN_MAX
  const shown = chosen ?? (isDrawn ? 'graph' : 'list')
  const other = shown === 'graph' ? 'list' : 'graph'
  return (
    <Card
      title="Stages"
      aside={<span className="small soft num">{stripWords(detail.summary.counts)}</span>}
      actions={
        <>
          <span className="small faint">Tick: asks a person below it</span>
          <Button
            size="compact-xs"
            leftSection={<Icon name={other === 'list' ? 'outline' : 'charts'} size="small" />}
            onClick={() => choose(other)}
          >
            {other === 'list' ? 'Show as a list' : 'Show as a graph'}
          </Button>
        </>
      }
    >
      {shown === 'list' ? (
        <StageList stages={detail.stages} onSelect={onSelect} />
      ) : (
        <StageGraph stages={detail.stages.map(toGraphStage)} selected={selected} onSelect={onSelect} />
      )}
    </Card>
  )
}

function toGraphStage(stage: RunDetail['stages'][number]) {
  const { id, name, dependsOn, status, optional } = stage
  return { id, name, dependsOn, status, isOptional: optional, fact: stageFact(stage) }
}
