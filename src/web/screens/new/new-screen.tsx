import { Button, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { toDocument } from '../../../core/procedure/to-document.ts'
import { toYaml } from '../../../core/workflow/to-yaml.ts'
import { useBeginDraft } from '../../data/drafts.ts'
import { counted } from '../../derive/number-words.ts'
import { stepsIn, titleOf } from '../../derive/pasted.ts'
import { Screen } from '../../layout/screen.tsx'
import { Card } from '../../parts/card.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { ProcedureFields, useProcedure } from '../../parts/procedure-fields.tsx'
import { tooLongTyped } from '../../words/edit-refusals.ts'
import { TemplateCards } from './template-cards.tsx'
import './new-screen.css'

/** A draft's name becomes a title and an id. */
const NAME_CHARACTERS_MAX = 200

/** Two ways into the builder: with nothing in it, or with a procedure of which a person does every step. */
export function NewScreen() {
  return (
    <Screen title="New WorkChart" parent={<Link to="/workcharts">WorkCharts</Link>}>
      <TemplateCards />
      <EmptyCanvas />
      <ProcedureForm />
    </Screen>
  )
}

/** Begins a draft and opens it in the builder. */
function useBegin() {
  const navigate = useNavigate()
  return useBeginDraft(({ id }) => {
    void navigate({ to: '/workcharts/$workChartId/edit', params: { workChartId: id } })
  })
}

/** The builder, with nothing in it yet. */
function EmptyCanvas() {
  const [name, setName] = useState('')
  const { send, isPending, error } = useBegin()
  const problem = tooLongTyped(name.trim(), NAME_CHARACTERS_MAX)
  const isReady = name.trim() !== '' && problem === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) send({ name: name.trim() })
  }
  return (
    <Card title="Empty canvas">
      <form className="card-body row row-wrap new-empty" onSubmit={submit}>
        <TextInput
          aria-label="What people will call this WorkChart"
          placeholder="What people will call it"
          error={problem}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={!isReady} loading={isPending}>
          Open the canvas
        </Button>
        {error === null ? null : <ProblemNote failure={error.failure} />}
      </form>
    </Card>
  )
}

/** A procedure becomes a draft, which the builder opens. Without a name it is called as its first heading. */
function ProcedureForm() {
  const [text, setText] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const procedure = useProcedure(text)
  const { send, isPending, error } = useBegin()
  const name = (typed ?? titleOf(procedure.parts).slice(0, NAME_CHARACTERS_MAX)).trim()
  const steps = stepsIn(procedure.wanted)
  const problem = tooLongTyped(name, NAME_CHARACTERS_MAX)
  const isReady = name !== '' && problem === null && steps > 0 && !procedure.isReading
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) send({ name, text: toYaml(toDocument({ id: 'draft', name }, procedure.wanted)) })
  }
  return (
    <Card title="Paste your procedure">
      <form onSubmit={submit}>
        <div className="card-body new-procedure-name">
          <TextInput
            label="Name"
            description="What people will call this WorkChart"
            required
            error={problem}
            value={typed ?? name}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <ProcedureFields text={text} onText={setText} procedure={procedure} />
        <div className="card-body row row-wrap">
          <Button type="submit" variant="filled" disabled={!isReady} loading={isPending}>
            {steps === 0 ? 'Open in the builder' : `Open in the builder with ${counted(steps, 'stage')}`}
          </Button>
          <span className="small soft">{missingWords(name, steps)}</span>
          {error === null ? null : <ProblemNote failure={error.failure} safe="What you wrote is kept here." />}
        </div>
      </form>
    </Card>
  )
}

function missingWords(name: string, steps: number): string {
  if (steps === 0) return 'Paste a procedure first.'
  return name === '' ? 'Give it a name first.' : 'Each step asks a person until you give it to a skill.'
}
