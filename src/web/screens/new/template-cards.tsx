import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Template } from '../../../api/contract/templates.ts'
import { useBeginDraft } from '../../data/drafts.ts'
import { useTemplates } from '../../data/templates.ts'
import { counted } from '../../derive/number-words.ts'
import { nameList } from '../../derive/template-words.ts'
import { Card } from '../../parts/card.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { TemplateDrawing } from './template-drawing.tsx'
import '../../parts/legend.css'
import './template-cards.css'

/** WorkCharts that somebody has thought through already; one click opens one as a draft of one's own. */
export function TemplateCards() {
  const templates = useTemplates()
  return (
    <Card title="Start from a template" aside={<Legend />}>
      <Loaded query={templates} what="the templates">
        {(list) => (
          <ul className="template-cards">
            {list.templates.map((template) => (
              <li key={template.id}>
                <TemplateCard template={template} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

function Legend() {
  return (
    <span className="row row-wrap">
      <span className="legend legend-machine">asks a person when it is not sure</span>
      <span className="legend legend-person">a person does it</span>
      <span className="legend legend-exact">runs by itself</span>
    </span>
  )
}

function TemplateCard({ template }: { readonly template: Template }) {
  const { id, name, description, people, needs, stages, samples } = template
  return (
    <article className="template-card" aria-labelledby={`template-${id}`}>
      <header className="row row-wrap">
        <h3 id={`template-${id}`} className="template-name">
          {name}
        </h3>
        <AiTag agentStages={template.agentStages} />
      </header>
      <p className="soft">{description}</p>
      <TemplateDrawing stages={stages} />
      <p className="small soft">
        {counted(stages.length, 'stage')} · {counted(samples, 'sample row')} · asks {nameList(template.asks)}
      </p>
      <details className="small soft">
        <summary>What people do, and what it needs</summary>
        <p>People: {people}</p>
        <p>Needs: {needs}</p>
      </details>
      <Kept names={template.kept} />
      <BeginButton template={template} />
    </article>
  )
}

function AiTag({ agentStages }: { readonly agentStages: number }) {
  if (agentStages === 0) return <Tag>Works without AI</Tag>
  return (
    <Tag icon="ai" tone="cool">
      Better with AI
    </Tag>
  )
}

function Kept({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <Note icon="doc">
      You have changed {nameList(names)}, which this template uses. Yours stays as it is, and is what the new WorkChart
      uses.
    </Note>
  )
}

function BeginButton({ template: { id, name } }: { readonly template: Template }) {
  const navigate = useNavigate()
  const { send, isPending, error } = useBeginDraft((draft) => {
    void navigate({ to: '/workcharts/$workChartId/edit', params: { workChartId: draft.id } })
  })
  return (
    <>
      <Button loading={isPending} onClick={() => send({ name, template: id })}>
        Use this template<span className="hidden-visually"> {name}</span>
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}
