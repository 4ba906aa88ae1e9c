import { Link } from '@tanstack/react-router'
import type { Insights } from '../../../api/contract/insights.ts'
import { failureWords } from '../../derive/failure-words.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { TASK_REASONS } from '../../words/task-reasons.ts'

/** What went wrong, and why people were asked: the most frequent first. */
export function FailuresCard({ failures, period }: Pick<Insights, 'failures' | 'period'>) {
  return (
    <Card title="Failures by reason">
      {failures.length === 0 ? (
        <Empty title="Nothing failed">In these {period.days} days no stage failed and none was rejected.</Empty>
      ) : (
        <ul className="card-rows small">
          {failures.map((failure) => (
            <Failure key={failure.reason} failure={failure} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Failure({ failure: { reason, stages, workflows } }: { readonly failure: Insights['failures'][number] }) {
  const status = reason === 'rejected' ? 'rejected' : 'failed'
  return (
    <li className="row row-wrap">
      <Icon name={status} size="small" tone={status === 'rejected' ? 'plum' : 'bad'} />
      <b>{failureWords(reason)}</b>
      <span className="num">{counted(stages, 'stage')}</span>
      <span className="grow soft insights-where">
        {workflows.map(({ id, name }) => (
          <Link key={id} to="/runs" search={{ status, workchart: id }}>
            Runs of {name}
          </Link>
        ))}
      </span>
    </li>
  )
}

export function EscalationsCard({ escalations, period }: Pick<Insights, 'escalations' | 'period'>) {
  return (
    <Card title="Why people were asked">
      {escalations.length === 0 ? (
        <Empty title="Nobody was asked">In these {period.days} days no task was decided.</Empty>
      ) : (
        <ul className="card-rows small">
          {escalations.map(({ reason, tasks }) => (
            <li key={reason} className="row">
              <Icon name={TASK_REASONS[reason].icon} size="small" tone="warm" />
              <span className="grow">{TASK_REASONS[reason].word}</span>
              <span className="num">{counted(tasks, 'task')}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
