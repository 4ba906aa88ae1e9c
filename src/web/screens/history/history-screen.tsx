import { Button } from '@mantine/core'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Version } from '../../../api/contract/workflows.ts'
import { useCapabilities } from '../../data/drafts.ts'
import { useWorkChart } from '../../data/workcharts.ts'
import { cardOf, nameOfRef } from '../../derive/builder-view.ts'
import { comparedPair } from '../../derive/history-view.ts'
import { Screen } from '../../layout/screen.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Comparison } from './comparison.tsx'
import { VersionRows } from './version-rows.tsx'
import '../run/run-body.css'

/** Every version of a WorkChart: who made it, what changed, and how to go back to it. */
export function HistoryScreen() {
  const { workChartId } = useParams({ from: '/workcharts/$workChartId/versions' })
  const workChart = useWorkChart(workChartId)
  const name = workChart.data?.summary.name ?? 'WorkChart'
  return (
    <Screen
      key={workChartId}
      title={`History of ${name}`}
      parent={
        <Link to="/workcharts/$workChartId" params={{ workChartId }}>
          {name}
        </Link>
      }
      actions={
        <ButtonLink to="/workcharts/$workChartId/edit" params={{ workChartId }}>
          Edit
        </ButtonLink>
      }
    >
      <Loaded query={workChart} what="the versions">
        {({ versions }) => <History id={workChartId} versions={versions} />}
      </Loaded>
    </Screen>
  )
}

/** So many at first: each one is fetched to say what it changed. */
const SHOWN_AT_ONCE = 10

function History({ id, versions }: { readonly id: string; readonly versions: readonly Version[] }) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE)
  const cards = useCapabilities().data?.capabilities.map(cardOf) ?? []
  const refName = (ref: string) => nameOfRef(cards, ref)
  const pair = comparedPair(versions, useSearch({ from: '/workcharts/$workChartId/versions' }))
  if (versions.length === 0)
    return (
      <Empty title="No versions yet">Publishing makes the first one. From then on every change is listed here.</Empty>
    )
  return (
    <div className="run-body history-body">
      <div className="run-column">
        <Card title="Versions">
          <VersionRows id={id} versions={versions} shown={shown} refName={refName} />
          {versions.length > shown ? (
            <p className="card-body">
              <Button onClick={() => setShown(shown + SHOWN_AT_ONCE)}>Show older versions</Button>
            </p>
          ) : null}
        </Card>
      </div>
      <div className="run-column">
        {pair === undefined ? null : <Comparison id={id} versions={versions} pair={pair} refName={refName} />}
      </div>
    </div>
  )
}
