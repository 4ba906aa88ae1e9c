import { Button } from '@mantine/core'
import { useEffect } from 'react'
import type { RunList } from '../../../api/contract/runs.ts'
import { RUNS_CHANGED_MAX } from '../../../core/run/several-runs.ts'
import type { useRuns } from '../../data/runs.ts'
import { useMay } from '../../data/session.ts'
import type { RunSearch } from '../../derive/run-search.ts'
import { filterCount } from '../../derive/run-search.ts'
import { lookedWords, looksOn } from '../../derive/runs-found.ts'
import { Empty } from '../../parts/empty.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChoice } from '../../parts/use-choice.ts'
import { RunsBar } from './runs-bar.tsx'
import { RunsTable } from './runs-table.tsx'

export interface RunsFoundProps {
  readonly runs: Pick<
    ReturnType<typeof useRuns>,
    'error' | 'fetchNextPage' | 'isFetchingNextPage' | 'isPlaceholderData' | 'refetch'
  >
  readonly pages: readonly RunList[]
  readonly search: RunSearch
}

/** The runs that were found so far. Where there is none yet, it looks further back by itself for a while. */
export function RunsFound({ runs: query, pages, search }: RunsFoundProps) {
  const runs = pages.flatMap((page) => page.runs)
  const mayChange = useMay('runs:operate')
  const choice = useChoice(
    runs.map(({ id }) => id),
    RUNS_CHANGED_MAX,
  )
  const { isPlaceholderData, isFetchingNextPage, fetchNextPage, error } = query
  const isLookingOn = !isPlaceholderData && error === null && looksOn(pages)
  useEffect(() => {
    if (isLookingOn && !isFetchingNextPage) void fetchNextPage()
  }, [isLookingOn, isFetchingNextPage, fetchNextPage])
  return (
    <>
      {isPlaceholderData ? (
        <p className="card-body small soft" role="status">
          Looking for these runs.
        </p>
      ) : null}
      {runs.length === 0 ? (
        <NoRuns pages={pages} isLookingOn={isLookingOn} isFiltered={filterCount(search) > 0} />
      ) : (
        <RunsTable runs={runs} choice={mayChange ? choice : null} of={isPlaceholderData ? 'before' : 'now'} />
      )}
      {error === null ? null : <ProblemNote failure={error.failure} onRetry={() => void query.refetch()} />}
      {isPlaceholderData || isLookingOn ? null : <OlderRuns query={query} pages={pages} />}
      {mayChange ? <RunsBar runs={runs} choice={choice} /> : null}
    </>
  )
}

function OlderRuns({ query, pages }: { readonly query: RunsFoundProps['runs']; readonly pages: readonly RunList[] }) {
  const last = pages.at(-1)
  if (last === undefined || last.next === null) return null
  const isFull = last.runs.length === last.looked
  return (
    <div className="card-body runs-older">
      {isFull ? null : <p className="small soft">So far {lookedWords(pages)} were looked through.</p>}
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {isFull ? 'Show older runs' : 'Look further back'}
      </Button>
    </div>
  )
}

interface NoRunsProps {
  readonly pages: readonly RunList[]
  readonly isLookingOn: boolean
  readonly isFiltered: boolean
}

/** That there is none is said only of a history that was looked through to its end. */
function NoRuns({ pages, isLookingOn, isFiltered }: NoRunsProps) {
  if (pages.at(-1)?.next != null)
    return (
      <Empty title={isLookingOn ? 'Looking further back' : `No run is like that among ${lookedWords(pages)}`}>
        {isLookingOn ? `None is like that among ${lookedWords(pages)}.` : 'There are older ones that may be.'}
      </Empty>
    )
  return isFiltered ? (
    <Empty title="No run is like that">Take out a filter, or search for something else.</Empty>
  ) : (
    <Empty title="Nothing has run yet">Start a WorkChart, and its runs are listed here while they go on.</Empty>
  )
}
