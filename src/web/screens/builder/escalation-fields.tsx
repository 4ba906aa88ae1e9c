import { Button, Textarea } from '@mantine/core'
import type { Json } from '../../../core/basics/json.ts'
import type { EscalationSetting } from '../../../core/edit/workflow-edit.ts'
import { TASK_PRIORITIES } from '../../../core/workflow/workflow.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { spokenDuration } from '../../derive/duration-draft.ts'
import type { BreachStep, WayToPeople as Way } from '../../derive/escalation-path.ts'
import {
  breachSteps,
  escalationPath,
  exampleBegin,
  nextBreachStep,
  reminderProblem,
  wayToPeople,
} from '../../derive/escalation-path.ts'
import { hoursDraft, writtenHours } from '../../derive/hours-draft.ts'
import { PRIORITIES } from '../../words/priorities.ts'
import { AnswerButtons } from './answer-buttons.tsx'
import { CommitField } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'
import { DurationField } from './duration-field.tsx'
import { HoursFields } from './hours-fields.tsx'
import { PeopleField } from './people-field.tsx'
import { PeopleForm } from './people-form.tsx'
import type { Builder } from './use-builder.ts'
import { WayToPeople } from './way-to-people.tsx'

export interface EscalationFieldsProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
}

type SetSetting = (setting: EscalationSetting, value: Json) => void

/** Who is asked when a person is needed, and how long they have. Time never approves anything. */
export function EscalationFields({ builder, cards, stage }: EscalationFieldsProps) {
  const { document } = builder.view
  const way = wayToPeople(stage, document)
  const isPerson = stage.primary.startsWith('human:')
  const set: SetSetting = (setting, value) =>
    builder.edit({ type: 'set-escalation', stage: stage.id, setting, value: isNothing(value) ? null : value })
  return (
    <section>
      <div className="row">
        <h3 className="grow">{isPerson ? 'How the person is asked' : 'If a person is asked'}</h3>
        <span className="tiny soft">example: asked {exampleBegin(way)}</span>
      </div>
      <WayToPeople steps={escalationPath(way)} />
      {isPerson ? null : (
        <PeopleField
          label="Who is asked"
          people={stage.askedPeople}
          nobody="Anyone who looks into the Inbox."
          cards={cards}
          onChange={(people) => set('to', people)}
        />
      )}
      <TimeFields stage={stage} way={way} onSet={set} />
      <BreachFields stage={stage} cards={cards} onSet={set} />
      <CommitSelect
        label="Who decides"
        value={stage.escalation['four_eyes'] === true ? 'another' : 'asked'}
        data={WHO_DECIDES}
        onCommit={(who) => set('four_eyes', who === 'another' ? true : null)}
      />
      <CommitSelect
        label="Priority"
        value={priorityIn(stage)}
        data={PRIORITY_CHOICES}
        onCommit={(priority) => set('priority', priority === 'normal' ? null : priority)}
      />
      <CommitField value={textIn(stage, 'instructions')} onCommit={(text) => set('instructions', text)}>
        {(field) => <Textarea label="What they are told" autosize minRows={1} maxRows={6} {...field} />}
      </CommitField>
      {isPerson ? null : <PeopleForm stage={stage} cards={cards} onSet={(form) => set('form', form)} />}
      <AnswerButtons cards={cards} stage={stage} document={document} />
    </section>
  )
}

function isNothing(value: Json): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0)
}

const WHO_DECIDES = [
  { value: 'asked', label: 'Whoever is asked' },
  { value: 'another', label: 'Nobody who started the run or decided before' },
]

const PRIORITY_CHOICES = TASK_PRIORITIES.map((value) => ({ value, label: PRIORITIES[value].word }))

function priorityIn({ escalation: { priority } }: BuilderStage): string {
  return typeof priority === 'string' ? priority : 'normal'
}

function textIn({ escalation }: BuilderStage, setting: 'remind' | 'instructions'): string {
  const written = escalation[setting]
  return typeof written === 'string' ? written : ''
}

interface TimeFieldsProps {
  readonly stage: BuilderStage
  readonly way: Way
  readonly onSet: SetSetting
}

/** How long people have, when they are reminded of it, and which hours count. */
function TimeFields({ stage, way, onSet }: TimeFieldsProps) {
  return (
    <>
      <DurationField
        label="Deadline"
        value={stage.sla}
        placeholder={spokenDuration(way.sla)}
        onCommit={(sla) => onSet('sla', sla)}
      />
      <DurationField
        label="Remind before the deadline"
        value={textIn(stage, 'remind')}
        placeholder={way.remind === '' ? 'never' : spokenDuration(way.remind)}
        complaint={(remind) => reminderProblem(remind, way)}
        onCommit={(remind) => onSet('remind', remind)}
      />
      <HoursFields
        hours={hoursDraft(stage.escalation['calendar'])}
        common={way.hours}
        onSet={(hours) => onSet('calendar', hours === null ? null : writtenHours(hours))}
      />
    </>
  )
}

interface BreachFieldsProps {
  readonly stage: BuilderStage
  readonly cards: readonly Card[]
  readonly onSet: SetSetting
}

/** Who is added while nobody has answered. A step without people is not a step, so it goes. */
function BreachFields({ stage, cards, onSet }: BreachFieldsProps) {
  const steps = breachSteps(stage.escalation)
  const write = (next: readonly BreachStep[]): void =>
    onSet(
      'on_breach',
      next.map(({ after, to }) => ({ after, to })),
    )
  const change = (at: number, changed: Partial<BreachStep>): void =>
    write(steps.map((step, index) => (index === at ? { ...step, ...changed } : step)).filter(({ to }) => to.length > 0))
  return (
    <>
      {steps.map((step, at) => (
        <fieldset key={`step ${at}`} className="builder-breach">
          <legend className="small">{at === 0 ? 'When it is overdue' : 'Still open'}</legend>
          <DurationField
            label="Later by"
            value={step.after}
            onCommit={(after) => change(at, { after: after === '' ? '0m' : after })}
          />
          <PeopleField
            label="Also asks"
            people={step.to}
            nobody="Nobody"
            cards={cards}
            onChange={(to) => change(at, { to })}
          />
        </fieldset>
      ))}
      <Button onClick={() => write([...steps, nextBreachStep(steps)])}>
        {steps.length === 0 ? 'Also ask somebody when it is overdue' : 'Also ask somebody still later'}
      </Button>
    </>
  )
}
