import { Link } from '@tanstack/react-router'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { splitFields } from '../../derive/evidence.ts'
import { actorName } from '../../derive/task-words.ts'
import { Card } from '../../parts/card.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Quote } from '../../parts/quote.tsx'

/** What the run began with, and where it came from. */
export function RunInputs({ detail: { inputs, summary, retriedFrom, erased } }: { readonly detail: RunDetail }) {
  const { texts, facts } = splitFields([{ from: 'The case', fields: inputs }])
  return (
    <Card title="What it was given">
      <div className="card-body run-inputs">
        {texts.map((quote) => (
          <Quote key={quote.label} {...quote} />
        ))}
        {facts.map(({ from, fields }) => (
          <FieldList key={from} fields={fields} />
        ))}
        {erased === null ? null : <p className="small faint">What it was given was erased.</p>}
        <p className="small faint">
          Started by {actorName(summary.startedBy)}
          {summary.cause.type === 'schedule' ? `, by the schedule ${summary.cause.trigger}` : ''}.
        </p>
        {retriedFrom === null ? null : (
          <p className="small">
            <Link to="/runs/$runId" params={{ runId: retriedFrom.run }}>
              Taken up from an earlier run
            </Link>
          </p>
        )}
      </div>
    </Card>
  )
}
