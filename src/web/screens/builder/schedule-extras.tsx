import { TextInput } from '@mantine/core'
import { CATCH_UP_USUAL } from '../../../core/schedule/catch-up.ts'
import { CATCH_UP_MAX, PAUSE_AFTER_MAX } from '../../../core/workflow/limits.ts'
import { spokenDuration } from '../../derive/duration-draft.ts'
import type { WrittenSchedule } from '../../derive/trigger-draft.ts'
import { CATCH_UP_WORDS, OVERLAP_WORDS } from '../../words/triggers.ts'
import type { Complaint } from './commit-field.tsx'
import { CommitField, notBetween } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'
import { DurationField } from './duration-field.tsx'
import type { SetTrigger } from './trigger-props.ts'

export interface ScheduleExtrasProps {
  readonly schedule: WrittenSchedule
  readonly onSet: SetTrigger
}

/** What most schedules leave as it is; the summary says what is set. */
export function ScheduleExtras(props: ScheduleExtrasProps) {
  const set = whatIsSet(props.schedule)
  return (
    <details>
      <summary className="small">
        First and last day, open runs, missed times
        {set.length === 0 ? null : <span className="tiny soft"> · {set.join(', ')}</span>}
      </summary>
      <Days {...props} />
      <Overlap {...props} />
      <CatchUp {...props} />
      <Steadiness {...props} />
    </details>
  )
}

function whatIsSet(schedule: WrittenSchedule): readonly string[] {
  const { startsOn, endsOn, jitter, overlap, catchUp, pauseAfter } = schedule
  return [
    ...(startsOn === '' ? [] : [`from ${startsOn}`]),
    ...(endsOn === '' ? [] : [`until ${endsOn}`]),
    ...(overlap === 'skip' ? [] : [`open run: ${lower(OVERLAP_WORDS, overlap)}`]),
    ...(catchUp === 'none' ? [] : [`missed: ${lower(CATCH_UP_WORDS, catchUp)}`]),
    ...(jitter === '' ? [] : [`spread by up to ${spokenDuration(jitter)}`]),
    ...(pauseAfter === '' ? [] : [`pauses after ${pauseAfter} failures`]),
  ]
}

function lower(words: Readonly<Record<string, string>>, key: string): string {
  return (words[key] ?? key).toLowerCase()
}

function Days({ schedule: { startsOn, endsOn }, onSet }: ScheduleExtrasProps) {
  return (
    <div className="builder-duration">
      <CommitField value={startsOn} onCommit={(day) => onSet({ setting: 'starts_on', value: orNull(day) })}>
        {(field) => <TextInput type="date" label="First day" {...field} />}
      </CommitField>
      <CommitField
        value={endsOn}
        complaint={(day) => (day !== '' && day < startsOn ? 'This is before the first day.' : null)}
        onCommit={(day) => onSet({ setting: 'ends_on', value: orNull(day) })}
      >
        {(field) => <TextInput type="date" label="Last day" {...field} />}
      </CommitField>
    </div>
  )
}

function Overlap({ schedule: { overlap }, onSet }: ScheduleExtrasProps) {
  const choose = (chosen: string) => {
    const value = keyOf(OVERLAP_WORDS, chosen)
    onSet({ setting: 'overlap', value: value === 'skip' ? null : value })
  }
  return (
    <CommitSelect label="If a run is still open" value={overlap} data={optionsOf(OVERLAP_WORDS)} onCommit={choose} />
  )
}

function CatchUp({ schedule, onSet }: ScheduleExtrasProps) {
  const { catchUp, catchUpWindow, catchUpMax } = schedule
  const choose = (chosen: string) => {
    const value = keyOf(CATCH_UP_WORDS, chosen)
    onSet({ setting: 'catch_up', value: value === 'none' ? null : value })
  }
  return (
    <>
      <CommitSelect
        label="Times that pass while this program is off"
        value={catchUp}
        data={optionsOf(CATCH_UP_WORDS)}
        onCommit={choose}
      />
      {catchUp === 'none' ? null : (
        <DurationField
          label="Not older than"
          placeholder="7 days"
          value={catchUpWindow}
          onCommit={(window) => onSet({ setting: 'catch_up_window', value: orNull(window) })}
        />
      )}
      {catchUp === 'all' ? (
        <NumberField
          label="At most so many"
          placeholder={String(CATCH_UP_USUAL)}
          value={catchUpMax}
          max={CATCH_UP_MAX}
          onCommit={(value) => onSet({ setting: 'catch_up_max', value })}
        />
      ) : null}
    </>
  )
}

function Steadiness({ schedule: { jitter, pauseAfter }, onSet }: ScheduleExtrasProps) {
  return (
    <>
      <DurationField
        label="Spread starts by up to"
        placeholder="none"
        value={jitter}
        onCommit={(spread) => onSet({ setting: 'jitter', value: orNull(spread) })}
      />
      <NumberField
        label="Pause after failures in a row"
        placeholder="never"
        value={pauseAfter}
        max={PAUSE_AFTER_MAX}
        onCommit={(value) => onSet({ setting: 'pause_after', value })}
      />
    </>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly max: number
  /** Null: it is taken out. */
  readonly onCommit: (value: number | null) => void
}

function NumberField({ label, placeholder, value, max, onCommit }: NumberFieldProps) {
  return (
    <CommitField
      value={value}
      complaint={unlessEmpty(notBetween(1, max))}
      onCommit={(typed) => onCommit(typed.trim() === '' ? null : Number(typed))}
    >
      {(field) => <TextInput label={label} placeholder={placeholder} inputMode="numeric" {...field} />}
    </CommitField>
  )
}

function unlessEmpty(complaint: Complaint): Complaint {
  return (typed) => (typed.trim() === '' ? null : complaint(typed))
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** The lists offer these keys alone. */
function keyOf<Key extends string>(words: Readonly<Record<Key, string>>, chosen: string): Key | null {
  const isKey = (key: string): key is Key => Object.hasOwn(words, key)
  return isKey(chosen) ? chosen : null
}
