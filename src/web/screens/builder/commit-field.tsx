import type { ChangeEvent, KeyboardEvent, ReactNode } from 'react'
import { useState } from 'react'
import { TEXT_CHARACTERS_MAX } from '../../../core/edit/text-bounds.ts'
import { tooLongTyped } from '../../words/edit-refusals.ts'

interface FieldProps {
  readonly value: string
  /** Why what is typed can not be taken; null while it can. */
  readonly error: string | null
  readonly onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void
  readonly onBlur: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** Why this can not be taken, and what can; null: it can. */
export type Complaint = (typed: string) => string | null

export interface CommitFieldProps {
  readonly value: string
  readonly onCommit: (value: string) => void
  readonly complaint?: Complaint
  readonly children: (field: FieldProps) => ReactNode
}

/**
 * What is typed becomes one edit when the field is left or Enter is pressed; Escape takes it back. What can not be taken
 * stays in the field, with the reason beside it.
 */
export function CommitField({
  value,
  onCommit,
  complaint = longerThan(TEXT_CHARACTERS_MAX),
  children,
}: CommitFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const error = typed === null || typed === value ? null : complaint(typed)
  const commit = () => {
    if (error !== null) return
    if (typed !== null && typed !== value) onCommit(typed)
    setTyped(null)
  }
  return children({
    value: typed ?? value,
    error,
    onChange: (event) => setTyped(event.currentTarget.value),
    onBlur: commit,
    onKeyDown: (event) => {
      if (event.key === 'Escape' && typed !== null) {
        event.preventDefault()
        setTyped(null)
      }
      if (event.key === 'Enter' && event.currentTarget instanceof HTMLInputElement) commit()
    },
  })
}

export function longerThan(max: number): Complaint {
  return (typed) => tooLongTyped(typed, max)
}

/** Whatever is no whole number between these two. */
export function notBetween(least: number, most: number): Complaint {
  return (typed) => {
    const isNumber = /^\s*\d+\s*$/.test(typed) && Number(typed) >= least && Number(typed) <= most
    return isNumber ? null : `Write a whole number from ${least} to ${most.toLocaleString('en')}.`
  }
}

/** Whatever is no number. */
export function noNumber(typed: string): string | null {
  return typed.trim() !== '' && Number.isFinite(Number(typed)) ? null : 'Write a number.'
}
