import type { ReactNode } from 'react'
import './segment-links.css'

/** Links to the same list seen in different ways; the one that is open is marked `aria-current`. */
export function SegmentLinks({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className="segments" aria-label={label}>
      {children}
    </nav>
  )
}

export interface SegmentButtonsProps<Name extends string> {
  readonly label: string
  readonly options: readonly { readonly name: Name; readonly words: string }[]
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
}

/** The same as buttons, for what the address does not say. */
export function SegmentButtons<Name extends string>({ label, options, chosen, onChoose }: SegmentButtonsProps<Name>) {
  return (
    <fieldset className="segments" aria-label={label}>
      {options.map(({ name, words }) => (
        <button key={name} type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  )
}
