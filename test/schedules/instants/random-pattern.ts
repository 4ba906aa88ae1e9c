import type { Chance } from '../../simulation/chance.ts'

/** Makes one field. */
type Field = (chance: Chance) => string

/** Which ways of writing a field there are, how often each is drawn, and what it is called in the report. */
interface Way {
  readonly name: string
  readonly share: number
  readonly write: Field
}

/** A pattern by chance, and the ways in which its fields are written. */
export interface RandomPattern {
  readonly text: string
  readonly ways: readonly string[]
}

/** Clocks change at the beginning or the end of a day: that is where most times are. */
const HOURS = [0, 1, 2, 3, 4, 22, 23, 9]
const MINUTES = [0, 1, 14, 15, 29, 30, 45, 59]
/** Clocks change on a Sunday, or in the night before it, or on Friday. */
const WEEKDAYS = ['SUN', 'SAT', 'FRI', '0', '7', 'MON', '4']
const MONTHS = ['2', '3', 'MAR', 'APR', '9', 'SEP', '10', 'OCT', 'NOV', '12']

const MINUTE: readonly Way[] = [
  { name: 'minute', share: 10, write: minute },
  { name: 'list of minutes', share: 4, write: (chance) => listOf(chance, minute) },
  { name: 'range of minutes', share: 1, write: (chance) => rangeOf(chance, 55, 3) },
  { name: 'every so many minutes', share: 2, write: (chance) => `*/${chance.pick([10, 15, 20, 30, 45])}` },
  { name: 'minutes with a step', share: 1, write: (chance) => `${chance.from(0, 9)}-59/${chance.pick([15, 20, 30])}` },
]

const HOUR: readonly Way[] = [
  { name: 'hour', share: 10, write: hour },
  { name: 'list of hours', share: 4, write: (chance) => listOf(chance, hour) },
  { name: 'range of hours', share: 3, write: (chance) => chance.pick(['0-3', '1-2', '2-4', '22-23', '0-23', '9-17']) },
  { name: 'every so many hours', share: 2, write: (chance) => `*/${chance.pick([2, 3, 4, 6, 12])}` },
  { name: 'hours with a step', share: 1, write: (chance) => `${chance.from(0, 2)}-23/${chance.pick([2, 3, 5])}` },
  { name: 'every hour', share: 1, write: () => '*' },
]

const DAY: readonly Way[] = [
  { name: 'any day', share: 14, write: () => '*' },
  { name: 'day', share: 3, write: day },
  { name: 'list of days', share: 2, write: (chance) => listOf(chance, day) },
  { name: 'range of days', share: 2, write: (chance) => rangeOf(chance, 24, 7) },
  { name: 'every so many days', share: 1, write: (chance) => `*/${chance.pick([2, 3, 7, 10])}` },
  { name: 'last day', share: 2, write: (chance) => chance.pick(['L', '1,L', 'L,15']) },
  { name: 'nearest weekday', share: 2, write: (chance) => chance.pick(['1W', '15W', '31W', 'LW', '28W,5W', '30W']) },
]

const MONTH: readonly Way[] = [
  { name: 'any month', share: 14, write: () => '*' },
  { name: 'month', share: 4, write: (chance) => chance.pick(MONTHS) },
  { name: 'list of months', share: 2, write: (chance) => listOf(chance, ({ pick }) => pick(MONTHS)) },
  { name: 'range of months', share: 1, write: (chance) => chance.pick(['MAR-APR', '9-11', 'JAN-JUN', '2-3']) },
  { name: 'every so many months', share: 1, write: (chance) => `*/${chance.pick([2, 3])}` },
]

const WEEKDAY: readonly Way[] = [
  { name: 'any weekday', share: 14, write: () => '*' },
  { name: 'weekday', share: 4, write: ({ pick }) => pick(WEEKDAYS) },
  { name: 'list of weekdays', share: 2, write: (chance) => listOf(chance, ({ pick }) => pick(WEEKDAYS)) },
  {
    name: 'range of weekdays',
    share: 2,
    write: (chance) => chance.pick(['MON-FRI', 'FRI-SUN', '5-7', 'SAT-SUN', '0-2']),
  },
  { name: 'every so many weekdays', share: 1, write: (chance) => `*/${chance.pick([2, 3])}` },
  {
    name: 'so-manieth weekday',
    share: 2,
    write: (chance) => chance.pick(['SUN#1', 'SUN#2', 'FRI#5', '1#3,5#4', '6#1']),
  },
  { name: 'last weekday', share: 2, write: (chance) => chance.pick(['SUNL', '5L', 'SATL', 'THUL,SUN#2', '0L']) },
]

function minute(chance: Chance): string {
  return `${chance.in(0.7) ? chance.pick(MINUTES) : chance.from(0, 59)}`
}

function hour(chance: Chance): string {
  return `${chance.in(0.8) ? chance.pick(HOURS) : chance.from(0, 23)}`
}

function day(chance: Chance): string {
  return `${chance.in(0.5) ? chance.pick([1, 28, 29, 30, 31]) : chance.from(1, 31)}`
}

/** Two or three; the same may come twice. */
function listOf(chance: Chance, write: Field): string {
  return Array.from({ length: chance.from(2, 3) }, () => write(chance)).join(',')
}

/** From at most `most`, at least one and at most `lengthMost` further. */
function rangeOf(chance: Chance, most: number, lengthMost: number): string {
  const first = chance.from(1, most)
  return `${first}-${first + chance.from(1, lengthMost)}`
}

/** Five fields, each written in one of its ways. Whether it ever fires is not said. */
export function randomPattern(chance: Chance): RandomPattern {
  const ways = [MINUTE, HOUR, DAY, MONTH, WEEKDAY].map((field) => drawWay(chance, field))
  return { text: ways.map(({ write }) => write(chance)).join(' '), ways: ways.map(({ name }) => name) }
}

function drawWay(chance: Chance, ways: readonly Way[]): Way {
  return chance.pick(ways.flatMap((way) => Array<Way>(way.share).fill(way)))
}

/** All ways in which a field can be written. */
export const WAYS: readonly string[] = [MINUTE, HOUR, DAY, MONTH, WEEKDAY].flat().map(({ name }) => name)
