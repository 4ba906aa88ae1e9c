import type { JsonObject } from '../../core/basics/json.ts'
import type { TaskForm } from '../../core/run/view/offered-answers.ts'
import type { DraftProblems, FormDraft } from './form-draft.ts'
import { changedFields, readDraft, toDraft } from './form-draft.ts'
import type { FormField } from './form-fields.ts'
import { formFields } from './form-fields.ts'

/** What a person has typed into the form of a task. */
export interface DecisionDraft {
  /** Only what they touched: the rest follows the answer when it changes. */
  readonly edits: FormDraft
  /** They have tried to send it, so what is missing may be said. */
  readonly tried: boolean
}

/** The form as the screen draws it. */
export interface DraftView {
  readonly fields: readonly DraftField[]
  readonly isChanged: boolean
  /** The values, where they can be read. */
  readonly outputs: JsonObject | null
}

interface DraftField {
  readonly field: FormField
  readonly text: string
  /** What it said at first, where it says something else now. */
  readonly was: string | null
  readonly problem: string | undefined
}

export function viewDraft(form: TaskForm | null, { edits, tried }: DecisionDraft): DraftView {
  if (form === null) return { fields: [], isChanged: false, outputs: null }
  const fields = formFields(form.schema, form.values)
  const initial = toDraft(fields, form.values)
  const draft = { ...initial, ...edits }
  const reading = readDraft(fields, draft, form.values)
  const changed = changedFields(draft, initial)
  const problems: DraftProblems = reading.ok || !tried ? {} : reading.error
  return {
    fields: fields.map((field) => ({
      field,
      text: draft[field.name] ?? '',
      was: changed.includes(field.name) ? shownText(field, initial[field.name] ?? '') : null,
      problem: problems[field.name],
    })),
    isChanged: changed.length > 0,
    outputs: reading.ok ? reading.value : null,
  }
}

/** A choice is kept by its place in the list and read by its name. */
function shownText({ kind }: FormField, text: string): string {
  if (kind.type === 'yes-no') return text === 'true' ? 'yes' : 'no'
  return kind.type === 'choice' ? (kind.options[Number(text)]?.label ?? '') : text
}
