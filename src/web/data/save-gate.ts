import { useMutation, useQueryClient } from '@tanstack/react-query'
import { editWorkflow } from '../../core/edit/edit-workflow.ts'
import { builderView, nameOfStage } from '../derive/builder-view.ts'
import type { GateWish } from '../derive/gate-draft.ts'
import { gateEdit } from '../derive/gate-draft.ts'
import { editRefusalWords } from '../words/edit-refusals.ts'
import { changeDraft } from './change-draft.ts'
import { readDraft } from './drafts.ts'
import type { GateOf } from './gates.ts'
import type { RequestFailed } from './http.ts'
import { KEYS } from './keys.ts'

/** What became of a wish: it is in the draft, or why not. */
export type GateSaved = { readonly type: 'saved' } | { readonly type: 'refused'; readonly words: string }

/** Writes what is wished of a gate into the draft. What the draft said before is one Undo away. */
export function useSaveGate(gate: GateOf) {
  const client = useQueryClient()
  return useMutation<GateSaved, RequestFailed, GateWish>({
    mutationFn: (wish) => saveGate(gate, wish),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.drafts }),
  })
}

async function saveGate({ workChart, stage: id }: GateOf, wish: GateWish): Promise<GateSaved> {
  const opened = await readDraft(workChart)
  const { stages } = builderView(opened)
  const stage = stages.find((each) => each.id === id)
  if (stage === undefined) return { type: 'refused', words: 'This stage is not in the draft. Nothing was changed.' }
  const edited = editWorkflow(opened, gateEdit(stage, wish))
  if (!edited.ok) return { type: 'refused', words: editRefusalWords(edited.error, (of) => nameOfStage(stages, of)) }
  if (edited.value !== opened.text) await changeDraft(opened, edited.value)
  return { type: 'saved' }
}
