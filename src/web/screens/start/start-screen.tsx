import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { StartedRuns } from '../../../api/contract/runs.ts'
import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import type { Failure } from '../../data/http.ts'
import { useWorkChart } from '../../data/workcharts.ts'
import { addressValues } from '../../derive/address-values.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { StartForms } from '../../start/start-forms.tsx'
import { NextSteps } from './next-steps.tsx'
import { StartPage } from './start-page.tsx'
import { Started } from './started.tsx'

/** A page with the form that starts one WorkChart, for whoever was sent its address. */
export function StartScreen() {
  const { workChartId } = useParams({ from: '/start/$workChartId' })
  const workChart = useWorkChart(workChartId)
  if (isUnknown(workChart.error?.failure)) {
    return (
      <StartPage title="There is no form here">
        <p className="soft">Nothing is started at this address. Ask whoever sent you the link for another one.</p>
      </StartPage>
    )
  }
  if (workChart.data === undefined) {
    return (
      <StartPage title="Start">
        <Loaded query={workChart} what="the form">
          {() => null}
        </Loaded>
      </StartPage>
    )
  }
  return <WorkChartForm key={workChartId} detail={workChart.data} />
}

function isUnknown(failure: Failure | undefined): boolean {
  return failure?.type === 'refused' && failure.problem.code === 'workflow-unknown'
}

/** What is filled in is given up only once something was started. */
function WorkChartForm({ detail }: { readonly detail: WorkflowDetail }) {
  const search = useSearch({ from: '/start/$workChartId' })
  const [started, setStarted] = useState<StartedRuns['runs'] | null>(null)
  const { summary, plan, inputs } = detail
  if (started !== null) return <Started summary={summary} runs={started} onAnother={() => setStarted(null)} />
  return (
    <StartPage title={summary.name}>
      {summary.description === null ? null : <p className="soft">{summary.description}</p>}
      {plan?.ready === true ? (
        <>
          <NextSteps summary={summary} plan={plan} />
          <StartForms detail={detail} words="Start" given={addressValues(inputs, search)} onStarted={setStarted} />
        </>
      ) : (
        <p>
          <b>It can not be started now.</b> Something in it has to be mended first. Tell whoever sent you the link;
          nothing you could do here is lost.
        </p>
      )}
    </StartPage>
  )
}
