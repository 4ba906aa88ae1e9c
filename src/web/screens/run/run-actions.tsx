import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RunDetail } from '../../../api/contract/run-detail.ts'
import { useRunCommand } from '../../data/run-commands.ts'
import { Icon } from '../../icons/icon.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { EraseRun } from './erase-run.tsx'

/** What can be done to the run now. Canceling can not be taken back, so it is asked about first. */
export function RunActions({ detail: { summary, actions } }: { readonly detail: RunDetail }) {
  const { send, isPending, error } = useRunCommand(summary.id)
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      {error === null ? null : <ProblemNote failure={error.failure} />}
      <ButtonLink to="/runs/$runId/compare" params={{ runId: summary.id }}>
        What changed
      </ButtonLink>
      {actions.pause ? (
        <Button leftSection={<Icon name="paused" />} loading={isPending} onClick={() => send('pause')}>
          Pause
        </Button>
      ) : null}
      {actions.resume ? (
        <Button leftSection={<Icon name="runs" />} loading={isPending} onClick={() => send('resume')}>
          Resume
        </Button>
      ) : null}
      {actions.cancel ? (
        <Button loading={isPending} onClick={() => setAsking(true)}>
          Cancel run
        </Button>
      ) : null}
      {actions.erase ? <EraseRun isPending={isPending} send={send} /> : null}
      {isAsking ? (
        <ConfirmDialog
          title="Cancel this run?"
          confirm="Cancel run"
          refuse="Keep it"
          onConfirm={() => send('cancel')}
          onClose={() => setAsking(false)}
        >
          Stages that are running are stopped, open tasks are withdrawn, and the run ends as Canceled. What was already
          done stays done. This can not be taken back; you can retry from a stage afterwards.
        </ConfirmDialog>
      ) : null}
    </>
  )
}
