import type { RunId } from '../../../src/core/run/ids.ts'
import type { Request, Wish } from '../../history/evidence.ts'
import type { Random } from '../../support/seeded.ts'
import type { AskedSoFar, FiringAsk } from '../firings/firing-ask.ts'
import { nothingAsked } from '../firings/firing-ask.ts'
import type { OpenRun, OpenTask, Promised, Reply, WishAsk } from './protocol.ts'

/** What the clients of one data folder know. It lives outside the processes that are killed. */
export interface Outside {
  readonly name: string
  readonly random: Random
  readonly requests: Request[]
  /** The last promise about each run, the newest last. */
  readonly promises: Map<RunId, Promised>
  /** Wishes that had no answer when the last process ended. */
  readonly unanswered: WishAsk[]
  /** All of those that may be sent again, word for word. */
  readonly doubtful: WishAsk[]
  /** What had become of the starts and answers among them: stored without a reply, or not. */
  readonly graves: { stored: number; empty: number }
  tasks: readonly OpenTask[]
  runs: readonly OpenRun[]
  /** Starts so far, for the ids of runs. */
  started: number
  commands: number
  /** What was asked of the triggers, and what of it was answered. */
  readonly firings: OutsideFirings
  readonly violations: string[]
}

interface OutsideFirings {
  readonly soFar: AskedSoFar
  readonly asked: FiringAsk[]
  readonly answered: FiringAsk[]
  /** It had no answer when its process ended: it is asked again before anything else. */
  unanswered: FiringAsk | undefined
}

export function createOutside(name: string, random: Random): Outside {
  return {
    name,
    random,
    requests: [],
    promises: new Map(),
    unanswered: [],
    doubtful: [],
    graves: { stored: 0, empty: 0 },
    tasks: [],
    runs: [],
    started: 0,
    commands: 0,
    firings: { soFar: nothingAsked(), asked: [], answered: [], unanswered: undefined },
    violations: [],
  }
}

/** Writes down what was asked and what came of it; only then it counts as answered. */
export function writeDown(outside: Outside, ask: WishAsk, reply: Reply | undefined): void {
  const wish = toWish(ask)
  if (reply?.type === 'accepted') {
    outside.requests.push({ wish, told: 'accepted', version: reply.version })
    promise(outside, { run: ask.run, version: reply.version, digest: null })
  } else if (reply?.type === 'refused') {
    outside.requests.push({ wish, told: 'refused' })
  } else {
    outside.requests.push({ wish, told: 'unknown' })
    if (ask.type !== 'read') outside.unanswered.push(ask)
  }
}

/** Keeps what says most about each run, the newest last. */
export function promise({ promises }: Outside, promised: Promised): void {
  const before = promises.get(promised.run)
  if (before !== undefined && rank(before) >= rank(promised)) return
  promises.delete(promised.run)
  promises.set(promised.run, promised)
}

function rank({ version, digest }: Promised): number {
  return version + (digest === null ? 0 : 0.5)
}

function toWish(ask: WishAsk): Wish {
  switch (ask.type) {
    case 'start':
      return { type: 'start', run: ask.run, inputs: ask.inputs }
    case 'answer':
      return { type: 'answer', run: ask.run, task: ask.task, command: ask.command, answer: ask.answer.type }
    case 'cancel':
    case 'pause':
    case 'resume':
    case 'read':
      return { type: ask.type, run: ask.run }
  }
}
