import type { Gate, GateChoice, GatePoint } from '../../api/contract/gates.ts'
import { wrongAtMost, wrongFound } from './gate-status.ts'
import { amountWords, inUnits, microWords } from './insights-money.ts'
import { counted, countWords } from './number-words.ts'

/** One of the numbers that follow from a limit. `big` null: not known. */
export interface GateNumber {
  readonly title: string
  readonly big: string | null
  readonly lines: readonly string[]
}

/** What follows of a limit that is only looked at: nobody has worked out yet what it costs. */
export interface LookedAt {
  readonly point: GatePoint
  readonly choice: GateChoice | null
}

/** What would go to people, be wrong, take time and cost. `gate` says of how many, and how sure the bounds are. */
export function gateNumbers(gate: Pick<Gate, 'answers' | 'confidence'>, at: LookedAt): readonly GateNumber[] {
  const { point, choice } = at
  return [
    { title: 'To people', big: toPeopleWords(point), lines: dayLines(gate, choice) },
    wrongNumber(point, gate.confidence),
    perThousand(point),
    reviewers(choice),
    cost(choice),
  ]
}

/** `38 %`; all and none are said only where it is so. */
export function toPeopleWords({ through }: Pick<GatePoint, 'through'>): string {
  return `${sharePercent(1 - through)} %`
}

function sharePercent(share: number): number {
  const rounded = Math.round(share * 100)
  if (share > 0 && rounded === 0) return 1
  return share < 1 && rounded === 100 ? 99 : rounded
}

/** `62 % without a person` */
export function throughWords({ through }: Pick<GatePoint, 'through'>): string {
  return `${sharePercent(through)} % without a person`
}

function dayLines({ answers }: Pick<Gate, 'answers'>, choice: GateChoice | null): readonly string[] {
  const perDay = choice?.perDay ?? null
  if (perDay === null) return [`of ${counted(answers, 'answer')}`]
  const { toPeople, answers: ofDay, audits } = perDay
  return [`${roundly(toPeople)} of ${roundly(ofDay)} a day, and ${roundly(audits)} blind checks`]
}

/** Averages of a day: few ones have a tenth. */
function roundly(average: number): string {
  return average < 10 ? String(Math.round(average * 10) / 10) : countWords(Math.round(average))
}

function wrongNumber({ through, point, atMost, wrong, of }: GatePoint, confidence: number): GateNumber {
  if (through === 0) return { title: 'Wrong, let through', big: 'none', lines: ['nothing goes through'] }
  const sure = `with ${Math.round(confidence * 100)} % confidence`
  return {
    title: 'Wrong, let through',
    big: point === null ? null : `${wrongFound(point)} in 100`,
    lines: [
      atMost === null ? 'too few were checked to say at most how many' : `at most ${wrongAtMost(atMost)}, ${sure}`,
      `k = ${countWords(wrong)} of n = ${countWords(of)} checked`,
    ],
  }
}

function perThousand({ through, point, atMost }: GatePoint): GateNumber {
  const title = 'Per 1,000 cases'
  if (through === 0) return { title, big: 'none', lines: [] }
  return {
    title,
    big: point === null ? null : `${wrongFound((through * point * 1_000) / 100)} wrong`,
    lines: atMost === null ? [] : [`at most ${wrongAtMost((through * atMost * 1_000) / 100)} get through`],
  }
}

function reviewers(choice: GateChoice | null): GateNumber {
  const title = 'Reviewers'
  const { perDay, minutesEach, hoursPerDay } = choice ?? NOTHING
  const looks = perDay === null ? [] : [`${roundly(perDay.toPeople + perDay.audits)} answers a day`]
  const each = minutesEach === null ? 'minutes for one: not entered' : `${Math.round(minutesEach * 10) / 10} min each`
  const big = hoursPerDay === null ? null : `${Math.round(hoursPerDay * 10) / 10} h a day`
  return { title, big, lines: [[...looks, each].join(', ')] }
}

const NOTHING: Pick<GateChoice, 'perDay' | 'minutesEach' | 'hoursPerDay'> = {
  perDay: null,
  minutesEach: null,
  hoursPerDay: null,
}

function cost(choice: GateChoice | null): GateNumber {
  const title = 'Cost'
  if (choice === null || choice.cost === null) return { title, big: null, lines: ['no cost is known'] }
  const { currency, people, ai, wrong, wrongAtMost: atMost } = choice.cost
  const known = [people, ai].filter((amount) => amount !== null)
  const total = known.reduce((sum, amount) => sum + amount, 0)
  const part = (amount: number | null, of: string) =>
    amount === null ? `${of} not known` : `${dayMoney(amount, currency)} ${of}`
  const lost = atMost === null ? '' : `, at most ${dayMoney(atMost, currency)}`
  return {
    title,
    big: known.length === 0 ? null : `${dayMoney(total, currency)} a day`,
    lines: [
      `${part(people, 'people')}, ${part(ai, 'AI')}`,
      ...(wrong === null ? [] : [`beside it ${dayMoney(wrong, currency)} of wrong answers${lost}`]),
    ],
  }
}

/** From here on nobody counts pence. */
const WHOLE_FROM = 100

function dayMoney(microUnits: number, currency: string): string {
  const amount = inUnits(microUnits) ?? 0
  return amount < WHOLE_FROM ? microWords(microUnits, currency) : amountWords(Math.round(amount), currency)
}
