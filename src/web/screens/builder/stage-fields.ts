import { flushSync } from 'react-dom'

/** Whoever chooses a stage by keyboard goes on in its fields. Its name is marked, so that typing replaces it. */
export function goToFields(choose: () => void): void {
  flushSync(choose)
  const name = document.querySelector<HTMLInputElement>('.builder-inspector input')
  name?.focus()
  name?.select()
}

/** A part of what is set up beside the canvas. */
export interface FieldSection {
  readonly title: string
  readonly focus: () => void
}

/** Those that are on the screen now, by their headings. */
export function fieldSections(): readonly FieldSection[] {
  return [...document.querySelectorAll<HTMLElement>('.builder-inspector:not(.plan-panel) section')].flatMap(
    (section) => {
      const title = section.querySelector('h3')?.textContent ?? ''
      const field = firstFieldOf(section)
      return title === '' || field === null ? [] : [{ title, focus: () => field.focus() }]
    },
  )
}

/** The first thing to fill in; where there is none, the first to press. */
export function firstFieldOf(room: HTMLElement): HTMLElement | null {
  return (
    room.querySelector<HTMLElement>('input, select, textarea') ?? room.querySelector<HTMLElement>('button, summary')
  )
}
