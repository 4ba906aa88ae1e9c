import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { Card } from '../../parts/card.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Note } from '../../parts/note.tsx'
import { RunState } from '../../parts/state.tsx'

/** How a run ended: what it gave, or what kept it from that. */
export function RunEnding({ detail: { phase, outputs, stages } }: { readonly detail: RunDetail }) {
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
        {reasons.map(({ id, name, because }) => (
          <p key={id} className="small">
            <b>{name}</b> <span className="soft">{because}</span>
          </p>
        ))}
        {outputs.length === 0 ? <p className="small faint">It gave nothing back.</p> : <FieldList fields={outputs} />}
      </div>
    </Card>
  )
}
