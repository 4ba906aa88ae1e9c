import { Button } from '@mantine/core'
import { useState } from 'react'
import { useOlderLog } from '../../data/runs.ts'
import { logView } from '../../derive/log-view.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { LogLines } from './log-lines.tsx'

export interface OlderLinesProps {
  readonly run: string
  /** Facts that the page of the run does not tell. */
  readonly omitted: number
  readonly search: string
}

/** What lies further back, part by part, each when it is asked for. */
export function OlderLines({ run, omitted, search }: OlderLinesProps) {
  const [before, setBefore] = useState<number | null>(null)
  const older = useOlderLog(run, before)
  const parts = older.data?.pages ?? []
  const left = parts.at(-1)?.logOmitted ?? omitted
  const lines = parts.flatMap(({ log }) => log)
  return (
    <>
      {lines.length === 0 ? null : <LogLines lines={logView(lines, search, null).lines} />}
      {older.error === null ? null : <ProblemNote failure={older.error.failure} />}
      {left === 0 ? null : (
        <p className="card-body row row-wrap tiny faint">
          Older lines are left out here.
          <Button
            size="compact-xs"
            loading={older.isFetching}
            onClick={() => (before === null ? setBefore(omitted + 1) : void older.fetchNextPage())}
          >
            Show older lines
          </Button>
        </p>
      )}
    </>
  )
}
