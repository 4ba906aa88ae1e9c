import type { Json } from '../basics/json.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import { openDocument } from '../workflow/edit-document.ts'
import type { DocumentEdit } from '../workflow/plan-change.ts'
import type { WorkflowSource } from '../workflow/read-workflow.ts'
import { editCarriesCode } from './code-in-builder.ts'
import { planContext } from './plan-context.ts'
import { planCopies } from './plan-copies.ts'
import { planEscalation } from './plan-escalation.ts'
import { planGateEdit } from './plan-gate-edit.ts'
import { handOnNotes, planNotes } from './plan-notes.ts'
import { planPlaces } from './plan-places.ts'
import { planRole } from './plan-role.ts'
import { planSetting } from './plan-setting.ts'
import { planStructure } from './plan-structure.ts'
import { planTrigger } from './plan-trigger.ts'
import { planWiring } from './plan-wiring.ts'
import { stageListIn } from './stage-list.ts'
import { tooLongIn } from './text-bounds.ts'
import type { EditRefusal, SingleEdit, WorkflowEdit } from './workflow-edit.ts'

/**
 * The text with one edit made. It need not be a WorkChart that could run: whoever builds one is not done yet. What the
 * edit does not concern stays as its author wrote it.
 */
export function editWorkflow(source: WorkflowSource, edit: WorkflowEdit): Result<string, EditRefusal> {
  const tooLong = tooLongIn(edit)
  if (tooLong !== undefined) return err({ code: 'edit-too-long', ...tooLong })
  if (editCarriesCode(edit)) return err({ code: 'edit-code' })
  const opened = openDocument(source)
  if (!opened.ok) return opened
  for (const one of edit.type === 'together' ? edit.edits : [edit]) {
    const planned = planOne(opened.value.json(), one)
    if (!planned.ok) return planned
    const error = opened.value.apply(planned.value)
    if (error !== undefined) return err(error)
  }
  return ok(opened.value.print())
}

function planOne(document: Json, edit: SingleEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const edits = planEdit(document, edit)
  if (!edits.ok || edit.type !== 'remove-stage') return edits
  return ok([...edits.value, ...handOnNotes(document, edit.stage)])
}

function planEdit(document: Json, edit: SingleEdit): Result<readonly DocumentEdit[], EditRefusal> {
  const stages = stageListIn(document)
  switch (edit.type) {
    case 'add-stage':
    case 'add-stages':
    case 'insert-stage':
    case 'remove-stage':
    case 'connect':
    case 'disconnect':
    case 'replace-dependency':
    case 'move-stage':
      return planStructure(stages, edit)
    case 'paste-stages':
    case 'duplicate-stages':
      return planCopies(document, edit)
    case 'bind-role':
    case 'unbind-role':
    case 'add-tool':
    case 'remove-tool':
      return planRole(stages, edit)
    case 'set-stage':
    case 'set-workflow':
      return planSetting(stages, edit)
    case 'place-stages':
      return planPlaces(document, edit)
    case 'add-notes':
    case 'set-note':
      return planNotes(document, edit)
    case 'set-inputs':
    case 'set-output':
    case 'set-run-input':
    case 'rename-key':
      return planWiring(document, edit)
    case 'add-context':
    case 'remove-context':
    case 'set-context-need':
    case 'set-context-budget':
      return planContext(document, edit)
    case 'set-escalation':
      return planEscalation(document, edit)
    case 'set-gate':
      return planGateEdit(document, edit)
    case 'add-trigger':
    case 'remove-trigger':
    case 'set-trigger':
      return planTrigger(document, edit)
  }
}
