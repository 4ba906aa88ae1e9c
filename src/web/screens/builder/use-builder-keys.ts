import { useHotkeys } from '@mantine/hooks'
import type { Builder } from './use-builder.ts'

/** Undo and redo, except while text is typed: there the browser's own count. */
export function useBuilderKeys({ undo, redo }: Builder): void {
  useHotkeys([
    ['mod+Z', () => undo?.()],
    ['mod+shift+Z', () => redo?.()],
    ['mod+Y', () => redo?.()],
  ])
}
