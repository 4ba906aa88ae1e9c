import { timestamp } from '../../../core/basics/timestamp.ts'
import { parseCron } from '../../../core/schedule/cron.ts'
import { isTimezone } from '../../../core/schedule/timezone.ts'
import { instantsAfter } from '../../../core/schedule/timing.ts'
import { useNow } from '../../data/use-now.ts'
import { cronWords } from '../../derive/schedule-view.ts'
import type { WrittenSchedule } from '../../derive/trigger-draft.ts'
import { BothClocks } from '../../parts/both-clocks.tsx'

/** Instants that are shown before a schedule is published. */
const SHOWN = 10
const MINUTE_MS = 60_000

/** The schedule in words, and when it would start the next runs, on its own clock and the reader's. */
export function ScheduleForecast({ schedule }: { readonly schedule: WrittenSchedule }) {
  const now = useNow(MINUTE_MS)
  const complaint = whyNone(schedule)
  if (complaint !== null)
    return (
      <p className="small bad" role="alert">
        {complaint}
      </p>
    )
  const { cron, timezone } = schedule
  const next = instantsAfter(timingOf(schedule), { after: timestamp(now), count: SHOWN })
  return (
    <div className="small" aria-live="polite">
      <p>{cronWords(cron)}.</p>
      <p className="tiny soft">{next.length === 0 ? NONE : introduction(schedule)}</p>
      <ul className="tiny soft num">
        {next.map((instant) => (
          <li key={instant}>
            <BothClocks at={new Date(instant).toISOString()} timezone={timezone} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const NONE = 'It starts nothing any more: its last day is over.'

function introduction({ isEnabled }: WrittenSchedule): string {
  return isEnabled ? 'Next, once it is published:' : 'Switched off. It would start:'
}

/** Why it can not be worked out; null: it can. */
function whyNone({ cron, timezone }: WrittenSchedule): string | null {
  const parsed = parseCron(cron)
  if (!parsed.ok) return `${parsed.error.message} ${parsed.error.help}`
  return isTimezone(timezone) ? null : `There is no time zone "${timezone}". Choose one of the list.`
}

function timingOf({ cron, timezone, startsOn, endsOn }: WrittenSchedule) {
  return { cron, timezone, ...(startsOn === '' ? {} : { startsOn }), ...(endsOn === '' ? {} : { endsOn }) }
}
