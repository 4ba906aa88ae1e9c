import type { Json } from '../../basics/json.ts'
import { canonicalJson, isJsonObject } from '../../basics/json.ts'
import { childPointer } from '../../basics/json-pointer.ts'
import type { Sha256 } from '../../basics/sha256.ts'
import type { FoundTask } from '../find-task.ts'
import type { Run } from '../run.ts'
import type { RunEvent } from '../run-event.ts'
import type { ShownCase } from '../shown-case.ts'
import { digestOfCase, shownCase } from '../shown-case.ts'
import type { StageStep } from './retell.ts'
import { isStageStep, retell, stageAfter } from './retell.ts'
import { valueText } from './words.ts'

/** One thing that is not what somebody had before them. */
export interface CaseChange {
  /** JSON Pointer into the case. */
  readonly pointer: string
  /** What it was and what it is, as a sentence. */
  readonly message: string
}

export interface OpenCase {
  readonly run: Run
  readonly found: FoundTask
  readonly history: readonly RunEvent[]
  readonly sha256: Sha256
}

/** How a case differs from the one that was seen, field by field; empty where this stage never showed such a case. */
export function caseChanges({ run, found, history, sha256 }: OpenCase, seen: string): readonly CaseChange[] {
  const steps = retell(run.plan, history).steps.filter(isStageStep)
  const before = steps
    .filter(({ event }) => event.stage === found.stage.id)
    .flatMap((step) => casesAfter(step, found, sha256))
    .find(({ digest }) => digest === seen)
  return before === undefined ? [] : differences(leavesOf(before.shown), leavesOf(shownCase(run, found)))
}

interface PastCase {
  readonly shown: ShownCase
  readonly digest: string
}

function casesAfter(step: StageStep, { stage }: FoundTask, sha256: Sha256): readonly PastCase[] {
  const stageRun = stageAfter(step)
  return stageRun.tasks
    .filter(({ state }) => state.status === 'open')
    .map((task) => {
      const shown = shownCase(step.after, { stage, stageRun, task })
      return { shown, digest: digestOfCase(shown, sha256) }
    })
}

type Leaves = ReadonlyMap<string, Json>

/** The single values of a case by where they stand; a list is one of them. Which task it is, is no part of the case. */
function leavesOf({ task: _, ...shown }: ShownCase): Leaves {
  return new Map(leavesIn(shown, ''))
}

function leavesIn(value: Json, pointer: string): readonly (readonly [string, Json])[] {
  if (!isJsonObject(value)) return [[pointer, value]]
  return Object.entries(value).flatMap(([name, inner]) => leavesIn(inner, childPointer(pointer, name)))
}

function differences(before: Leaves, now: Leaves): readonly CaseChange[] {
  const pointers = [...new Set([...before.keys(), ...now.keys()])]
  return pointers.flatMap((pointer) => {
    const [was, is] = [before.get(pointer), now.get(pointer)]
    return spelled(was) === spelled(is) ? [] : [{ pointer, message: `It was ${told(was)} and is ${told(is)} now.` }]
  })
}

function spelled(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value)
}

function told(value: Json | undefined): string {
  return value === undefined ? 'not there' : valueText(value)
}
