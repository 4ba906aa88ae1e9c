import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import type { Builder } from './use-builder.ts'
import type { Checking } from './use-checking.ts'
import type { Copying } from './use-copying.ts'
import type { Finder } from './use-finder.tsx'

export interface KeyParts {
  readonly builder: Builder
  readonly copying: Copying
  readonly finder: Finder
  readonly checking: Checking
}

/** The keys of the whole builder, except while text is typed: there the browser's own count. */
export function useBuilderKeys({ builder: { undo, redo }, copying, finder, checking }: KeyParts): void {
  useHotkeys([
    ['mod+Z', () => undo?.()],
    ['mod+shift+Z', () => redo?.()],
    ['mod+Y', () => redo?.()],
    ['mod+D', copying.duplicate],
    ['A', finder.goToSearch],
    ['P', checking.open],
  ])
  // These can not be meant as text, wherever the focus is.
  useHotkeys(
    [
      ['mod+K', finder.find],
      ['F8', finder.nextProblem],
    ],
    [],
  )
  useQuestionMark(finder.showKeys)
  useHotkeys([['Escape', backToStage, { preventDefault: false }]], [])
}

/** From the fields of a stage back to it on the canvas. What a field or a dialog does with the key comes first. */
function backToStage({ target, defaultPrevented }: KeyboardEvent): void {
  if (defaultPrevented || !(target instanceof Element) || target.closest('.builder-inspector') === null) return
  document.querySelector<HTMLElement>('.canvas-stage[aria-pressed="true"]')?.focus()
}

/** It stands on another key on every keyboard, so the sign counts. */
function useQuestionMark(onAsk: () => void): void {
  useEffect(() => {
    const ask = (event: KeyboardEvent) => {
      const isTyped = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
      if (event.key === '?' && !isTyped) onAsk()
    }
    document.addEventListener('keydown', ask)
    return () => document.removeEventListener('keydown', ask)
  })
}
