import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'

/** Asks before a page is left on which something was typed and not saved, also when the tab is closed. */
export function LeaveGuard({ isChanged }: { readonly isChanged: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <ConfirmDialog
      title="Leave without saving?"
      confirm="Leave"
      refuse="Go on editing"
      onConfirm={proceed}
      onClose={reset}
    >
      What you typed is not saved, and would be lost.
    </ConfirmDialog>
  )
}
