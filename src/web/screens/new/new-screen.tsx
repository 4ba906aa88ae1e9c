import { Button, Textarea, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { fromProcedure, stagesFromText } from '../../../core/workflow/from-procedure.ts'
import { toYaml } from '../../../core/workflow/to-yaml.ts'
import { useBeginDraft } from '../../data/drafts.ts'
import { useCreateWorkChart } from '../../data/workchart-commands.ts'
import { counted } from '../../derive/number-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { Card } from '../../parts/card.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { TemplateCards } from './template-cards.tsx'
import '../inbox/decision.css'
import './new-screen.css'

/** A procedure pasted as text becomes a WorkChart in which a person does every step. */
export function NewScreen() {
  const [text, setText] = useState('')
  return (
    <Screen title="New WorkChart" parent={<Link to="/workcharts">WorkCharts</Link>}>
      <TemplateCards />
      <EmptyCanvas />
      <div className="new-columns">
        <ProcedureForm text={text} onText={setText} />
        <Steps names={stagesFromText(text).map((stage) => String(stage['name']))} />
      </div>
    </Screen>
  )
}

/** The builder, with nothing in it yet. */
function EmptyCanvas() {
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const { send, isPending, error } = useBeginDraft(({ id }) => {
    void navigate({ to: '/workcharts/$workChartId/edit', params: { workChartId: id } })
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') send({ name: name.trim() })
  }
  return (
    <Card title="Empty canvas">
      <form className="card-body row row-wrap new-empty" onSubmit={submit}>
        <TextInput
          aria-label="What people will call this WorkChart"
          placeholder="What people will call it"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={isPending}>
          Open the canvas
        </Button>
        {error === null ? null : <ProblemNote failure={error.failure} />}
      </form>
    </Card>
  )
}

interface ProcedureFormProps {
  readonly text: string
  readonly onText: (text: string) => void
}

function ProcedureForm({ text, onText }: ProcedureFormProps) {
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const { send, isPending, error } = useCreateWorkChart(({ id }) => {
    void navigate({ to: '/workcharts/$workChartId', params: { workChartId: id } })
  })
  const isReady = title.trim() !== '' && stagesFromText(text).length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) send(toYaml(fromProcedure(title.trim(), text)))
  }
  return (
    <Card title="Paste your procedure">
      <form className="card-body decision-form" onSubmit={submit}>
        <TextInput
          label="Name"
          description="What people will call this WorkChart"
          required
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label="Steps"
          description="One step a line. Numbers and bullets are taken off, headings are left out."
          required
          rows={12}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        {error === null ? null : <ProblemNote failure={error.failure} safe="What you wrote is kept here." />}
        <div>
          <Button type="submit" variant="filled" disabled={!isReady} loading={isPending}>
            Make the WorkChart
          </Button>
        </div>
      </form>
    </Card>
  )
}

function Steps({ names }: { readonly names: readonly string[] }) {
  return (
    <Card title="Steps" aside={<span className="small soft">{counted(names.length, 'step')}</span>}>
      {names.length === 0 ? (
        <p className="card-body soft">The steps appear here as you write them.</p>
      ) : (
        <ol className="new-steps">
          {names.map((name, place) => (
            <li key={place}>{name}</li>
          ))}
        </ol>
      )}
    </Card>
  )
}
