import { Link } from '@tanstack/react-router'
import type { WorkflowSummary } from '../../../api/contract/workflows.ts'
import { useWorkCharts } from '../../data/workcharts.ts'
import { countWords } from '../../derive/number-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { Tag } from '../../parts/tag.tsx'
import { Drafts } from './drafts.tsx'
import '../../parts/table.css'

export function WorkChartsScreen() {
  const list = useWorkCharts()
  return (
    <Screen title="WorkCharts" actions={<ButtonLink to="/new">New WorkChart</ButtonLink>}>
      <Drafts />
      <div className="card">
        <Loaded query={list} what="the WorkCharts">
          {({ workflows }) => (workflows.length === 0 ? <NoWorkCharts /> : <WorkChartsTable workCharts={workflows} />)}
        </Loaded>
      </div>
    </Screen>
  )
}

function NoWorkCharts() {
  return (
    <Empty title="No WorkChart yet">
      Write one with <code>workcharts workflow create</code>, or put its file into a collection. It appears here at
      once.
    </Empty>
  )
}

function WorkChartsTable({ workCharts }: { readonly workCharts: readonly WorkflowSummary[] }) {
  return (
    <table className="table" aria-label="WorkCharts">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Live</th>
          <th scope="col" className="table-number">
            Stages
          </th>
          <th scope="col" className="table-number">
            Runs
          </th>
          <th scope="col">Next start</th>
          <th scope="col">Collection</th>
        </tr>
      </thead>
      <tbody>
        {workCharts.map((workChart) => (
          <WorkChartRow key={`${workChart.collection} ${workChart.id}`} workChart={workChart} />
        ))}
      </tbody>
    </table>
  )
}

function WorkChartRow({ workChart }: { readonly workChart: WorkflowSummary }) {
  const { id, name, description, stages, runs, nextStart, collection } = workChart
  return (
    <tr>
      <td>
        <div className="two-lines">
          <Link to="/workcharts/$workChartId" params={{ workChartId: id }} className="name-link">
            {name}
          </Link>
          <span className="tiny soft">{description}</span>
        </div>
      </td>
      <td>
        <Live workChart={workChart} />
      </td>
      <td className="table-number" data-label="Stages">
        {countWords(stages)}
      </td>
      <td className="table-number" data-label="Runs">
        {countWords(runs)}
      </td>
      <td className="small soft">{nextStart === null ? 'on demand' : <MomentWithZone at={nextStart} />}</td>
      <td className="small soft">{collection}</td>
    </tr>
  )
}

function Live({ workChart: { published, changedSincePublished, errors } }: { readonly workChart: WorkflowSummary }) {
  return (
    <span className="row row-wrap row-tight small soft">
      {published === null ? 'not published' : `version ${published.number}`}
      {changedSincePublished ? <Tag tone="cool">file changed since</Tag> : null}
      {errors === 0 ? null : (
        <Tag icon="failed" tone="bad">
          {errors === 1 ? '1 problem' : `${errors} problems`}
        </Tag>
      )}
    </span>
  )
}
