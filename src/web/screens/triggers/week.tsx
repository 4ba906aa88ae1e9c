import { Link } from '@tanstack/react-router'
import type { Calendar, CalendarDay } from '../../../api/contract/calendar.ts'
import { useCalendar } from '../../data/triggers.ts'
import { clockTime, longDate } from '../../derive/clock-words.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Card } from '../../parts/card.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { OUTCOMES } from '../../words/triggers.ts'

/** What schedules did today and will start in the next seven days, by the reader's clock. */
export function Week() {
  const query = useCalendar(READER_ZONE.timeZone)
  return (
    <Card title="The coming week" aside={<span className="small faint">your time, {READER_ZONE.timeZone}</span>}>
      <Loaded query={query} what="the coming week">
        {({ days, omitted }) => <Days days={days} omitted={omitted} />}
      </Loaded>
    </Card>
  )
}

function Days({ days, omitted }: Pick<Calendar, 'days' | 'omitted'>) {
  return (
    <>
      <ol className="week">
        {days.map((day, at) => (
          <li key={day.date}>
            <h3>{at === 0 ? 'Today' : dayWords(day.date)}</h3>
            <Day day={day} />
          </li>
        ))}
      </ol>
      {omitted === 0 ? null : (
        <p className="week-omitted small soft">
          {counted(omitted, 'more schedule')} not shown here: those that start soonest come first.
        </p>
      )}
    </>
  )
}

/** `Friday 20 November`: noon in UTC is that day in its date, whatever the reader's zone. */
function dayWords(date: string): string {
  return longDate(Date.parse(`${date}T12:00:00Z`), { timeZone: 'UTC' }).replace(/ \d{4}$/, '')
}

function Day({ day: { been, toCome } }: { readonly day: CalendarDay }) {
  if (been.length + toCome.length === 0) return <p className="small faint">Nothing</p>
  return (
    <ul>
      {been.map((each) => (
        <Been key={each.trigger} entry={each} />
      ))}
      {toCome.map((each) => (
        <ToCome key={each.trigger} entry={each} />
      ))}
    </ul>
  )
}

const COUNTS = [
  { key: 'started', look: OUTCOMES.run, words: 'started' },
  { key: 'leftOut', look: OUTCOMES.skipped, words: 'left out' },
  { key: 'waiting', look: OUTCOMES.waiting, words: 'waiting' },
] as const

/** What has been: each kind with its icon and word. */
function Been({ entry }: { readonly entry: CalendarDay['been'][number] }) {
  return (
    <li className="week-been">
      <Name entry={entry} />
      {COUNTS.filter(({ key }) => entry[key] > 0).map(({ key, look, words }) => (
        <span key={key} className={`row row-tight tiny ${look.tone}`}>
          <Icon name={look.icon} size="small" />
          {entry[key]} {words}
        </span>
      ))}
    </li>
  )
}

function ToCome({ entry }: { readonly entry: CalendarDay['toCome'][number] }) {
  return (
    <li>
      <Name entry={entry} />
      <span className="tiny soft num">{startWords(entry)}</span>
    </li>
  )
}

function startWords({ words, starts }: CalendarDay['toCome'][number]): string {
  return starts.type === 'often'
    ? `${words}, ${starts.timesADay} times a day`
    : starts.instants.map((instant) => clockTime(Date.parse(instant), READER_ZONE)).join(', ')
}

type Named = Pick<CalendarDay['been'][number], 'trigger' | 'workflow'>

function Name({ entry: { trigger, workflow } }: { readonly entry: Named }) {
  return (
    <Link to="/triggers/$triggerId" params={{ triggerId: trigger }} className="name-link small">
      {workflow.name}
    </Link>
  )
}
