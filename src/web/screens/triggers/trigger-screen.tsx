import { Link, useParams } from '@tanstack/react-router'
import type { Trigger } from '../../../api/contract/triggers.ts'
import { useTrigger } from '../../data/triggers.ts'
import { settingFields, startsWords } from '../../derive/trigger-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { BothClocks } from '../../parts/both-clocks.tsx'
import { Card } from '../../parts/card.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { TRIGGER_STATES } from '../../words/triggers.ts'
import { FillIn } from './fill-in.tsx'
import { PastTime } from './past-time.tsx'
import { TriggerActions } from './trigger-actions.tsx'
import { TriggerLog } from './trigger-log.tsx'
import './triggers.css'

/** One trigger: when it starts next, what it is set to, what it did, and what a person can do with it. */
export function TriggerScreen() {
  const { triggerId } = useParams({ from: '/triggers/$triggerId' })
  const query = useTrigger(triggerId)
  const trigger = query.data
  return (
    <Screen
      title={trigger === undefined ? 'Trigger' : startsWords(trigger.starts)}
      parent={<Link to="/triggers">Triggers</Link>}
      aside={trigger === undefined ? null : <StateTag state={trigger.state} />}
    >
      <Loaded query={query} what="the trigger">
        {(loaded) => <Body trigger={loaded} />}
      </Loaded>
    </Screen>
  )
}

function StateTag({ state }: Pick<Trigger, 'state'>) {
  const { icon, tone, word } = TRIGGER_STATES[state]
  return (
    <Tag icon={icon} tone={tone}>
      {word}
    </Tag>
  )
}

function Body({ trigger }: { readonly trigger: Trigger }) {
  const { id, incident, pause, starts } = trigger
  return (
    <div className="triggers">
      {incident === null ? null : (
        <Note icon="warn" tone="bad">
          {incident}
        </Note>
      )}
      {pause === null ? null : <Paused pause={pause} />}
      <TriggerActions trigger={trigger} />
      <div className="triggers-pair">
        <Next trigger={trigger} />
        <Settings trigger={trigger} />
      </div>
      <TriggerLog id={id} starts={starts} />
      {starts.type === 'schedule' ? (
        <div className="triggers-pair">
          <PastTime id={id} timezone={starts.timezone} />
          <FillIn id={id} timezone={starts.timezone} />
        </div>
      ) : null}
    </div>
  )
}

function Paused({ pause: { by, at, because } }: { readonly pause: NonNullable<Trigger['pause']> }) {
  return (
    <Note icon="paused" tone={by === null ? 'bad' : 'warm'}>
      <p>
        <b>{by === null ? 'It paused itself' : `Paused by ${by.name}`}</b>, <Moment at={at} />. {because} Times that
        come meanwhile are neither noted nor caught up.
      </p>
    </Note>
  )
}

function Next({ trigger: { starts, state, next } }: { readonly trigger: Trigger }) {
  if (starts.type === 'event')
    return (
      <Card title="Next start">
        <p className="card-body soft">
          {state === 'on' ? 'Whenever such an event comes.' : 'None while it is not on.'}
        </p>
      </Card>
    )
  return (
    <Card title="Next starts" aside={<span className="small faint">{starts.timezone}</span>}>
      {next.length === 0 ? (
        <p className="card-body soft">None{state === 'ended' ? ': its last day is over.' : ' while it is not on.'}</p>
      ) : (
        <ol className="card-rows small">
          {next.map((instant) => (
            <li key={instant}>
              <BothClocks at={instant} timezone={starts.timezone} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function Settings({ trigger: { workflow, starts, inputs } }: { readonly trigger: Trigger }) {
  const values = Object.entries(inputs).map(([name, value]) => ({ name: `input ${name}`, label: name, value }))
  return (
    <Card
      title="Settings"
      actions={
        <Link to="/workcharts/$workChartId/edit" params={{ workChartId: workflow.id }} className="small">
          Change in the builder
        </Link>
      }
    >
      <div className="card-body">
        <FieldList fields={[...settingFields(starts), ...values]} />
        <p className="small soft">
          Starts{' '}
          <Link to="/workcharts/$workChartId" params={{ workChartId: workflow.id }}>
            {workflow.name}
          </Link>
        </p>
      </div>
    </Card>
  )
}
