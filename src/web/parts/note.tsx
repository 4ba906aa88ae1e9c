import type { ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'
import './note.css'

export interface NoteProps {
  readonly icon: IconName
  readonly tone?: 'cool' | 'warm' | 'ok' | 'bad'
  readonly children: ReactNode
}

/** A sentence or two that stand where they matter. A `bad` one is read out at once. */
export function Note({ icon, tone, children }: NoteProps) {
  return (
    <div className={tone === undefined ? 'note' : `note note-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon name={icon} />
      <div className="grow">{children}</div>
    </div>
  )
}
