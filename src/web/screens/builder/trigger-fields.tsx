import { Button, Checkbox } from '@mantine/core'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { WrittenSchedule } from '../../derive/schedule-draft.ts'
import { runInputSchema, schedulesIn, USUAL_CRON } from '../../derive/schedule-draft.ts'
import { RhythmFields } from './rhythm-fields.tsx'
import { RunValues } from './run-values.tsx'
import { ScheduleForecast } from './schedule-forecast.tsx'
import type { Builder } from './use-builder.ts'
import { ZoneField } from './zone-field.tsx'

/** How the WorkChart starts: by hand whenever somebody wants to, and by any number of schedules. */
export function TriggerFields({ builder }: { readonly builder: Builder }) {
  const schedules = schedulesIn(builder.view.document)
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <section>
      <h3>How it starts</h3>
      <p className="small soft">On demand: anyone can start a run by hand, with a form of what it needs.</p>
      {schedules.map((schedule, at) => (
        <ScheduleFields key={schedule.id} builder={builder} schedule={schedule} number={at + 1} />
      ))}
      <Button onClick={() => builder.edit({ type: 'add-schedule', cron: USUAL_CRON, timezone: timeZone })}>
        Add a schedule
      </Button>
      {schedules.length === 0 ? null : (
        <p className="tiny soft">
          While a run of the same schedule is still going on, and for times that pass while this program is off, no run
          is started; each is noted. Schedules start the published version.
        </p>
      )}
    </section>
  )
}

interface ScheduleFieldsProps {
  readonly builder: Builder
  readonly schedule: WrittenSchedule
  readonly number: number
}

type ScheduleSetting = Extract<WorkflowEdit, { readonly type: 'set-schedule' }>['setting']

function ScheduleFields({ builder, schedule, number }: ScheduleFieldsProps) {
  const { id, cron, timezone, isEnabled, inputs } = schedule
  const set = (setting: ScheduleSetting, value: Extract<WorkflowEdit, { readonly type: 'set-schedule' }>['value']) =>
    builder.edit({ type: 'set-schedule', schedule: id, setting, value })
  return (
    <fieldset className="builder-schedule" aria-label={`Schedule ${number}`}>
      <RhythmFields cron={cron} onCommit={(next) => set('cron', next)} />
      <ZoneField zone={timezone} onCommit={(zone) => set('timezone', zone)} />
      <ScheduleForecast cron={cron} timezone={timezone} isEnabled={isEnabled} />
      <RunValues
        schema={runInputSchema(builder.view.document)}
        values={inputs}
        onCommit={(values) => set('inputs', Object.keys(values).length === 0 ? null : values)}
      />
      <div className="row">
        <Checkbox
          className="grow"
          label="Switched on"
          checked={isEnabled}
          onChange={() => set('enabled', isEnabled ? false : null)}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Take out schedule ${number}`}
          onClick={() => builder.edit({ type: 'remove-schedule', schedule: id })}
        >
          Take out
        </Button>
      </div>
    </fieldset>
  )
}
