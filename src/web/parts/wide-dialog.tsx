import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import './confirm-dialog.css'
import './wide-dialog.css'

export interface WideDialogProps {
  readonly title: string
  readonly confirm: string
  readonly refuse: string
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** What there is to read before one decides. It scrolls by itself. */
  readonly children: ReactNode
}

/** Asks before something that has more to it than a sentence. Return confirms, Escape closes. */
export function WideDialog({ title, confirm, refuse, onConfirm, onClose, children }: WideDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
    // The browser would choose what scrolls.
    first.current?.focus()
  }, [])
  const accept = () => {
    onConfirm()
    dialog.current?.close()
  }
  return (
    <dialog ref={dialog} className="dialog wide-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="wide-dialog-body" tabIndex={0}>
        {children}
      </div>
      <div className="row dialog-actions">
        <Button onClick={() => dialog.current?.close()}>{refuse}</Button>
        <Button ref={first} variant="filled" onClick={accept}>
          {confirm}
        </Button>
      </div>
    </dialog>
  )
}
