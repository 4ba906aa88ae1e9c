import type { JsonObject } from '../../../core/basics/json.ts'
import type { WrittenSchedule } from '../../derive/trigger-draft.ts'
import { RhythmFields } from './rhythm-fields.tsx'
import { RunValues } from './run-values.tsx'
import { ScheduleExtras } from './schedule-extras.tsx'
import { ScheduleForecast } from './schedule-forecast.tsx'
import type { SetTrigger } from './trigger-props.ts'
import { ZoneField } from './zone-field.tsx'

export interface ScheduleFieldsProps {
  readonly schedule: WrittenSchedule
  /** Of what a run is given. */
  readonly schema: JsonObject
  readonly onSet: SetTrigger
}

/** When it starts runs, what they are given, and what becomes of times that can not be kept. */
export function ScheduleFields({ schedule, schema, onSet }: ScheduleFieldsProps) {
  const { cron, timezone, inputs } = schedule
  return (
    <>
      <RhythmFields cron={cron} onCommit={(value) => onSet({ setting: 'cron', value })} />
      <ZoneField zone={timezone} onCommit={(value) => onSet({ setting: 'timezone', value })} />
      <ScheduleForecast schedule={schedule} />
      <ScheduleExtras schedule={schedule} onSet={onSet} />
      <RunValues
        schema={schema}
        values={inputs}
        onCommit={(values) => onSet({ setting: 'inputs', value: Object.keys(values).length === 0 ? null : values })}
      />
    </>
  )
}
