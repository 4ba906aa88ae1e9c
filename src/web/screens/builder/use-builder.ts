import { useEffect, useMemo, useState } from 'react'
import type { OpenDraft } from '../../../api/contract/drafts.ts'
import type { PlanProblem } from '../../../api/contract/plan.ts'
import { kindOfText } from '../../../core/edit/code-in-builder.ts'
import { editWorkflow } from '../../../core/edit/edit-workflow.ts'
import type { History } from '../../../core/edit/history.ts'
import { record, redo, undo } from '../../../core/edit/history.ts'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { ParsedSource, WorkflowSource } from '../../../core/workflow/read-workflow.ts'
import { REFUSE_CODE } from '../../../core/workflow/refuse-code.ts'
import type { Autosave, SaveState } from '../../data/autosave.ts'
import { createAutosave } from '../../data/autosave.ts'
import { saveDraft } from '../../data/drafts.ts'
import type { KeptWork } from '../../data/kept-history.ts'
import { keepHistory, keepSaved, keptWork } from '../../data/kept-history.ts'
import type { DraftPlan } from '../../data/plans.ts'
import { useDraftPlan } from '../../data/plans.ts'
import type { BuilderStage, BuilderView } from '../../derive/builder-view.ts'
import { nameOfStage, readDocument, viewOf } from '../../derive/builder-view.ts'
import { createKeeper } from '../../derive/keep-unchanged.ts'
import { editRefusalWords } from '../../words/edit-refusals.ts'

/** The one document that canvas, outline and source show, and what can be done to it. */
export interface Builder {
  readonly opened: OpenDraft
  readonly text: string
  /** The same text, parsed: nothing that is asked of it has to be parsed again. */
  readonly source: ParsedSource
  readonly view: BuilderView
  /** Who would do what with what, as the text is now. */
  readonly plan: DraftPlan
  /** False: it was refused, and `refusal` says why. */
  readonly edit: (edit: WorkflowEdit) => boolean
  readonly write: (text: string) => void
  /** Goes on with a text that is there already: what two became, or what somebody else wrote. False: it carries code. */
  readonly take: (text: string) => boolean
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
  readonly refusal: string | null
  /** It was seen: the same refusal is told again when it comes again. */
  readonly clearRefusal: () => void
  readonly saving: SaveState
  readonly autosave: Autosave
}

export function useBuilder(opened: OpenDraft): Builder {
  const [kept] = useState(() => keptWork(opened.id, opened))
  const [history, setHistory] = useState(kept.history)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { autosave, saving } = useAutosave(opened, kept.from, history)
  const text = history.present
  const plan = useDraftPlan(opened.id, text)
  const found = plan.type === 'planned' ? plan.plan.problems : NONE
  const { source, view } = useView({ file: opened.file, text }, found)
  const step = (next: History): void => {
    setRefusal(null)
    setHistory(next)
  }
  const edit = (wanted: WorkflowEdit): boolean => {
    const edited = editWorkflow(source, wanted)
    if (edited.ok) step(record(history, edited.value))
    else setRefusal(editRefusalWords(edited.error, (id) => nameOfStage(view.stages, id)))
    return edited.ok
  }
  const take = (next: string): boolean => {
    const isCode = kindOfText(next) === 'code'
    if (isCode) setRefusal(REFUSE_CODE)
    else {
      autosave.change(next)
      step(record(history, next))
    }
    return !isCode
  }
  const write = (next: string): void => {
    if (take(next)) autosave.byHand()
  }
  return {
    opened,
    text,
    source,
    view,
    plan,
    edit,
    write,
    take,
    undo: history.past.length === 0 ? undefined : () => step(undo(history)),
    redo: history.future.length === 0 ? undefined : () => step(redo(history)),
    refusal,
    clearRefusal: () => setRefusal(null),
    saving,
    autosave,
  }
}

/** Reads each text once; a stage that an edit did not concern stays the same object. */
function useView({ file, text }: WorkflowSource, planned: readonly PlanProblem[]) {
  const [keep] = useState(() => createKeeper<BuilderStage>())
  const read = useMemo(() => readDocument({ file, text }), [file, text])
  const view = useMemo((): BuilderView => {
    const seen = viewOf(read, planned)
    return { ...seen, stages: keep(seen.stages) }
  }, [read, planned, keep])
  return { source: read.source, view }
}

const NONE: readonly PlanProblem[] = []

/** Sends every change to the server, and keeps it in this browser until the server has it. */
function useAutosave(opened: OpenDraft, from: KeptWork['from'], history: History) {
  const [saving, setSaving] = useState<SaveState>({ type: 'saved', at: opened.saved?.savedAt ?? null })
  const [autosave] = useState(() =>
    createAutosave(
      { ...from, base: opened.base },
      {
        send: async (body) => {
          const saved = await saveDraft(opened.id, body)
          keepSaved(opened.id, { revision: saved.revision, text: body.text })
          return saved
        },
        told: setSaving,
      },
    ),
  )
  useEffect(() => {
    const { text, revision } = autosave.known()
    keepHistory(opened.id, { revision, saved: text, history })
    autosave.change(history.present)
  }, [opened.id, history, autosave])
  useEffect(() => autosave.stop, [autosave])
  return { saving, autosave }
}
