import type { FoldedRun, History } from '../fold-run.ts'

/** Finds what contradicts one promise. Each finding is a sentence. */
export type Invariant = (history: History) => readonly string[]

/** An invariant that every run has for itself. The sentences get the invariant's name and the run's id. */
export function ofEachRun(name: string, check: (run: FoldedRun, history: History) => readonly string[]): Invariant {
  return (history) => history.runs.flatMap((run) => check(run, history).map((text) => breach(name, run.row.id, text)))
}

export function breach(name: string, run: string, text: string): string {
  return `${name} run ${run}: ${text}`
}

/** The items that come again, once each. */
export function repeated<T>(items: readonly T[]): readonly T[] {
  const [seen, again] = [new Set<T>(), new Set<T>()]
  for (const item of items) (seen.has(item) ? again : seen).add(item)
  return [...again]
}
