import type { ReactNode } from 'react'
import { useState } from 'react'
import type { StageId } from '../../../core/workflow/workflow.ts'
import type { Card } from '../../derive/builder-view.ts'
import { stageOfProblem } from '../../derive/builder-view.ts'
import type { PaletteItem } from '../../derive/palette-items.ts'
import { Palette } from '../../parts/palette.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import type { FieldSection } from './stage-fields.ts'
import { fieldSections, goToFields } from './stage-fields.ts'
import type { Adding } from './use-adding.ts'
import type { Builder } from './use-builder.ts'
import type { Checking } from './use-checking.ts'
import type { Connecting } from './use-connecting.ts'
import type { Copying } from './use-copying.ts'

type Open =
  | { readonly type: 'all'; readonly sections: readonly FieldSection[] }
  | { readonly type: 'keys' }
  | { readonly type: 'connect'; readonly from: StageId }
  | null

export interface Finder {
  readonly find: () => void
  readonly showKeys: () => void
  readonly connect: (from: StageId) => void
  readonly nextProblem: () => void
  readonly goToSearch: () => void
  /** What is open, to be drawn. */
  readonly dialog: ReactNode
}

export interface FinderParts {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly adding: Adding
  readonly connecting: Connecting
  readonly copying: Copying
  readonly checking: Checking
}

/** Everything that can be done in the builder, by its name or by a key. */
export function useFinder(parts: FinderParts): Finder {
  const [open, setOpen] = useState<Open>(null)
  const { builder, adding } = parts
  const close = () => setOpen(null)
  const nextProblem = () => adding.select(nextBroken(builder, adding.selected))
  const deeds = { showKeys: () => setOpen({ type: 'keys' }), nextProblem, goToSearch }
  return {
    ...deeds,
    find: () => setOpen({ type: 'all', sections: fieldSections() }),
    connect: (from) => setOpen({ type: 'connect', from }),
    dialog: open === null ? null : dialogOf(open, { ...parts, deeds, close }),
  }
}

type Deeds = Pick<Finder, 'showKeys' | 'nextProblem' | 'goToSearch'>
type DialogParts = FinderParts & { readonly deeds: Deeds; readonly close: () => void }

function dialogOf(open: NonNullable<Open>, parts: DialogParts): ReactNode {
  switch (open.type) {
    case 'keys':
      return <ShortcutSheet onClose={parts.close} />
    case 'all':
      return (
        <Palette
          label="Find an action, a stage or a skill"
          items={allItems(parts, open.sections)}
          onClose={parts.close}
        />
      )
    case 'connect':
      return (
        <Palette
          label="Which stage comes after it?"
          items={targetsOf(parts.builder, open.from)}
          onClose={parts.close}
        />
      )
  }
}

function allItems(parts: DialogParts, sections: readonly FieldSection[]): readonly PaletteItem[] {
  const { builder, cards, adding } = parts
  const stages = builder.view.stages.map(({ id, name }) => {
    return { id: `stage ${id}`, words: `Go to ${name}`, hint: 'Stage', run: () => goToFields(() => adding.select(id)) }
  })
  const added = cards.map((card) => {
    const run = () => goToFields(() => adding.add(card))
    return { id: `card ${card.ref}`, words: `Add ${card.name}`, hint: adding.where, run }
  })
  const fields = sections.map(({ title, focus }) => {
    return { id: `fields ${title}`, words: `Set up ${title}`, hint: 'Beside the canvas', run: focus }
  })
  return [...actions(parts), ...fields, ...stages, ...added]
}

function actions({ builder, adding, copying, connecting, checking, deeds }: DialogParts): readonly PaletteItem[] {
  const { selected } = adding
  const always = [
    { id: 'add', words: 'Add a stage', hint: 'A', run: deeds.goToSearch },
    { id: 'check', words: 'Check before running', hint: 'P', run: checking.open },
    { id: 'problem', words: 'Go to the next problem', hint: 'F8', run: deeds.nextProblem },
    { id: 'keys', words: 'Show the keys', hint: '?', run: deeds.showKeys },
  ]
  const steps = [
    { id: 'undo', words: 'Undo', hint: 'Ctrl Z', run: builder.undo },
    { id: 'redo', words: 'Redo', hint: 'Ctrl Shift Z', run: builder.redo },
  ].flatMap(({ run, ...item }) => (run === undefined ? [] : [{ ...item, run }]))
  if (selected === null) return [...always, ...steps]
  return [
    ...always,
    ...steps,
    { id: 'duplicate', words: 'Duplicate the chosen stage', hint: 'Ctrl D', run: copying.duplicate },
    { id: 'remove', words: 'Delete the chosen stage', hint: 'Delete', run: () => copying.remove() },
    { id: 'connect', words: 'Connect the chosen stage', hint: 'C', run: () => connecting.begin(selected as StageId) },
  ]
}

/** Those that do not come after it already; one that would make a loop is refused with the reason when it is chosen. */
function targetsOf({ view, edit }: Builder, from: StageId): readonly PaletteItem[] {
  return view.stages
    .filter(({ id, dependsOn }) => id !== from && !dependsOn.includes(from))
    .map(({ id, name }) => ({ id, words: name, hint: '', run: () => void edit({ type: 'connect', from, to: id }) }))
}

/** Around the end to the first one again. */
function nextBroken({ view: { problems, stages } }: Builder, selected: string | null): string | null {
  const broken = [...new Set<string | null>(problems.flatMap((problem) => stageOfProblem(stages, problem)?.id ?? []))]
  return broken[(broken.indexOf(selected) + 1) % broken.length] ?? selected
}

function goToSearch(): void {
  document.querySelector<HTMLElement>('.builder-library-search input')?.focus()
}
