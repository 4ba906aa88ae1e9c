import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import type { ViewNote } from '../workflow/view-notes.ts'
import { notesBeforeStages } from '../workflow/view-notes.ts'
import type { StageId } from '../workflow/workflow.ts'
import { mapAt } from './map-at.ts'
import type { StageList } from './stage-list.ts'
import { stageListIn } from './stage-list.ts'
import { takeOut } from './take-out.ts'
import type { EditRefusal, NoteEdit } from './workflow-edit.ts'

export function planNotes(document: Json, edit: NoteEdit): Result<readonly DocumentEdit[], EditRefusal> {
  if (edit.type === 'add-notes') return addNotes(stageListIn(document), edit.notes)
  const { at, text } = edit
  if (text !== null) return ok([{ path: ['view', 'notes', at, 'text'], value: text }])
  const view = mapAt(document, ['view'])
  const { notes } = view
  const isLast = Array.isArray(notes) && notes.length === 1
  return ok(isLast ? takeOut(view, ['view'], ['notes']) : [{ path: ['view', 'notes', at], remove: true }])
}

function addNotes(stages: StageList, notes: readonly ViewNote[]): Result<readonly DocumentEdit[], EditRefusal> {
  const ids = new Set<string>(stages.map(({ id }) => id))
  const astray = notes.find(({ before }) => !ids.has(before))
  if (astray !== undefined) return err({ code: 'stage-unknown', stage: astray.before as StageId })
  return ok([{ path: ['view', 'notes'], append: notes.map(({ text, before }) => ({ text, before })) }])
}

/** What stood before a stage that is removed then stands before the next one of the list; after the last it goes too. */
export function handOnNotes(document: Json, stage: StageId): readonly DocumentEdit[] {
  const stages = stageListIn(document)
  const next = stages[stages.findIndex(({ id }) => id === stage) + 1]
  const edits = notesBeforeStages(document).flatMap(({ before, at }): DocumentEdit[] => {
    if (before !== stage) return []
    const note = ['view', 'notes', at]
    return [next === undefined ? { path: note, remove: true } : { path: [...note, 'before'], value: next.id }]
  })
  return edits.reverse()
}
