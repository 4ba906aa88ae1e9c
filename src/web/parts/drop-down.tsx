import { useClickOutside } from '@mantine/hooks'
import type { KeyboardEvent, ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'
import './drop-down.css'

export interface DropDownProps {
  readonly icon: IconName
  readonly words: string
  /** What is opened; a function gets how to close it again. */
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** A button that opens what it is about below it; Escape, or a click elsewhere, closes that. */
export function DropDown({ icon, words, children }: DropDownProps) {
  const details = useClickOutside<HTMLDetailsElement>(() => close(details.current))
  const closeAndFocus = () => {
    close(details.current)
    details.current?.querySelector('summary')?.focus()
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && details.current?.open === true) closeAndFocus()
  }
  return (
    <details ref={details} className="drop-down not-printed" onKeyDown={onKeyDown}>
      <summary className="drop-down-button">
        <Icon name={icon} />
        <span className="clip">{words}</span>
        <Icon name="down" size="small" />
      </summary>
      <div className="drop-down-panel">{typeof children === 'function' ? children(closeAndFocus) : children}</div>
    </details>
  )
}

function close(details: HTMLDetailsElement | null): void {
  if (details !== null) details.open = false
}
