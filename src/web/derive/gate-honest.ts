import type { Gate, GateStatus } from '../../api/contract/gates.ts'
import { counted, countWords } from './number-words.ts'

/** `1 in 20`; of a share that is no whole part, `7 in 100`. */
export function oneIn(share: number): string {
  const every = Math.round(1 / share)
  const isWhole = Math.abs(1 / share - every) < 1e-6
  return isWhole ? `1 in ${countWords(every)}` : `${Math.round(share * 1_000) / 10} in 100`
}

/** How soon it would be noticed that answers got worse; null: not known. */
export function doublingWords(days: number | null): string | null {
  if (days === null) return null
  const whole = Math.ceil(days)
  return whole <= 1 ? 'within a day' : `in about ${counted(whole, 'day')}`
}

/** Said of answers that came without a confidence that counts. */
export function missingWords({ missing, answers }: Pick<Gate, 'missing' | 'answers'>): string {
  return `${countWords(missing)} of ${countWords(answers)}`
}

/** How well what is said parts right answers from wrong ones; 50 in 100 is what tossing a coin does. */
export function discriminationWords(discrimination: number | null): string {
  if (discrimination === null)
    return 'Whether it is surer of right answers than of wrong ones is not known: it takes some of both.'
  const often = Math.round(discrimination * 100)
  return `Of a right and a wrong answer, it is surer of the right one ${often} times in 100; a coin does it 50 times.`
}

/** What a certificate ends by, beside its day: `after 5,000 more answers`; null: there is none. */
export function leftWords(status: GateStatus): { readonly answers: string; readonly endsAt: string } | null {
  if (status.type !== 'certified') return null
  const { answersLeft, endsAt } = status.certificate
  return { answers: `after ${counted(answersLeft, 'more answer')}`, endsAt }
}

/** What an answer is worth asking about: `Below 91 % sure, asking costs less than being wrong`. */
export function breakEvenWords(breakEven: number): string {
  if (breakEven <= 0) return 'Asking costs more than being wrong, however unsure an answer is'
  return `Below ${Math.round(breakEven * 100)} % sure, asking costs less than being wrong`
}
