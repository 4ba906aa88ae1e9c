import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useRuns } from '../../data/runs.ts'
import { Screen } from '../../layout/screen.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { RunFilters } from './run-filters.tsx'
import { RunTotals } from './run-totals.tsx'
import { RunsTable } from './runs-table.tsx'

/** All runs, the newest first, live. What is filtered stands in the address. */
export function RunsScreen() {
  const filter = useSearch({ from: '/runs' })
  const runs = useRuns(filter)
  return (
    <Screen title="Runs" aside={<RunTotals />}>
      <div className="card">
        <RunFilters filter={filter} />
        {runs.data === undefined ? (
          <Waiting runs={runs} />
        ) : (
          <RunsTable
            runs={runs.data.pages.flatMap((page) => page.runs)}
            empty={<NoRuns isFiltered={Object.keys(filter).length > 0} />}
          />
        )}
        {runs.hasNextPage ? (
          <p className="card-body">
            <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              Show older runs
            </Button>
          </p>
        ) : null}
      </div>
    </Screen>
  )
}

function Waiting({ runs }: { readonly runs: ReturnType<typeof useRuns> }) {
  if (runs.error === null) return <Loading what="the runs" />
  return <ProblemNote failure={runs.error.failure} onRetry={() => void runs.refetch()} />
}

function NoRuns({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <Empty title="No run is like that">Choose another state or search for something else.</Empty>
  ) : (
    <Empty title="Nothing has run yet">Start a WorkChart, and its runs are listed here while they go on.</Empty>
  )
}
