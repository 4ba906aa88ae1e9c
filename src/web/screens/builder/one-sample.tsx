import { Button } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { DecisionDraft } from '../../derive/decision-draft.ts'
import { viewDraft } from '../../derive/decision-draft.ts'
import { runForm } from '../../derive/run-form.ts'
import { filledWith } from '../../derive/sample-fill.ts'
import { Icon } from '../../icons/icon.tsx'
import { SampleSelect } from '../../parts/sample-select.tsx'
import { RunFields } from '../../start/run-fields.tsx'
import type { SamplesProps } from './samples-props.ts'
import '../inbox/decision.css'

const NOTHING_TYPED: DecisionDraft = { edits: {}, tried: false }

export interface OneSampleProps extends SamplesProps {
  /** On the button. */
  readonly words?: string
}

/** The inputs of one run as a form. */
export function OneSample({ inputs, values, rows, isSending, onTest, words = 'Test' }: OneSampleProps) {
  const [draft, setDraft] = useState(NOTHING_TYPED)
  const { schema } = runForm(inputs)
  const { fields, outputs } = viewDraft({ schema, values }, draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDraft(({ edits }) => ({ edits, tried: true }))
    if (outputs !== null) onTest([outputs])
  }
  return (
    <form className="decision-form" onSubmit={submit} noValidate>
      <SampleSelect rows={rows} onPick={(row) => setDraft({ edits: filledWith(inputs, row), tried: false })} />
      <RunFields
        fields={fields}
        onType={(typed) => setDraft(({ edits, tried }) => ({ edits: { ...edits, ...typed }, tried }))}
      />
      <div>
        <Button type="submit" variant="filled" leftSection={<Icon name="runs" />} loading={isSending}>
          {words}
        </Button>
      </div>
    </form>
  )
}
