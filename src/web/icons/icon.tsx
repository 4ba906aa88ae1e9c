import type { IconName } from './shapes.tsx'
import { SHAPES } from './shapes.tsx'
import './icon.css'

export interface IconProps {
  readonly name: IconName
  /** 14, 16 or 20 px; 16 unless told. */
  readonly size?: 'small' | 'large'
  readonly tone?: Tone
  /** Read out instead of the picture. Leave it away where the word stands beside the icon. */
  readonly label?: string
}

/** The hues that carry a meaning, and the three inks. */
export type Tone = 'cool' | 'warm' | 'ok' | 'bad' | 'plum' | 'soft' | 'faint'

export function Icon({ name, size, tone, label }: IconProps) {
  const className = ['icon', size === undefined ? '' : `icon-${size}`, tone ?? ''].join(' ').trim()
  if (label === undefined) {
    return (
      <svg className={className} viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[name]}
      </svg>
    )
  }
  return (
    <svg className={className} viewBox="0 0 16 16" role="img" aria-label={label}>
      {SHAPES[name]}
    </svg>
  )
}
