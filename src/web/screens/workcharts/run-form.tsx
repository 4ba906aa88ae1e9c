import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import { useStartRun } from '../../data/workchart-commands.ts'
import type { DecisionDraft } from '../../derive/decision-draft.ts'
import { viewDraft } from '../../derive/decision-draft.ts'
import { runForm } from '../../derive/run-form.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { FormFieldInput } from '../../parts/form-field.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { SamplePicker } from './sample-picker.tsx'
import '../inbox/decision.css'

const NOTHING_TYPED: DecisionDraft = { edits: {}, tried: false }

/** Starts one run with what is filled in here. */
export function RunForm({ detail }: { readonly detail: WorkflowDetail }) {
  const { summary, inputs, plan } = detail
  if (plan?.ready !== true) {
    return (
      <Card title="Run">
        <div className="card-body">
          <Note icon="failed">It can not be run while it has problems.</Note>
        </div>
      </Card>
    )
  }
  return <ReadyForm workChart={summary.id} inputs={inputs} />
}

interface ReadyFormProps {
  readonly workChart: string
  readonly inputs: WorkflowDetail['inputs']
}

function ReadyForm({ workChart, inputs }: ReadyFormProps) {
  const navigate = useNavigate()
  const [draft, setDraft] = useState(NOTHING_TYPED)
  const [title, setTitle] = useState('')
  const { send, isPending, error } = useStartRun(workChart, ({ runs: [run] }) => {
    if (run !== undefined) void navigate({ to: '/runs/$runId', params: { runId: run.id } })
  })
  const { fields, outputs } = viewDraft(runForm(inputs), draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDraft(({ edits }) => ({ edits, tried: true }))
    if (outputs !== null) send({ inputs: outputs, ...(title === '' ? {} : { title }) })
  }
  return (
    <Card title="Run">
      <form className="card-body decision-form" onSubmit={submit} noValidate>
        <SamplePicker workChart={workChart} inputs={inputs} onPick={(edits) => setDraft({ edits, tried: false })} />
        {fields.map(({ field, text, problem }) => (
          <FormFieldInput
            key={field.name}
            field={field}
            text={text}
            was={null}
            problem={problem}
            onChange={(changed) =>
              setDraft(({ edits, tried }) => ({ edits: { ...edits, [field.name]: changed }, tried }))
            }
          />
        ))}
        <TextInput
          label="Title"
          description="What you will know the run by: an order number, a name"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {error === null ? null : <ProblemNote failure={error.failure} safe="What you filled in is kept here." />}
        <div>
          <Button type="submit" variant="filled" leftSection={<Icon name="runs" />} loading={isPending}>
            Run
          </Button>
        </div>
      </form>
    </Card>
  )
}
