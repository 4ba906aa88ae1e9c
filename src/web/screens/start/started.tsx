import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { StartedRuns } from '../../../api/contract/runs.ts'
import type { WorkflowSummary } from '../../../api/contract/workflows.ts'
import { counted } from '../../derive/number-words.ts'
import { ButtonLink } from '../../parts/button-link.tsx'
import { StartPage } from './start-page.tsx'

export interface StartedProps {
  readonly summary: Pick<WorkflowSummary, 'id' | 'name'>
  readonly runs: StartedRuns['runs']
  readonly onAnother: () => void
}

/** What was started, and where to go from there. */
export function Started({ summary, runs, onAnother }: StartedProps) {
  const [run, ...others] = runs
  const told = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone: who can not see the page hears what has become of it.
  useEffect(() => told.current?.focus(), [])
  return (
    <StartPage title="Started">
      <p ref={told} tabIndex={-1}>
        {others.length === 0
          ? `${summary.name} is under way.`
          : `${counted(runs.length, 'run')} of ${summary.name} are under way.`}
      </p>
      <div className="start-ways">
        {run === undefined || others.length > 0 ? (
          <ButtonLink to="/runs" search={{ workchart: summary.id }} variant="filled">
            See the runs
          </ButtonLink>
        ) : (
          <ButtonLink to="/runs/$runId" params={{ runId: run.id }} variant="filled">
            See how it goes
          </ButtonLink>
        )}
        <Button onClick={onAnother}>Start another</Button>
      </div>
    </StartPage>
  )
}
