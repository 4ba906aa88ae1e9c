import type { PlannedStage } from '../../../api/contract/planned-stage.ts'
import { measureWords } from '../../../core/gate/gate-words.ts'
import { asksPersonWords, deciderWords, escalationWords } from '../../derive/planned-stage-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { CodeWords } from '../../parts/code-words.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { PlannedWhen } from '../../plan/planned-when.tsx'
import { EFFECTS } from '../../words/effects.ts'
import '../../parts/table.css'
import './planned-stages.css'

export interface PlannedStagesProps {
  readonly stages: readonly PlannedStage[]
  readonly selected: string | null
}

/** The graph in words: who does each stage, when, and when a person is asked. */
export function PlannedStages({ stages, selected }: PlannedStagesProps) {
  const names = new Map(stages.map(({ id, name }) => [id, name]))
  return (
    <table className="table table-dense planned-stages" aria-label="Stages">
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Who does it</th>
          <th scope="col">When</th>
          <th scope="col">Asks a person</th>
          <th scope="col">What it does</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.id} className={stage.id === selected ? 'planned-stages-selected' : undefined}>
            <td>
              <div className="two-lines">
                <b>{stage.name}</b>
                <span className="tiny soft">{stage.description}</span>
              </div>
            </td>
            <td>
              <WhoDoesIt stage={stage} />
            </td>
            <td className="soft">
              <PlannedWhen stage={stage} names={names} />
            </td>
            <td>
              <div className="two-lines">
                <span>{asksPersonWords(stage)}</span>
                <span className="tiny soft">{escalationWords(stage)}</span>
                {[...deciderWords(stage), ...measureWords(stage)].map((words) => (
                  <span key={words} className="tiny soft">
                    {words}
                  </span>
                ))}
              </div>
            </td>
            <td className="nowrap">
              <Effect stage={stage} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What it does to the world. A person's own doing is not ours to class. */
function Effect({ stage: { performer, effect } }: { readonly stage: PlannedStage }) {
  if (performer.kind === 'person') return <span className="faint">–</span>
  return (
    <span className="row row-tight">
      <Icon name={EFFECTS[effect].icon} size="small" tone="soft" />
      {EFFECTS[effect].word}
    </span>
  )
}

function WhoDoesIt({ stage: { performer, tools } }: { readonly stage: PlannedStage }) {
  return (
    <span className="row">
      <PerformerTile kind={performer.kind} />
      <span className="two-lines">
        <span>{performer.name}</span>
        {performer.reason === null ? null : (
          <span className="tiny warm">
            <CodeWords text={performer.reason} />
          </span>
        )}
        {tools.length === 0 ? null : (
          <span className="tiny soft">may use {tools.map(({ name }) => name).join(', ')}</span>
        )}
      </span>
    </span>
  )
}
