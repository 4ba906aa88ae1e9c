import { useForecast } from '../../data/choices.ts'
import { fullTime } from '../../derive/clock-words.ts'

export interface ScheduleForecastProps {
  readonly cron: string
  readonly timezone: string
  readonly isEnabled: boolean
}

/** The schedule in words, and when it would start the next three runs, by its own clock. */
export function ScheduleForecast({ cron, timezone, isEnabled }: ScheduleForecastProps) {
  const { data, error } = useForecast({ cron, timezone })
  if (error !== null)
    return (
      <p className="small bad" role="alert">
        {error.message}
      </p>
    )
  if (data === undefined) return null
  return (
    <div className="small" aria-live="polite">
      <p>{data.words}.</p>
      <p className="tiny soft">{isEnabled ? 'Next, once it is published:' : 'Switched off. It would start:'}</p>
      <ul className="tiny soft num">
        {data.next.map((instant) => (
          <li key={instant}>{shortTime(instant, timezone)}</li>
        ))}
      </ul>
    </div>
  )
}

/** `Mon 23 Nov 2026, 09:00 GMT`: a schedule has no seconds. */
function shortTime(instant: string, timeZone: string): string {
  return fullTime(Date.parse(instant), { timeZone }).replace(/(\d{2}:\d{2}):\d{2}/, '$1')
}
