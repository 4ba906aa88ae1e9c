import { Button, Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { TOLD_TYPES } from '../../../core/run/told-by-runs.ts'
import { USUAL_CRON } from '../../derive/schedule-draft.ts'
import type { WrittenTrigger } from '../../derive/trigger-draft.ts'
import { runInputSchema, triggersIn } from '../../derive/trigger-draft.ts'
import { EventFields } from './event-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import type { SetTrigger } from './trigger-props.ts'
import type { Builder } from './use-builder.ts'

/** How the WorkChart starts: by hand whenever somebody wants to, and by any number of schedules and events. */
export function TriggerFields({ builder }: { readonly builder: Builder }) {
  const triggers = triggersIn(builder.view.document)
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const addSchedule = () =>
    builder.edit({ type: 'add-trigger', trigger: { type: 'schedule', cron: USUAL_CRON, timezone: timeZone } })
  const addEvent = () => builder.edit({ type: 'add-trigger', trigger: { type: 'event', event: USUAL_EVENT } })
  return (
    <section>
      <h3>How it starts</h3>
      <p className="small soft">On demand: anyone can start a run by hand, with a form of what it needs.</p>
      {triggers.map((trigger, at) => (
        <TriggerFieldset
          key={trigger.id}
          builder={builder}
          trigger={trigger}
          name={nameOf(triggers.slice(0, at + 1), trigger.type)}
        />
      ))}
      <div className="row row-wrap">
        <Button onClick={addSchedule}>Add a schedule</Button>
        <Button onClick={addEvent}>Add an event</Button>
      </div>
      {triggers.length === 0 ? null : (
        <p className="tiny soft">Schedules and events start the published version. Each start is noted.</p>
      )}
    </section>
  )
}

/** What a new event trigger waits for until somebody chooses. */
const [, USUAL_EVENT] = TOLD_TYPES

/** `Schedule 2`: the last of these, counted among its kind. */
function nameOf(upToIt: readonly WrittenTrigger[], type: WrittenTrigger['type']): string {
  const count = upToIt.filter((each) => each.type === type).length
  return type === 'schedule' ? `Schedule ${count}` : `Event ${count}`
}

interface TriggerFieldsetProps {
  readonly builder: Builder
  readonly trigger: WrittenTrigger
  readonly name: string
}

function TriggerFieldset({ builder, trigger, name }: TriggerFieldsetProps) {
  const { id } = trigger
  const set: SetTrigger = (change) => builder.edit({ type: 'set-trigger', trigger: id, ...change })
  const remove = () => builder.edit({ type: 'remove-trigger', trigger: id })
  const schema = runInputSchema(builder.view.document)
  return (
    <Frame trigger={trigger} name={name} onSet={set} onRemove={remove}>
      {trigger.type === 'schedule' ? (
        <ScheduleFields schedule={trigger} schema={schema} onSet={set} />
      ) : (
        <EventFields event={trigger} schema={schema} onSet={set} />
      )}
    </Frame>
  )
}

interface FrameProps {
  readonly trigger: WrittenTrigger
  readonly name: string
  readonly onSet: SetTrigger
  readonly onRemove: () => void
  readonly children: ReactNode
}

function Frame({ trigger: { isEnabled }, name, onSet, onRemove, children }: FrameProps) {
  return (
    <fieldset className="builder-schedule" aria-label={name}>
      {children}
      <div className="row">
        <Checkbox
          className="grow"
          label="Switched on"
          checked={isEnabled}
          onChange={() => onSet({ setting: 'enabled', value: isEnabled ? false : null })}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Take out ${name.charAt(0).toLowerCase()}${name.slice(1)}`}
          onClick={onRemove}
        >
          Take out
        </Button>
      </div>
    </fieldset>
  )
}
