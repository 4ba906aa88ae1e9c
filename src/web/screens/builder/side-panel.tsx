import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { firstFieldOf } from './stage-fields.ts'

export interface SidePanelProps {
  readonly label: string
  readonly children: ReactNode
}

/** What is set up beside the canvas. Whoever takes out what has the focus goes on with the next field of its part. */
export function SidePanel({ label, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  const rooms = useRef<readonly HTMLElement[]>([])
  useEffect(() => {
    const { current: room } = panel
    const remember = ({ target }: FocusEvent) => {
      rooms.current = roomsOf(target)
    }
    room?.addEventListener('focusin', remember)
    return () => room?.removeEventListener('focusin', remember)
  }, [])
  useEffect(() => {
    if (rooms.current[0]?.isConnected === false && document.activeElement === document.body) goOnIn(rooms.current)
  })
  return (
    <aside ref={panel} className="builder-inspector" aria-label={label}>
      {children}
    </aside>
  )
}

/** An element and what it stands in, from the inside out, up to the panel. */
function roomsOf(target: EventTarget | null): readonly HTMLElement[] {
  if (!(target instanceof HTMLElement)) return []
  return target.matches('.builder-inspector') ? [target] : [target, ...roomsOf(target.parentElement)]
}

function goOnIn(rooms: readonly HTMLElement[]): void {
  const fields = rooms.filter(({ isConnected }) => isConnected).map(firstFieldOf)
  fields.find((field) => field !== null)?.focus()
}
