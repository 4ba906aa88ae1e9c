import { Cron as CronerJob } from 'croner'
import { quoted } from '../basics/quoted.ts'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { Timestamp } from '../basics/timestamp.ts'
import { timestamp } from '../basics/timestamp.ts'
import { firstShowing, shownAt, shownTime } from './wall-clock.ts'

/** Five fields that `parseCron` accepted: minute, hour, day of the month, month, day of the week. */
export interface Cron {
  readonly expression: string
}

export interface CronError {
  readonly code: 'cron-invalid'
  readonly message: string
  readonly help: string
}

/** More instants than anybody looks at; each is found by search. */
export const INSTANTS_MAX = 1_000

const FIELDS = 5
/** What five fields are made of. `?` is not: the library reads it as "now". */
const SPELLING = /^[\dA-Za-z*,/#-]+(?: [\dA-Za-z*,/#-]+)*$/

/** Patterns that are kept read: every instant of a schedule is looked for with the same one. */
const KEPT_MAX = 1_000
const KEPT = new Map<string, Result<Cron, CronError>>()

/**
 * Reads a cron expression of five fields: numbers, names (`MON`, `JAN`), lists, ranges, steps, `L`, `W` and `#`. When
 * both the day of the month and the day of the week are limited, either is enough, as in every cron.
 */
export function parseCron(text: string): Result<Cron, CronError> {
  const known = KEPT.get(text)
  if (known !== undefined) return known
  const read = readCron(text)
  if (KEPT.size >= KEPT_MAX) KEPT.clear()
  if (read.ok) KEPT.set(text, read)
  return read
}

function readCron(text: string): Result<Cron, CronError> {
  const expression = text.trim().replaceAll(/\s+/g, ' ')
  const count = expression.split(' ').length
  if (expression.startsWith('@') || count !== FIELDS) return refuseCount(text, count)
  if (!SPELLING.test(expression)) return refuse(text, 'can not be read', 'Use digits, names, `*`, `,`, `-` and `/`.')
  const reason = complaintAbout(expression)
  if (reason !== undefined) return refuse(text, reason, EXAMPLE)
  const cron = { expression }
  if (nextInstants(cron, { timezone: 'UTC', after: timestamp(0), count: 1 }).length > 0) return ok(cron)
  return refuse(text, 'never fires', 'Choose a day that its month has.')
}

export interface InstantsWanted {
  /** IANA name. */
  readonly timezone: string
  /** Exclusive. */
  readonly after: Timestamp
  /** At most INSTANTS_MAX. */
  readonly count: number
}

/**
 * The next instants, in order. Where clocks go forward, a time that is left out comes once at the next time there is;
 * where they go back, a time that is there twice comes once, the first time. Intervals (a `*` or a step in minute or
 * hour) come whenever the clock shows one of their times instead. Throws for a zone that `isTimezone` refuses.
 */
export function nextInstants(cron: Cron, wanted: InstantsWanted): readonly Timestamp[] {
  const bounded = { ...wanted, count: Math.min(wanted.count, INSTANTS_MAX) }
  return INTERVAL.test(cron.expression) ? instantsOfInterval(cron, bounded) : instantsOfTimes(cron, bounded)
}

/** In one of the first two fields. */
const INTERVAL = /^\S*(?: \S*)?[*/]/

/** The library finds both passes of a repeated hour. */
function instantsOfInterval(cron: Cron, { timezone, after, count }: InstantsWanted): readonly Timestamp[] {
  const job = new CronerJob(cron.expression, { ...OPTIONS, timezone })
  // biome-ignore lint/style/noRestrictedGlobals: the library takes instants as Date; this one is an argument.
  return job.nextRuns(count, new Date(after)).map((instant) => timestamp(instant.getTime()))
}

/** The library loses a time that is left out where the next time there is belongs to the next day: it is told no zone. */
function instantsOfTimes(cron: Cron, { timezone, after, count }: InstantsWanted): readonly Timestamp[] {
  const calendar = new CronerJob(cron.expression, { ...OPTIONS, utcOffset: 0 })
  const instants: Timestamp[] = []
  // biome-ignore lint/style/noRestrictedGlobals: the library takes times as Date; this one is an argument.
  let shown = calendar.nextRun(new Date(shownAt(after, timezone)))
  while (shown !== null && instants.length < count) {
    const instant = firstShowing(shownTime(shown.getTime()), timezone)
    if (instant > (instants.at(-1) ?? after)) instants.push(instant)
    shown = calendar.nextRun(shown)
  }
  return instants
}

const OPTIONS = { mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true } as const
const EXAMPLE = "Write for example `0 9 * * MON-FRI` for nine o'clock on weekdays."

/** What the library says, without its own name in front; undefined where it has no objection. */
function complaintAbout(expression: string): string | undefined {
  try {
    new CronerJob(expression, OPTIONS)
    return undefined
  } catch (error) {
    const said = String(error).replace(/^\w+: (?:CronPattern: )?/, '')
    return `can not be read (${said.replace(/\.$/, '')})`
  }
}

function refuseCount(text: string, count: number): Result<never, CronError> {
  if (text.trim().startsWith('@')) return refuse(text, 'is a nickname, not a time', EXAMPLE)
  const help = count > FIELDS ? 'Leave out seconds and years: minute, hour, day, month, weekday.' : EXAMPLE
  return refuse(text, `has ${count} fields instead of ${FIELDS}`, help)
}

function refuse(text: string, complaint: string, help: string): Result<never, CronError> {
  return err({ code: 'cron-invalid', message: `The cron expression ${quoted(text)} ${complaint}.`, help })
}
