import { useState } from 'react'
import { editWorkflow } from '../../../core/edit/edit-workflow.ts'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { roleChoices } from '../../derive/role-choices.ts'
import type { Dropped, RoleMenuProps } from './role-menu.tsx'
import type { Builder } from './use-builder.ts'

export interface RoleGiving {
  /** Gives a card the role it usually has on this stage. */
  readonly give: (card: Card, stage: BuilderStage) => void
  /** The menu for what was given last; null: nothing was, or the document has changed since. */
  readonly menu: RoleMenuProps | null
}

interface Given extends Dropped {
  readonly before: string
  readonly after: string
}

/** A dropped card gets its usual role at once; until the next change another one can be chosen instead. */
export function useRoleMenu({ opened: { file }, text, source, write, edit }: Builder): RoleGiving {
  const [given, setGiven] = useState<Given | null>(null)
  const give = (card: Card, stage: BuilderStage): void => {
    const [usual] = roleChoices(card, stage)
    if (usual === undefined || !edit(usual.edit)) return
    const edited = editWorkflow(source, usual.edit)
    setGiven(edited.ok ? { card, stage, before: text, after: edited.value } : null)
  }
  const instead = (wanted: WorkflowEdit): void => {
    const edited = given === null ? undefined : editWorkflow({ file, text: given.before }, wanted)
    if (edited?.ok === true) write(edited.value)
    setGiven(null)
  }
  const isCurrent = given !== null && given.after === text
  const menu = isCurrent ? { dropped: given, onInstead: instead, onClose: () => setGiven(null) } : null
  return { give, menu }
}
