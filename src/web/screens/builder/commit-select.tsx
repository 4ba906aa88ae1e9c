import type { NativeSelectProps } from '@mantine/core'
import { NativeSelect } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useRef, useState } from 'react'

type Handled = 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'onPointerDown'

export interface CommitSelectProps extends Omit<NativeSelectProps, Handled> {
  readonly value: string
  readonly onCommit: (value: string) => void
}

/**
 * What is chosen from the list that opens becomes one edit at once. Keys pass by other choices on their way, so what
 * they lead to becomes one when Enter is pressed or the field is left; Escape goes back.
 */
export function CommitSelect({ value, onCommit, description, ...rest }: CommitSelectProps) {
  const [passed, setPassed] = useState(value)
  const [isPassing, setPassing] = useState(false)
  const byKeys = useRef(false)
  const take = (chosen: string) => {
    setPassing(false)
    if (chosen !== value) onCommit(chosen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    byKeys.current = !opensList(event)
    if (!isPassing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    if (event.key === 'Enter') take(passed)
    else setPassing(false)
  }
  return (
    <NativeSelect
      {...rest}
      value={isPassing ? passed : value}
      description={isPassing && passed !== value ? 'Enter takes it, Escape goes back.' : description}
      onChange={({ currentTarget: { value: chosen } }) => {
        if (!byKeys.current) return take(chosen)
        setPassed(chosen)
        setPassing(true)
      }}
      onKeyDown={onKeyDown}
      onPointerDown={() => {
        byKeys.current = false
      }}
      onBlur={() => isPassing && take(passed)}
    />
  )
}

function opensList({ key, altKey }: KeyboardEvent): boolean {
  return key === ' ' || key === 'Enter' || key === 'F4' || altKey
}
