import type { Timestamp } from '../../../../src/core/basics/timestamp.ts'
import type { RunId } from '../../../../src/core/run/ids.ts'
import type { Effect, Request, Wish } from '../../../history/evidence.ts'
import type { FiringsAsked } from '../../firings/check-firings.ts'
import type { FiringAsk } from '../../firings/firing-ask.ts'

/** In the home folder, beside the data folder: lines of JSON. */
export const PROMISES_FILE = 'promises'
export const DATA_FOLDER = 'workcharts'

/** What somebody was told, and may rely on whatever happens to the disk from then on. */
type Promised =
  /** The stream told of a commit: all facts up to this position. */
  | { readonly type: 'position'; readonly position: number }
  | { readonly type: 'run'; readonly run: RunId; readonly version: number }
  | { readonly type: 'version'; readonly workflow: string; readonly number: number }
  | { readonly type: 'firing'; readonly trigger: string; readonly instant: Timestamp }
  /** The triggers of the house have decided what was asked. */
  | { readonly type: 'fired'; readonly ask: FiringAsk }
  /** Relative to the home folder: what the last whole write put there, or something newer. */
  | { readonly type: 'file'; readonly path: string }

/** Nothing is promised by these: they say what was wished, what was answered and what was done outside. */
type Noted =
  | { readonly type: 'wish'; readonly wish: Wish }
  | { readonly type: 'fire'; readonly ask: FiringAsk }
  | { readonly type: 'told'; readonly request: Request }
  | { readonly type: 'effect'; readonly effect: Effect }

export type Line = Promised | Noted

/** What a client knows: a wish whose answer never came was told nothing. The same wish may be wished again. */
export function requestsIn(lines: readonly Line[]): readonly Request[] {
  const told = lines.flatMap((line) => (line.type === 'told' ? [line.request] : []))
  const answers = Map.groupBy(told, ({ wish }) => JSON.stringify(wish))
  const wishes = Map.groupBy(
    lines.flatMap((line) => (line.type === 'wish' ? [line.wish] : [])),
    (wish) => JSON.stringify(wish),
  )
  const unanswered = [...wishes].flatMap(([key, same]) => same.slice(answers.get(key)?.length ?? 0))
  return [...told, ...unanswered.map((wish): Request => ({ wish, told: 'unknown' }))]
}

export function effectsIn(lines: readonly Line[]): readonly Effect[] {
  return lines.flatMap((line) => (line.type === 'effect' ? [line.effect] : []))
}

/** What was asked of the triggers of the house. */
export function firingsIn(lines: readonly Line[]): FiringsAsked {
  return {
    asked: lines.flatMap((line) => (line.type === 'fire' ? [line.ask] : [])),
    answered: lines.flatMap((line) => (line.type === 'fired' ? [line.ask] : [])),
  }
}
