import type { Field } from '../../api/contract/basics.ts'
import { valueWords } from '../derive/form-fields.ts'
import { PlainText } from './plain-text.tsx'
import './field-list.css'

/** Names and values, one below the other. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }) {
  return (
    <dl className="field-list">
      {fields.map(({ name, label, value }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd className="num">
            <PlainText text={valueWords(value)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
