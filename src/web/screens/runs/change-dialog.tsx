import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RunSummary } from '../../../api/contract/runs.ts'
import type { RunsChange } from '../../../core/run/several-runs.ts'
import { counted } from '../../derive/number-words.ts'
import { CHANGE_WORDS, changeOutlook } from '../../derive/runs-change.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'

export interface ChangeDialogProps {
  readonly change: RunsChange
  readonly chosen: readonly RunSummary[]
  readonly onConfirm: (note: string) => void
  readonly onClose: () => void
}

/** Says what will happen to how many of the chosen runs, and asks. */
export function ChangeDialog({ change, chosen, onConfirm, onClose }: ChangeDialogProps) {
  const [note, setNote] = useState('')
  const { ids, words } = changeOutlook(change, chosen)
  const { verb } = CHANGE_WORDS[change]
  const runs = counted(ids.length, 'run')
  return (
    <ConfirmDialog
      title={`${verb} ${runs}?`}
      confirm={`${verb} ${runs}`}
      refuse={change === 'cancel' ? 'Keep them' : 'Not now'}
      onConfirm={() => onConfirm(note)}
      onClose={onClose}
    >
      <p>
        <b>{words}</b>
      </p>
      <p>{EFFECTS[change]}</p>
      {change === 'retry' ? null : (
        <TextInput
          label="Reason, for the history of each run"
          maxLength={NOTE_CHARACTERS_MAX}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  )
}

/** What the server takes of it. */
const NOTE_CHARACTERS_MAX = 4_000

const EFFECTS = {
  cancel:
    'Stages that are running are stopped, open tasks are withdrawn, and each run ends as Canceled. What was already done stays done. This can not be taken back.',
  retry:
    'Each begins a new run at the stage that failed. That stage and everything after it are done again; the rest is taken over as it is.',
} as const satisfies Record<RunsChange, string>
