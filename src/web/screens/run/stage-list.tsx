import { memo, useMemo } from 'react'
import type { StageRun } from '../../../api/contract/run-detail.ts'
import { stageFact } from '../../derive/stage-fact.ts'
import { Confidence } from '../../parts/confidence.tsx'
import { StageState } from '../../parts/state.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { useDrawnRows } from '../../parts/use-drawn-rows.ts'
import '../../parts/table.css'
import './stage-list.css'

/** The height of a dense row of a table. */
const ROW_PX = 31

export interface StageListProps {
  readonly stages: readonly StageRun[]
  readonly onSelect: (stage: string) => void
}

/** What the graph shows, in words and in the order of the document. */
export function StageList({ stages, onSelect }: StageListProps) {
  const names = useMemo(() => new Map(stages.map(({ id, name }) => [id, name])), [stages])
  const { first, end, onScroll } = useDrawnRows(stages.length, ROW_PX)
  return (
    <div className="stage-list" onScroll={onScroll}>
      <table className="table table-dense" aria-label="Stages">
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">State</th>
            <th scope="col">How sure, or who</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} />
          {stages.slice(first, end).map((stage) => (
            <Row key={stage.id} stage={stage} names={names} onSelect={onSelect} />
          ))}
          <Gap rows={stages.length - end} />
        </tbody>
      </table>
    </div>
  )
}

interface RowProps extends Pick<StageListProps, 'onSelect'> {
  readonly stage: StageRun
  readonly names: ReadonlyMap<string, string>
}

/** Drawn anew only where something of it changed: while the list scrolls, most rows stay. */
const Row = memo(({ stage, names, onSelect }: RowProps) => (
  <tr>
    <td>
      <span className="row">
        <PerformerTile kind={stage.performer.kind} />
        <button type="button" className="stage-list-name" onClick={() => onSelect(stage.id)}>
          {stage.name}
        </button>
      </span>
    </td>
    <td>
      <StageState status={stage.status} />
    </td>
    <td className="soft">
      <ListFact stage={stage} />
    </td>
    <td className="soft">{stage.dependsOn.map((id) => names.get(id) ?? id).join(', ')}</td>
  </tr>
))

/** As high as the rows that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  return rows === 0 ? null : <tr style={{ height: `${rows * ROW_PX}px` }} />
}

function ListFact({ stage }: { readonly stage: StageRun }) {
  const fact = stageFact(stage)
  switch (fact.type) {
    case 'confidence':
      return <Confidence value={fact.value} threshold={fact.threshold} source={fact.source} />
    case 'person':
      return fact.name
    case 'words':
      return fact.words
  }
}
