import type { JsonObject } from '../../../src/core/basics/json.ts'
import type { Timestamp } from '../../../src/core/basics/timestamp.ts'
import type { Plan } from '../../../src/core/plan/plan.ts'
import type { CommandId, OwnerId, RunId, TaskId } from '../../../src/core/run/ids.ts'
import type { TaskAnswer, TaskReason } from '../../../src/core/run/task.ts'
import type { FiringAsk } from '../firings/firing-ask.ts'

/** What the engine process is told first, before it touches the data folder. */
export interface Go {
  readonly folder: string
  /** The file that is the outside world. */
  readonly effects: string
  /** Of the performers' chance. */
  readonly seed: number
  readonly slots: number
  /** What it was told last about the time of its triggers; absent: nothing starts by itself there. */
  readonly minute?: Timestamp
  /** Ends itself with SIGKILL at one of its writes. */
  readonly dieAt?: Death
}

export interface Death {
  /** Counted from 1. */
  readonly append: number
  readonly moment: 'before' | 'after'
}

/** A line to the engine process: something it is asked, under a number that its reply repeats. */
export interface Order {
  readonly number: number
  readonly ask: Ask
}

export type Ask =
  /** `plan`: a number of `planOf`, or the plan itself. */
  | { readonly type: 'start'; readonly run: RunId; readonly plan: number | Plan; readonly inputs: JsonObject }
  | {
      readonly type: 'answer'
      readonly run: RunId
      readonly task: TaskId
      readonly command: CommandId
      readonly answer: TaskAnswer
    }
  | { readonly type: 'cancel'; readonly run: RunId }
  | { readonly type: 'pause'; readonly run: RunId }
  | { readonly type: 'resume'; readonly run: RunId }
  | { readonly type: 'read'; readonly run: RunId }
  /** The digest of the first `version` facts of a run as they are stored. */
  | { readonly type: 'digest'; readonly run: RunId; readonly version: number }
  /** Whether a start or an answer is stored. */
  | { readonly type: 'find'; readonly run: RunId; readonly command: CommandId | null }
  /** What is open. */
  | { readonly type: 'look' }
  /** Of its triggers. */
  | { readonly type: 'fire'; readonly ask: FiringAsk }
  /** Whether its triggers have come to rest. */
  | { readonly type: 'rest' }

/** Questions of the harness itself are no wishes. */
export type WishAsk = Exclude<Ask, { readonly type: 'digest' | 'find' | 'look' | 'fire' | 'rest' }>

export type Reply =
  | { readonly type: 'accepted'; readonly version: number }
  | { readonly type: 'refused'; readonly code: string }
  /** It broke; why, its complaint says. */
  | { readonly type: 'broken' }
  | { readonly type: 'digest'; readonly digest: string | null }
  | { readonly type: 'found'; readonly isStored: boolean }
  | { readonly type: 'done' }
  | { readonly type: 'rest'; readonly isQuiet: boolean }
  | { readonly type: 'sight'; readonly tasks: readonly OpenTask[]; readonly runs: readonly OpenRun[] }

export interface OpenTask {
  readonly run: RunId
  readonly task: TaskId
  readonly reason: TaskReason
}

export interface OpenRun {
  readonly run: RunId
  readonly status: string
}

/** Facts that a client may count on for ever. */
export interface Promised {
  readonly run: RunId
  readonly version: number
  /** Null: it was told only how many they are. */
  readonly digest: string | null
}

/** A line from the engine process. */
export type Report =
  | { readonly type: 'reply'; readonly number: number; readonly reply: Reply }
  | { readonly type: 'opened'; readonly owner: OwnerId }
  /** After it accepted something: the digest of the facts up to that version, as they are stored. */
  | { readonly type: 'stored'; readonly promised: Promised }
  /** It has looked once for what the process before it left behind. */
  | { readonly type: 'recovered' }
  /** Something that must not happen. */
  | { readonly type: 'problem'; readonly text: string }

/** As one line; JSON has no line breaks of its own. */
export function toLine(message: Go | Order | Report): string {
  return `${JSON.stringify(message)}\n`
}

export function parseLine<T extends Go | Order | Report>(line: string): T {
  return JSON.parse(line) as T
}
