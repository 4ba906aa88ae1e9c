import type { ReactNode } from 'react'
import type { Tone } from '../icons/icon.tsx'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'
import './tag.css'

export function Tag({
  icon,
  tone,
  children,
}: {
  readonly icon?: IconName
  readonly tone?: Tone
  readonly children: ReactNode
}) {
  return (
    <span className={tone === undefined ? 'tag' : `tag tag-${tone}`}>
      {icon === undefined ? null : <Icon name={icon} size="small" />}
      {children}
    </span>
  )
}

/** A number beside a heading. */
export function Count({ of, tone }: { readonly of: number; readonly tone?: 'warm' | 'bad' }) {
  return <span className={tone === undefined ? 'count' : `count count-${tone}`}>{of}</span>
}
