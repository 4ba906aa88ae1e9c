import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { StartedRuns } from '../../api/contract/runs.ts'
import type { WorkflowDetail } from '../../api/contract/workflows.ts'
import { useStartRun } from '../data/workchart-commands.ts'
import type { DecisionDraft } from '../derive/decision-draft.ts'
import { viewDraft } from '../derive/decision-draft.ts'
import type { FormDraft } from '../derive/form-draft.ts'
import { runForm } from '../derive/run-form.ts'
import { Icon } from '../icons/icon.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { RunFields } from './run-fields.tsx'
import '../screens/inbox/decision.css'

export interface OneRunProps {
  readonly detail: Pick<WorkflowDetail, 'summary' | 'inputs' | 'beginnings'>
  /** On the button. */
  readonly words: string
  /** What stands in the fields at first, over what the form begins with. */
  readonly given: FormDraft
  /** Above the fields: what else may fill them. Nothing is started by it. */
  readonly picker?: (fill: (filled: FormDraft) => void) => ReactNode
  readonly onStarted: (runs: StartedRuns['runs']) => void
}

/** The inputs of one run as a form. */
export function OneRun({ detail: { summary, inputs, beginnings }, words, given, picker, onStarted }: OneRunProps) {
  const [begun, setBegun] = useState(0)
  const [draft, setDraft] = useState<DecisionDraft>({ edits: given, tried: false })
  const [title, setTitle] = useState('')
  const { send, isPending, error } = useStartRun(summary.id, ({ runs }) => onStarted(runs))
  const { fields, outputs } = viewDraft(runForm(inputs, beginnings[begun]?.inputs), draft)
  const fill = (edits: FormDraft) => setDraft({ edits, tried: false })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDraft(({ edits }) => ({ edits, tried: true }))
    if (outputs !== null) send({ inputs: outputs, ...(title === '' ? {} : { title }) })
  }
  const begin = (place: number) => {
    setBegun(place)
    fill({})
  }
  return (
    <form className="decision-form" onSubmit={submit} noValidate>
      {picker?.(fill)}
      <BeginningSelect beginnings={beginnings} chosen={begun} onChoose={begin} />
      <RunFields
        fields={fields}
        onType={(typed) => setDraft(({ edits, tried }) => ({ edits: { ...edits, ...typed }, tried }))}
      />
      <TextInput
        label="Title"
        description="What you will know the run by: an order number, a name"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {error === null ? null : <ProblemNote failure={error.failure} safe="What you filled in is kept here." />}
      <div>
        <Button type="submit" variant="filled" leftSection={<Icon name="runs" />} loading={isPending}>
          {words}
        </Button>
      </div>
    </form>
  )
}

interface BeginningSelectProps {
  readonly beginnings: WorkflowDetail['beginnings']
  readonly chosen: number
  readonly onChoose: (place: number) => void
}

/** Of one beginning nobody has to hear: it stands in the fields. */
function BeginningSelect({ beginnings, chosen, onChoose }: BeginningSelectProps) {
  if (beginnings.length < 2) return null
  return (
    <NativeSelect
      label="Begin with"
      description="Fills in the form anew. Choosing one starts nothing."
      value={String(chosen)}
      data={beginnings.map(({ id }, place) => ({ value: String(place), label: id }))}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    />
  )
}
