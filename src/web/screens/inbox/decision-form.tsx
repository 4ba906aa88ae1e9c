import { Textarea } from '@mantine/core'
import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'
import type { DraftView } from '../../derive/decision-draft.ts'
import { FormFieldInput } from '../../parts/form-field.tsx'
import { DecisionFiles } from './decision-files.tsx'
import type { Decision } from './use-decision.ts'
import './decision.css'

/** The values to send, beginning with the answer there is, and the reason for whoever reads it later. */
export function DecisionForm({ decision: { view, note, setField, setNote, files } }: { readonly decision: Decision }) {
  const form = useFocusOnProblem(view)
  return (
    <div className="decision-form" ref={form}>
      {view.fields.map(({ field, text, was, problem }) => (
        <FormFieldInput
          key={field.name}
          field={field}
          text={text}
          was={was}
          problem={problem}
          onChange={(changed) => setField(field.name, changed)}
        />
      ))}
      <Textarea
        label={
          <>
            Reason <span className="decision-aside">goes into the receipt</span>
          </>
        }
        rows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {files === null ? null : <DecisionFiles files={files} />}
    </div>
  )
}

/** Whoever tries to send what can not be read is led to the first field that is wrong. */
function useFocusOnProblem({ fields }: DraftView): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null)
  const hasProblem = fields.some(({ problem }) => problem !== undefined)
  useEffect(() => {
    if (hasProblem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [hasProblem])
  return form
}
