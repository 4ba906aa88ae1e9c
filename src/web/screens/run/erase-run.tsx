import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SimpleRunCommand } from '../../data/run-commands.ts'
import { useMay } from '../../data/session.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'

export interface EraseRunProps {
  readonly isPending: boolean
  readonly send: (command: SimpleRunCommand) => void
}

/** Only for whoever may: nobody can bring back what is erased. */
export function EraseRun({ isPending, send }: EraseRunProps) {
  const mayErase = useMay('people:manage')
  const [isAsking, setAsking] = useState(false)
  if (!mayErase) return null
  return (
    <>
      <Button loading={isPending} onClick={() => setAsking(true)}>
        Erase contents
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title="Erase this run’s contents?"
          confirm="Erase for good"
          refuse="Keep them"
          onConfirm={() => send('erase')}
          onClose={() => setAsking(false)}
        >
          What this run was given, gave and was told is erased, with its title, and nobody can bring it back. Its
          receipts stay and still verify: who did what and when, and the reason somebody gave with a decision. Files
          stay too, and so does what was found out for Knowledge. Backups from before, and runs that took this one up,
          still have their part of it.
        </ConfirmDialog>
      ) : null}
    </>
  )
}
