import type { RunInput } from '../../api/contract/workflows.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import type { FormField } from './form-fields.ts'
import { formFields, valueWords } from './form-fields.ts'
import { runForm } from './run-form.ts'

/** Samples as the rows that `sampleRows` reads: what no sample has a value for gets no column. */
export function sampleText(samples: readonly JsonObject[], inputs: readonly RunInput[]): string {
  const all = formFields(runForm(inputs).schema, {})
  const fields = all.filter(({ name }) => samples.some((sample) => sample[name] !== undefined))
  if (fields.length === 0) return ''
  const lines = samples.map((sample) => fields.map((field) => cellOf(field, sample[field.name])))
  return [fields.map(({ name }) => name), ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('')
}

/** As a person would write it. */
function cellOf({ kind }: FormField, value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  switch (kind.type) {
    case 'choice':
      return kind.options.find((option) => JSON.stringify(option.value) === JSON.stringify(value))?.label ?? ''
    case 'yes-no':
      return valueWords(value)
    case 'text':
    case 'date':
    case 'number':
    case 'json':
      return typeof value === 'string' && kind.type !== 'json' ? value : JSON.stringify(value)
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
