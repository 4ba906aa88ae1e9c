import { formatDuration, parseDuration } from '../../core/basics/duration.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { ANYONE } from '../../core/people/person.ts'
import type { BuilderStage } from './builder-view.ts'
import { spokenDuration } from './duration-draft.ts'
import type { ExampleClock } from './example-clock.ts'
import { exampleClock } from './example-clock.ts'
import { formFields } from './form-fields.ts'
import type { HoursDraft } from './hours-draft.ts'
import { exampleHours, hoursDraft } from './hours-draft.ts'
import { peopleWords } from './known-people.ts'

/** One step of the way to people, with the time it has in the example. */
export interface PathStep {
  readonly kind: 'asked' | 'reminded' | 'overdue' | 'added' | 'waits'
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
  /** Empty: nobody is reminded. */
  readonly remind: string
  /** Undefined: all hours count. */
  readonly hours: HoursDraft | undefined
  readonly steps: readonly BreachStep[]
}

const USUAL_SLA = '4h'

export function wayToPeople({ escalation, primary, reviewer }: BuilderStage, document: JsonObject): WayToPeople {
  const said: JsonObject = { ...mapOr(mapOr(document['defaults'])['escalation']), ...escalation }
  const named = textsIn(said['to'])
  return {
    to: isPerson(primary) ? [primary] : askedFirst(reviewer, named),
    sla: typeof said['sla'] === 'string' ? said['sla'] : USUAL_SLA,
    remind: textOr(said['remind']),
    hours: hoursDraft(said['calendar']),
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

/** The path with the clock of an example. */
export function escalationPath(way: WayToPeople): readonly PathStep[] {
  const { to, sla, steps } = way
  const [clock, due] = [clockOf(way), msOf(sla)]
  const atOnce = steps.filter(({ after }) => msOf(after) === 0)
  const later = steps.filter(({ after }) => msOf(after) !== 0)
  return [
    { kind: 'asked', clock: clock.after(), words: `${peopleWords(to)} ${to.length > 1 ? 'are' : 'is'} asked` },
    ...reminderIn(way),
    { kind: 'overdue', clock: clock.after(due), words: overdueWords(way, atOnce) },
    ...later.map((step): PathStep => {
      const words = `Still open: also asks ${peopleWords(step.to)}`
      return { kind: 'added', clock: clock.after(due, msOf(step.after)), words }
    }),
    { kind: 'waits', clock: 'later', words: 'Waits. Time never approves anything.' },
  ]
}

/** When somebody is asked in the example: `Monday 09:00`. */
export function exampleBegin(way: WayToPeople): string {
  return clockOf(way).begin
}

function clockOf({ hours }: WayToPeople): ExampleClock {
  return exampleClock(hours === undefined ? null : exampleHours(hours))
}

function reminderIn(way: WayToPeople): readonly PathStep[] {
  if (way.remind === '') return []
  const words = `Still open: reminded, ${spokenDuration(way.remind)} before the deadline`
  return [{ kind: 'reminded', clock: clockOf(way).after(msOf(way.sla) - msOf(way.remind)), words }]
}

function overdueWords({ sla, hours }: WayToPeople, atOnce: readonly BreachStep[]): string {
  const counted = hours === undefined ? '' : ' of working time'
  const said = `Deadline after ${spokenDuration(sla)}${counted}: marked overdue`
  return atOnce.length === 0 ? said : `${said}, also asks ${peopleWords(atOnce.flatMap(({ to }) => to))}`
}

/** Why people can not be reminded so long before this deadline; null: they can. */
export function reminderProblem(remind: string, { sla }: Pick<WayToPeople, 'sla'>): string | null {
  const [before, whole] = [msOf(remind), msOf(sla)]
  if (before === 0) return 'This must be longer than zero.'
  return before >= whole ? `Write less than the ${spokenDuration(sla)} of the deadline.` : null
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

const STEP_MS = 2 * 3_600_000

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
