import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useRuns } from '../../data/runs.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { LOOKED_LIVE_MAX, lookedThrough } from '../../derive/runs-found.ts'
import { Screen } from '../../layout/screen.tsx'
import { DataAge } from '../../parts/data-age.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { RunChips } from './run-chips.tsx'
import { RunFilters } from './run-filters.tsx'
import { RunTotals } from './run-totals.tsx'
import { RunViews } from './run-views.tsx'
import { RunsFound } from './runs-found.tsx'

/** All runs, the newest first, live. What is filtered stands in the address. */
export function RunsScreen() {
  const search = useSearch({ from: '/runs' })
  const runs = useRuns(search)
  return (
    <Screen
      title="Runs"
      aside={
        <>
          <RunTotals />
          <DataAge at={runs.dataUpdatedAt} how={isLive(runs) ? 'live' : 'kept'} />
          {isLive(runs) ? null : (
            <Button size="compact-xs" loading={runs.isRefetching} onClick={() => void runs.refetch()}>
              Look again
            </Button>
          )}
        </>
      }
    >
      <div className="card">
        <RunViews search={search} />
        <RunFilters search={search} />
        <RunChips search={search} />
        <Body runs={runs} search={search} />
      </div>
    </Screen>
  )
}

type Runs = ReturnType<typeof useRuns>

function isLive({ data }: Runs): boolean {
  return lookedThrough(data?.pages ?? []) <= LOOKED_LIVE_MAX
}

function Body({ runs, search }: { readonly runs: Runs; readonly search: RunSearch }) {
  if (runs.data !== undefined) return <RunsFound runs={runs} pages={runs.data.pages} search={search} />
  if (runs.error === null) return <Loading what="the runs" />
  return <ProblemNote failure={runs.error.failure} onRetry={() => void runs.refetch()} />
}
