import { useNavigate } from '@tanstack/react-router'
import type { VersionText } from '../../../api/contract/workflows.ts'
import { useRestoreVersion } from '../../data/versions.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

export interface RestoreVersionProps {
  readonly id: string
  readonly version: VersionText
  readonly onClose: () => void
}

/** An old version becomes the draft, to be looked at and published like any other. */
export function RestoreVersion({ id, version: { version, text }, onClose }: RestoreVersionProps) {
  const navigate = useNavigate()
  const { mutate, error } = useRestoreVersion(id, () => {
    void navigate({ to: '/workcharts/$workChartId/edit', params: { workChartId: id } })
  })
  if (error !== null) return <ProblemNote failure={error.failure} safe="Nothing was changed." />
  return (
    <ConfirmDialog
      title={`Restore version ${version.number}?`}
      confirm="Restore"
      refuse="Leave it"
      onConfirm={() => mutate(text)}
      onClose={onClose}
    >
      What it says becomes the draft. What is live stays as it is until you publish. If there is a draft already, Undo
      in the builder brings it back.
    </ConfirmDialog>
  )
}
