import type { RunInput } from '../../api/contract/workflows.ts'
import type { FormDraft } from './form-draft.ts'
import type { FormField } from './form-fields.ts'
import { formFields } from './form-fields.ts'
import { runForm } from './run-form.ts'

/**
 * What an address fills into the fields of a form, `?message=…`: as if somebody had typed it. What is no input is passed
 * over, and what a field can not hold leaves it empty.
 */
export function addressValues(inputs: readonly RunInput[], search: Readonly<Record<string, unknown>>): FormDraft {
  const fields = formFields(runForm(inputs).schema, {})
  const given = fields.filter(({ name }) => Object.hasOwn(search, name))
  return Object.fromEntries(given.map((field) => [field.name, typed(field, asText(search[field.name]))]))
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function typed({ kind }: FormField, text: string): string {
  switch (kind.type) {
    case 'choice': {
      const place = kind.options.findIndex(({ value, label }) => label === text || String(value) === text)
      return place < 0 ? '' : String(place)
    }
    case 'yes-no':
      return YES_NO.get(text.toLowerCase()) ?? ''
    case 'text':
    case 'date':
    case 'number':
    case 'json':
      return text
  }
}

const YES_NO: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['yes', 'true'],
  ['1', 'true'],
  ['false', 'false'],
  ['no', 'false'],
  ['0', 'false'],
])
