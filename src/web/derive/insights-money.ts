import { counted, countWords } from './number-words.ts'

const MICRO = 1_000_000

/** Below this, pence are not enough. */
const SMALL = 0.1

/** `£1.01`, `£0.0021`, `£1,200`: money for people, in micro-units of its currency. */
export function microWords(microUnits: number, currency: string): string {
  return amountWords(microUnits / MICRO, currency)
}

/** The same in whole units. */
export function amountWords(amount: number, currency: string): string {
  const isSmall = amount !== 0 && Math.abs(amount) < SMALL
  const digits = isSmall ? { minimumSignificantDigits: 1, maximumSignificantDigits: 2 } : wholeOrPence(amount)
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, ...digits }).format(amount)
}

function wholeOrPence(amount: number): Intl.NumberFormatOptions {
  return Number.isInteger(amount)
    ? { maximumFractionDigits: 0 }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 }
}

export function inUnits(microUnits: number | null): number | null {
  return microUnits === null ? null : microUnits / MICRO
}

interface CostsOf {
  readonly runs: number
  readonly unknown: number
  readonly untimedDecisions: number
}

/** What is in no sum, and so makes the numbers smaller than they may be; empty where nothing is. */
export function leftOutOfCosts({ runs, unknown, untimedDecisions }: CostsOf): readonly string[] {
  const ofRuns = `What AI cost is not known of ${countWords(unknown)} of ${counted(runs, 'run')}.`
  const ofTasks = `How long ${counted(untimedDecisions, 'decision')} took is not known, as nobody took the task first.`
  return [...(unknown === 0 ? [] : [ofRuns]), ...(untimedDecisions === 0 ? [] : [ofTasks])]
}
