import type { Json } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import type { Run } from '../run/run.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { JsonChange } from './json-changes.ts'
import { isSame, jsonChanges } from './json-changes.ts'
import type { RunFact, Topic } from './run-facts.ts'
import { runFacts, TOPICS } from './run-facts.ts'

/** What is another way in one run than in the one before it. */
export interface RunComparison {
  /** One for each topic, in the order of `TOPICS`. */
  readonly sections: readonly ComparedSection[]
}

export interface ComparedSection {
  readonly topic: Topic
  readonly differences: readonly Difference[]
  /** What is the same: how many things, and where. */
  readonly same: readonly SameThing[]
}

interface SameThing {
  readonly stage: StageId | null
  readonly what: string
}

/** `stage` null: of the run as a whole. The places in what is named `what`, each before and after. */
export interface Difference extends SameThing {
  readonly changes: readonly JsonChange[]
}

/** A time counts as another one when it differs by both: no two runs take the same. */
const TIME_SHARE = 0.25
const TIME_MS = 1_000

/** Two runs, usually one that worked and a later one that did not. */
export interface RunPair {
  readonly before: Run
  readonly after: Run
}

export function compareRuns({ before, after }: RunPair): RunComparison {
  const old = new Map(runFacts(before).map((fact) => [nameOf(fact), fact]))
  const now = new Map(runFacts(after).map((fact) => [nameOf(fact), fact]))
  const pairs = [...new Set([...now.keys(), ...old.keys()])].map((name) => pairOf(old.get(name), now.get(name)))
  return { sections: TOPICS.map((topic) => sectionOf(topic, pairs)) }
}

function nameOf({ topic, stage, what }: RunFact): string {
  return JSON.stringify([topic, stage, what])
}

interface FactPair extends SameThing {
  readonly topic: Topic
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** One of them is there: the name comes from it. */
function pairOf(old: RunFact | undefined, now: RunFact | undefined): FactPair {
  const { topic, stage, what } = known(now ?? old)
  return { topic, stage, what, before: old?.value, after: now?.value }
}

function sectionOf(topic: Topic, pairs: readonly FactPair[]): ComparedSection {
  const own = pairs.filter((pair) => pair.topic === topic)
  return {
    topic,
    differences: own.filter((pair) => !isAlike(pair)).map(differenceOf),
    same: own.filter(isAlike).map(({ stage, what }) => ({ stage, what })),
  }
}

function differenceOf({ stage, what, before, after }: FactPair): Difference {
  return { stage, what, changes: jsonChanges({ before, after }) }
}

function isAlike({ topic, before, after }: FactPair): boolean {
  if (isSame(before, after)) return true
  return topic === 'time' && typeof before === 'number' && typeof after === 'number' && isNear(before, after)
}

function isNear(before: number, after: number): boolean {
  const apart = Math.abs(after - before)
  return apart <= TIME_MS || apart <= TIME_SHARE * Math.max(before, after)
}
