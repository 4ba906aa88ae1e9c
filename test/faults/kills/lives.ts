import type { RunEvent } from '../../../src/core/run/run-event.ts'
import type { Stored } from '../../history/evidence.ts'
import type { FiringCounts } from '../firings/count-firings.ts'
import { countFirings } from '../firings/count-firings.ts'

/** Folders that live side by side: one for each core. */
const LANES = 2

/** What every life of a folder leaves; what was stored itself would fill the memory after some thousand kills. */
interface Lived {
  readonly left: Left
  readonly kills: readonly unknown[]
}

/** What was stored at the end of a life, counted. */
export interface Left {
  readonly runs: number
  readonly receipts: number
  readonly facts: ReadonlyMap<RunEvent['type'], number>
  /** Attempts that ran out of time. */
  readonly timeouts: number
  /** Tasks that asked whether something had happened. */
  readonly doubts: number
  readonly firings: FiringCounts
}

export interface Living<T extends Lived> {
  readonly n: number
  /** After so many kills a folder is replaced, so that what is read at its end stays small. */
  readonly killsPerFolder: number
  /** Lives through the folder of this number, counted from 0. */
  readonly live: (number: number, kills: number) => Promise<T>
}

/** Spreads `n` kills over folders; each lane takes the next folder when its last one is done. */
export async function liveAll<T extends Lived>({ n, killsPerFolder, live }: Living<T>): Promise<readonly T[]> {
  const folders = Math.max(LANES, Math.ceil(n / killsPerFolder))
  const lives: T[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < folders) {
      const number = next
      next += 1
      lives.push(await live(number, Math.floor((n + number) / folders)))
      console.error(`${lives.length} of ${folders} folders, ${total(lives.map(({ kills }) => kills.length))} kills`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return lives
}

export function countLeft({ runs, firings }: Pick<Stored, 'runs' | 'firings'>): Left {
  const events = runs.flatMap(({ facts }) => facts.map(({ event }) => event))
  const byType = Map.groupBy(events, ({ type }) => type)
  return {
    runs: runs.length,
    receipts: total(runs.map(({ receipts }) => receipts.length)),
    facts: new Map([...byType].map(([type, those]) => [type, those.length])),
    timeouts: events.filter((event) => event.type === 'attempt-failed' && event.error.code === 'timeout').length,
    doubts: events.filter((event) => event.type === 'task-opened' && event.reason === 'unknown-outcome').length,
    firings: countFirings(firings),
  }
}

export function factsOf(lives: readonly Lived[], type: RunEvent['type']): number {
  return total(lives.map(({ left }) => left.facts.get(type) ?? 0))
}

/** What all lives together left, as figures of a proof. */
export function figuresOf(lives: readonly Lived[]) {
  return {
    runs: total(lives.map(({ left }) => left.runs)),
    facts: total(lives.flatMap(({ left }) => [...left.facts.values()])),
    'receipts checked': total(lives.map(({ left }) => left.receipts)),
    'attempts that failed': factsOf(lives, 'attempt-failed'),
    'attempts out of time': total(lives.map(({ left }) => left.timeouts)),
  }
}

export function doubtsOf(lives: readonly Lived[]): number {
  return total(lives.map(({ left }) => left.doubts))
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** To one decimal. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
