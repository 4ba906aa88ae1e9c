import { known } from '../../core/basics/known.ts'
import { kindOfText } from '../../core/edit/code-in-builder.ts'
import type { SingleEdit, Together } from '../../core/edit/workflow-edit.ts'
import type { LeftOut, LeftOutReason, Part } from '../../core/procedure/procedure.ts'
import type { ProcedureProblem } from '../../core/procedure/read-procedure.ts'
import { readProcedure } from '../../core/procedure/read-procedure.ts'
import { toStages } from '../../core/procedure/to-stages.ts'
import type { StageId } from '../../core/workflow/workflow.ts'
import type { BuilderStage } from './builder-view.ts'
import type { InsertPoint } from './insert-point.ts'

/** A pasted text as it is shown before anything is added. */
export interface Pasted {
  readonly parts: readonly Part[]
  /** Why nothing can be made of it. */
  readonly problem: PastedProblem | null
}

export type PastedProblem = ProcedureProblem | { readonly code: 'code' }

export function readPasted(text: string): Pasted {
  if (kindOfText(text) === 'code') return { parts: [], problem: { code: 'code' } }
  const read = readProcedure(text)
  return read.ok ? { parts: read.value, problem: null } : { parts: [], problem: read.error }
}

/** Positions of steps that somebody does not want. */
export type Unwanted = ReadonlySet<number>

/** The positions of the steps that stand under a heading, those under its own headings too. */
export function stepsUnder(parts: readonly Part[], heading: number): readonly number[] {
  const top = parts[heading]
  const steps: number[] = []
  for (let at = heading + 1; at < parts.length; at++) {
    const part = known(parts[at])
    if (part.type === 'heading' && top?.type === 'heading' && part.level <= top.level) break
    if (part.type === 'step') steps.push(at)
  }
  return steps
}

/** All of these are wanted again where one was not; else none is. */
export function toggled(unwanted: Unwanted, steps: readonly number[]): Unwanted {
  const areAllIn = steps.every((step) => !unwanted.has(step))
  const these = new Set(steps)
  return areAllIn ? new Set([...unwanted, ...steps]) : new Set([...unwanted].filter((step) => !these.has(step)))
}

/** What becomes stages, with the headings that still have a step. */
export function wantedParts(parts: readonly Part[], unwanted: Unwanted): readonly Part[] {
  if (unwanted.size === 0) return parts
  return parts.filter((part, at) => {
    if (part.type === 'heading') return stepsUnder(parts, at).some((step) => !unwanted.has(step))
    return part.type === 'step' && !unwanted.has(at)
  })
}

export interface LeftOutGroup {
  readonly reason: LeftOutReason
  readonly parts: readonly LeftOut[]
}

/** What is left out, by its reason, the fewest first: what is rare is looked at. */
export function leftOutGroups(parts: readonly Part[]): readonly LeftOutGroup[] {
  const leftOut = parts.filter((part) => part.type === 'left-out')
  const groups = Map.groupBy(leftOut, ({ reason }) => reason)
  return [...groups]
    .map(([reason, group]) => ({ reason, parts: group }))
    .sort((one, other) => one.parts.length - other.parts.length)
}

/** What a procedure calls itself: the heading it begins with; empty: none. */
export function titleOf(parts: readonly Part[]): string {
  const first = parts.find(({ type }) => type === 'heading' || type === 'step')
  return first?.type === 'heading' ? first.text : ''
}

export function stepsIn(parts: readonly Part[]): number {
  return parts.filter(({ type }) => type === 'step').length
}

export interface PasteStep {
  readonly edit: Together
  /** The stage to look at next. */
  readonly first: StageId
}

/** The one step that puts a procedure there, its stages one after the other. Undefined: there is no step in it. */
export function pasteAt(
  stages: readonly BuilderStage[],
  point: InsertPoint,
  parts: readonly Part[],
): PasteStep | undefined {
  const { stages: added, notes } = toStages(parts, new Set(stages.map(({ id }) => id)))
  const [first, last] = [added[0], added.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const after = point.type === 'edge' ? [point.from] : point.stages
  const edits: readonly SingleEdit[] = [
    { type: 'add-stages', stages: added, after },
    { type: 'add-notes', notes },
    ...(point.type === 'edge' ? rejoined(point, last.id) : []),
  ]
  return { edit: { type: 'together', edits }, first: first.id }
}

/** On an edge its end then waits for the last of them. */
function rejoined({ from, to }: Extract<InsertPoint, { readonly type: 'edge' }>, last: StageId): readonly SingleEdit[] {
  return [
    { type: 'connect', from: last, to },
    { type: 'disconnect', from, to },
  ]
}
