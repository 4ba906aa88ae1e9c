import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import './confirm-dialog.css'

export interface ConfirmDialogProps {
  readonly title: string
  readonly confirm: string
  readonly refuse: string
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** What exactly will happen. */
  readonly children: ReactNode
}

/** Asks before something that can not be undone. The browser's own dialog keeps the focus inside and closes on Escape. */
export function ConfirmDialog({ title, confirm, refuse, onConfirm, onClose, children }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  const accept = () => {
    onConfirm()
    dialog.current?.close()
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      <div className="soft dialog-text">{children}</div>
      <div className="row dialog-actions">
        <Button onClick={() => dialog.current?.close()}>{refuse}</Button>
        <Button variant="filled" onClick={accept}>
          {confirm}
        </Button>
      </div>
    </dialog>
  )
}
