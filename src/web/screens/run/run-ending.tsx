import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { counted } from '../../derive/number-words.ts'
import { Card } from '../../parts/card.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Note } from '../../parts/note.tsx'
import { RunState } from '../../parts/state.tsx'

/** More reasons than this nobody reads here; the list of stages has all of them. */
const REASONS_MAX = 10

/** How a run ended: what it gave, or what kept it from that. */
export function RunEnding({ detail: { phase, outputs, stages, erased } }: { readonly detail: RunDetail }) {
  if (phase.type !== 'finished') return null
  const reasons = stages.filter(({ status }) => status === 'failed' || status === 'rejected')
  return (
    <Card title="How it ended" actions={<RunState status={phase.outcome} />}>
      <div className="card-body">
        {phase.problem === null ? null : (
          <Note icon="warn" tone="bad">
            {phase.problem}
          </Note>
        )}
        {reasons.slice(0, REASONS_MAX).map(({ id, name, because }) => (
          <p key={id} className="small">
            <b>{name}</b> <span className="soft">{because}</span>
          </p>
        ))}
        {reasons.length > REASONS_MAX ? (
          <p className="small faint">And {counted(reasons.length - REASONS_MAX, 'more stage')}.</p>
        ) : null}
        {outputs.length === 0 ? (
          <p className="small faint">{erased === null ? 'It gave nothing back.' : 'What it gave was erased.'}</p>
        ) : (
          <FieldList fields={outputs} />
        )}
      </div>
    </Card>
  )
}
