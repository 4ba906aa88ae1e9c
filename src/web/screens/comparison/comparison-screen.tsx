import { Link, useParams } from '@tanstack/react-router'
import type { ComparedRun, RunComparison } from '../../../api/contract/run-comparison.ts'
import { useRunComparison } from '../../data/run-comparison.ts'
import type { ComparedTopic } from '../../derive/comparison-view.ts'
import { comparisonView } from '../../derive/comparison-view.ts'
import { Screen } from '../../layout/screen.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Moment } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { RunStateTag } from '../../parts/state.tsx'
import '../../parts/table.css'
import './comparison.css'

/** What changed since it worked: a run beside the last one that succeeded. */
export function ComparisonScreen() {
  const { runId } = useParams({ from: '/runs/$runId/compare' })
  return <Comparison run={runId} other={undefined} />
}

/** A run beside any other one. */
export function ComparisonWithScreen() {
  const { runId, otherId } = useParams({ from: '/runs/$runId/compare/$otherId' })
  return <Comparison run={runId} other={otherId} />
}

function Comparison({ run, other }: { readonly run: string; readonly other: string | undefined }) {
  const compared = useRunComparison(run, other)
  return (
    <Screen
      key={`${run} ${other}`}
      title="What changed"
      parent={
        <Link to="/runs/$runId" params={{ runId: run }}>
          Run
        </Link>
      }
    >
      <Loaded query={compared} what="the comparison">
        {(comparison) => <Compared comparison={comparison} />}
      </Loaded>
    </Screen>
  )
}

function Compared({ comparison }: { readonly comparison: RunComparison }) {
  const { topics, same } = comparisonView(comparison)
  return (
    <div className="comparison-cards">
      <div className="comparison-runs">
        <Side title="Before" run={comparison.before} />
        <Side title="Now" run={comparison.after} />
      </div>
      {topics.length === 0 ? <Empty title="Nothing is different">Both runs are the same in everything.</Empty> : null}
      {topics.map((topic) => (
        <Topic key={topic.topic} topic={topic} />
      ))}
      <details className="card comparison-same">
        <summary>{same.title}</summary>
        <dl className="card-body small">
          {same.topics.map(({ title, words }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd className="soft">
                <PlainText text={words} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}

function Side({
  title,
  run: { id, title: name, status, startedAt, version },
}: {
  readonly title: string
  readonly run: ComparedRun
}) {
  return (
    <Card title={title} actions={<RunStateTag status={status} />}>
      <p className="card-body small">
        <Link to="/runs/$runId" params={{ runId: id }}>
          {name ?? 'Run'}
        </Link>{' '}
        <span className="soft">
          {version === null ? '' : `version ${version}, `}started <Moment at={startedAt} />
        </span>
      </p>
    </Card>
  )
}

function Topic({ topic: { title, lines, more } }: { readonly topic: ComparedTopic }) {
  return (
    <Card title={title}>
      <table className="table table-dense" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">What</th>
            <th scope="col">Before</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, stage, what, before, after }) => (
            <tr key={key}>
              <td>{stage === '' ? <span className="faint">The run</span> : stage}</td>
              <td className="soft">
                <PlainText text={what} />
              </td>
              <td data-label="Before">
                <Words text={before} />
              </td>
              <td data-label="Now">
                <Words text={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more === '' ? null : <p className="card-body small faint">{more}</p>}
    </Card>
  )
}

function Words({ text }: { readonly text: string }) {
  return text === '' ? <span className="faint">nothing</span> : <PlainText text={text} />
}
