import { Button } from '@mantine/core'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import { fixesFor } from '../../../core/wiring/fixes-for.ts'
import type { Diagnostic } from '../../../core/workflow/diagnostic.ts'
import type { BuilderView } from '../../derive/builder-view.ts'
import { fixWords } from '../../words/fixes.ts'
import { useWiring } from './wiring-context.ts'

export interface FixButtonsProps {
  readonly problem: Diagnostic
  readonly view: BuilderView
  readonly onEdit: (edit: WorkflowEdit) => boolean
}

/** A problem that one edit can mend has a button for it. */
export function FixButtons({ problem, view, onEdit }: FixButtonsProps) {
  const wiring = useWiring()
  if (wiring === null || view.read === null) return null
  const fixes = fixesFor(problem, { document: view.read, wiring })
  return fixes.map(({ what, edit }) => (
    <Button key={fixWords(what, wiring)} size="compact-xs" onClick={() => onEdit(edit)}>
      Mend: {fixWords(what, wiring)}
    </Button>
  ))
}
