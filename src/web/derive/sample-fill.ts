import type { RunInput } from '../../api/contract/workflows.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import type { FormDraft } from './form-draft.ts'
import { toDraft } from './form-draft.ts'
import { formFields, valueWords } from './form-fields.ts'
import { runForm } from './run-form.ts'

/** A row is known by its beginning. In characters. */
const LABEL_MAX = 60

/** `1 · The lid broke on the first day, Noor Haddad` */
export function sampleLabel(inputs: JsonObject, index: number): string {
  const words = Object.values(inputs).map(valueWords).join(', ')
  const short = words.length > LABEL_MAX ? `${words.slice(0, LABEL_MAX).trimEnd()}…` : words
  return `${index + 1} · ${short}`
}

/** What the fields of the run form hold with this row: those that it leaves out are empty. */
export function filledWith(inputs: readonly RunInput[], row: JsonObject): FormDraft {
  return toDraft(formFields(runForm(inputs).schema, row), row)
}
