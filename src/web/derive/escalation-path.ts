import { formatDuration, parseDuration } from '../../core/basics/duration.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { ANYONE } from '../../core/people/person.ts'
import type { BuilderStage } from './builder-view.ts'
import { spokenDuration } from './duration-draft.ts'
import { formFields } from './form-fields.ts'
import { peopleWords } from './known-people.ts'

/** One step of the way to people, with the time it has in the example. */
export interface PathStep {
  readonly kind: 'asked' | 'overdue' | 'added' | 'waits'
  /** `Mon 13:00`; `later` without a time. */
  readonly clock: string
  readonly words: string
}

/** Who is added how long after the deadline. */
export interface BreachStep {
  /** As it is written: `2h`. */
  readonly after: string
  readonly to: readonly string[]
}

/** What the document says of people for a stage, its own words before those for all stages. */
export interface WayToPeople {
  readonly to: readonly string[]
  readonly sla: string
  readonly steps: readonly BreachStep[]
}

const USUAL_SLA = '4h'

export function wayToPeople({ escalation, primary, reviewer }: BuilderStage, document: JsonObject): WayToPeople {
  const said: JsonObject = { ...mapOr(mapOr(document['defaults'])['escalation']), ...escalation }
  const named = textsIn(said['to'])
  return {
    to: isPerson(primary) ? [primary] : askedFirst(reviewer, named),
    sla: typeof said['sla'] === 'string' ? said['sla'] : USUAL_SLA,
    steps: breachSteps(said),
  }
}

/** A person who checks each answer is asked instead of those whom an unsure one would go to. */
function askedFirst(reviewer: string | null, named: readonly string[]): readonly string[] {
  if (reviewer !== null && isPerson(reviewer)) return [reviewer]
  return named.length === 0 ? [ANYONE] : named
}

export function breachSteps(escalation: JsonObject): readonly BreachStep[] {
  const steps = escalation['on_breach']
  return Array.isArray(steps)
    ? steps.map((step) => ({ after: textOr(mapOr(step)['after']), to: textsIn(mapOr(step)['to']) }))
    : []
}

/** The path with an example clock: somebody is asked on Monday at nine. */
export function escalationPath({ to, sla, steps }: WayToPeople): readonly PathStep[] {
  const due = msOf(sla)
  const atOnce = steps.filter(({ after }) => msOf(after) === 0)
  const later = steps.filter(({ after }) => msOf(after) !== 0)
  return [
    { kind: 'asked', clock: clockAfter(0), words: `${peopleWords(to)} ${to.length > 1 ? 'are' : 'is'} asked` },
    { kind: 'overdue', clock: clockAfter(due), words: overdueWords(sla, atOnce) },
    ...later.map((step): PathStep => {
      return {
        kind: 'added',
        clock: clockAfter(due + msOf(step.after)),
        words: `Still open: also asks ${peopleWords(step.to)}`,
      }
    }),
    { kind: 'waits', clock: 'later', words: 'Waits. Time never approves anything.' },
  ]
}

function overdueWords(sla: string, atOnce: readonly BreachStep[]): string {
  const said = `Deadline after ${spokenDuration(sla)}: marked overdue`
  return atOnce.length === 0 ? said : `${said}, also asks ${peopleWords(atOnce.flatMap(({ to }) => to))}`
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
const NINE = 9 * 60
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** `Mon 13:00`; from the second week on with its number: `Tue 09:00, week 2`. `?` where a time can not be read. */
function clockAfter(ms: number): string {
  if (Number.isNaN(ms)) return '?'
  const minutes = NINE + Math.floor(ms / MINUTE_MS)
  const days = Math.floor(minutes / DAY_MINUTES)
  const week = Math.floor(days / DAYS.length)
  const clock = `${DAYS[days % DAYS.length]} ${twoDigits((minutes % DAY_MINUTES) / 60)}:${twoDigits(minutes % 60)}`
  return week === 0 ? clock : `${clock}, week ${week + 1}`
}

function twoDigits(number: number): string {
  return String(Math.floor(number)).padStart(2, '0')
}

function msOf(duration: string): number {
  const read = parseDuration(duration)
  return read.ok ? read.value : Number.NaN
}

function isPerson(ref: string): boolean {
  return ref.startsWith('human:')
}

function mapOr(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function textOr(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** The step that is added next: anyone, as soon as it is overdue, or two hours after the step before. */
export function nextBreachStep(steps: readonly BreachStep[]): BreachStep {
  const last = steps.at(-1)
  const before = last === undefined ? undefined : msOf(last.after)
  const after = before === undefined || Number.isNaN(before) ? '0m' : formatDuration(before + STEP_MS)
  return { after, to: [ANYONE] }
}

const STEP_MS = 2 * 60 * MINUTE_MS

/** What people fill in: the names of the form's own fields, else of what the stage gives. */
export interface FilledIn {
  readonly names: readonly string[]
  /** The stage itself has to give it. */
  readonly isOfStage: boolean
}

export function filledIn({ id, escalation }: BuilderStage, { stages }: JsonObject): FilledIn {
  const written = (Array.isArray(stages) ? stages.map(mapOr) : []).find((stage) => stage['id'] === id)
  const outputs = mapOr(written?.['outputs'])
  const properties = isJsonObject(escalation['form']) ? mapOr(escalation['form']['properties']) : outputs
  return {
    names: formFields({ properties }, {}).map(({ label }) => label),
    isOfStage: Object.keys(outputs).length > 0,
  }
}
