import { objectOrEmpty } from '../../core/basics/json.ts'
import type { TaskForm } from '../../core/run/view/offered-answers.ts'
import type { FormDraft } from './form-draft.ts'
import { toDraft } from './form-draft.ts'
import type { FieldKind, FormField } from './form-fields.ts'
import { formFields } from './form-fields.ts'

/** What somebody has typed for a task and not sent. */
export interface AnswerDraft {
  readonly edits: FormDraft
  readonly note: string
  /** The version of the task that they had before them. */
  readonly version: string
}

/** The same, as a browser keeps it. */
export interface KeptAnswer {
  readonly version: string
  readonly note: string
  readonly values: Readonly<Record<string, KeptValue>>
}

/** A choice is kept as its value in JSON: its place in the list may be another one by then. */
interface KeptValue {
  readonly kind: FieldKind['type']
  readonly text: string
}

/** Null: nothing was typed that is kept. What a form marks `writeOnly` is a secret and is not. */
export function toKept(form: TaskForm | null, { edits, note, version }: AnswerDraft): KeptAnswer | null {
  const fields = fieldsOf(form)
  const initial = toDraft(fields, form?.values ?? {})
  const values = Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const text = edits[name] ?? initial[name] ?? ''
      return text === initial[name] || isSecret(form, name)
        ? []
        : [[name, { kind: kind.type, text: toKeptText(kind, text) }]]
    }),
  )
  return note === '' && Object.keys(values).length === 0 ? null : { version, note, values }
}

function toKeptText(kind: FieldKind, text: string): string {
  if (kind.type !== 'choice') return text
  const chosen = kind.options[Number(text)]
  return text === '' || chosen === undefined ? '' : JSON.stringify(chosen.value)
}

export interface RestoredAnswer extends AnswerDraft {
  /** Names of what the form no longer asks for like that. */
  readonly dropped: readonly string[]
}

/** What was typed, as far as it still fits the form. */
export function fromKept(form: TaskForm | null, { version, note, values }: KeptAnswer): RestoredAnswer {
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field]))
  const restored = Object.entries(values).map(([name, value]) => ({
    name,
    text: restoredText(fields.get(name), value),
  }))
  const edits = restored.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text] as const]))
  const dropped = restored.flatMap(({ name, text }) => (text === undefined ? [fields.get(name)?.label ?? name] : []))
  return { version, note, edits: Object.fromEntries(edits), dropped }
}

/** Undefined: it does not fit. */
function restoredText(field: FormField | undefined, { kind, text }: KeptValue): string | undefined {
  if (field === undefined || field.kind.type !== kind) return undefined
  if (field.kind.type !== 'choice' || text === '') return text
  const place = field.kind.options.findIndex(({ value }) => JSON.stringify(value) === text)
  return place === -1 ? undefined : String(place)
}

function fieldsOf(form: TaskForm | null): readonly FormField[] {
  return form === null ? [] : formFields(form.schema, form.values)
}

function isSecret(form: TaskForm | null, name: string): boolean {
  const property = objectOrEmpty(objectOrEmpty(form?.schema['properties'])[name])
  return property['writeOnly'] === true
}
