import { Link, useParams } from '@tanstack/react-router'
import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import { useWorkChart } from '../../data/workcharts.ts'
import { Screen } from '../../layout/screen.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PublishButton } from './publish-button.tsx'
import { WorkChartBody } from './work-chart-body.tsx'

export function WorkChartScreen() {
  const { workChartId } = useParams({ from: '/workcharts/$workChartId' })
  const workChart = useWorkChart(workChartId)
  const { data } = workChart
  return (
    <Screen
      key={workChartId}
      title={data?.summary.name ?? 'WorkChart'}
      parent={<Link to="/workcharts">WorkCharts</Link>}
      aside={data === undefined ? null : <Version detail={data} />}
      actions={data === undefined ? null : <Actions detail={data} />}
    >
      <Loaded query={workChart} what="the WorkChart">
        {(detail) => <WorkChartBody detail={detail} />}
      </Loaded>
    </Screen>
  )
}

function Actions({ detail: { summary } }: { readonly detail: WorkflowDetail }) {
  return (
    <>
      <ButtonLink to="/workcharts/$workChartId/edit" params={{ workChartId: summary.id }}>
        Edit
      </ButtonLink>
      <PublishButton summary={summary} />
    </>
  )
}

function Version({ detail: { summary } }: { readonly detail: WorkflowDetail }) {
  const { published, changedSincePublished, collection, file } = summary
  const version = published === null ? 'not published' : `version ${published.number}`
  return (
    <span className="small soft clip" title={file}>
      {version}
      {changedSincePublished ? ', the file has changed since' : ''} · collection {collection}
    </span>
  )
}
