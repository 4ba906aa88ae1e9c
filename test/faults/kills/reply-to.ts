import { systemIds } from '../../../src/adapters/system/ids.ts'
import type { Result } from '../../../src/core/basics/result.ts'
import type { Command } from '../../../src/core/run/command.ts'
import { findTask } from '../../../src/core/run/find-task.ts'
import type { ActorId, RunId, TaskId } from '../../../src/core/run/ids.ts'
import type { Refusal } from '../../../src/core/run/refusal.ts'
import type { Run } from '../../../src/core/run/run.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { RunReader, Store } from '../../../src/engine/store.ts'
import { everyRole, seenIn } from '../../support/runs.ts'
import type { House } from '../firings/open-house.ts'
import { digestFacts } from './digest-facts.ts'
import type { Ask, Reply, WishAsk } from './protocol.ts'
import { planOf } from './slim-plans.ts'

export interface ReplyParts {
  readonly engine: Engine
  readonly store: Store & RunReader
  /** Undefined: it has no triggers. */
  readonly house: House | undefined
}

const LENA = 'human:lena' as ActorId
const TOM = 'human:tom' as ActorId
const SHOWN_MAX = 500

/** Does what was asked. What it replies may be counted on: it is stored. */
export async function replyTo(parts: ReplyParts, ask: Ask): Promise<Reply> {
  switch (ask.type) {
    case 'start':
      return toReply(await parts.engine.start(orderOf(ask)))
    case 'read':
      return await read(parts, ask.run)
    case 'digest':
      return { type: 'digest', digest: await storedDigest(parts, ask.run, ask.version) }
    case 'find':
      return { type: 'found', isStored: await isStored(parts, ask) }
    case 'look':
      return await look(parts)
    case 'fire':
      await parts.house?.carryOut(ask.ask)
      return { type: 'done' }
    case 'rest':
      return { type: 'rest', isQuiet: (await parts.house?.isQuiet()) ?? true }
    case 'answer':
    case 'cancel':
    case 'pause':
    case 'resume':
      return toReply(await parts.engine.command(ask.run, await commandOf(parts, ask)))
  }
}

type StartAsk = Extract<Ask, { readonly type: 'start' }>
type CommandAsk = Exclude<WishAsk, StartAsk | { readonly type: 'read' }>

function orderOf({ run, plan, inputs }: StartAsk): Parameters<Engine['start']>[0] {
  const chosen = typeof plan === 'number' ? planOf(plan) : plan
  return { id: run, plan: chosen, inputs, by: LENA, cause: { type: 'manual' } }
}

async function commandOf({ engine }: ReplyParts, ask: CommandAsk): Promise<Command> {
  switch (ask.type) {
    case 'answer': {
      const run = await engine.findRun(ask.run)
      return {
        ...ask,
        type: 'answer-task',
        id: ask.command,
        as: everyRole(whoAnswers(run, ask.task)),
        seen: seenIn(run, ask.task),
        salt: systemIds.salt(),
      }
    }
    case 'cancel':
      return { type: 'cancel-run', by: LENA, note: '' }
    case 'pause':
      return { type: 'pause-run', by: LENA }
    case 'resume':
      return { type: 'resume-run', by: LENA }
  }
}

/** Nobody looks a second time at what they looked at before. */
function whoAnswers(run: Run | undefined, id: TaskId): ActorId {
  const found = run === undefined ? undefined : findTask(run, id)
  return found?.task.reason === 'second-review' ? TOM : LENA
}

function toReply(result: Result<Run, Refusal> | undefined): Reply {
  if (result === undefined) return { type: 'refused', code: 'run-unknown' }
  return result.ok ? { type: 'accepted', version: result.value.version } : { type: 'refused', code: result.error.code }
}

async function read({ engine }: ReplyParts, id: RunId): Promise<Reply> {
  const run = await engine.findRun(id)
  return run === undefined ? { type: 'refused', code: 'run-unknown' } : { type: 'accepted', version: run.version }
}

/** The digest of the first `version` facts of a run; null where they are not stored. */
export async function storedDigest({ store }: ReplyParts, run: RunId, version: number): Promise<string | null> {
  return digestFacts(await store.history(run, { after: 0, also: [] }), version)
}

async function isStored({ store }: ReplyParts, { run, command }: Extract<Ask, { readonly type: 'find' }>) {
  const facts = await store.history(run, { after: 0, also: [] })
  if (command === null) return facts.length > 0
  return facts.some(({ event }) => event.type === 'task-answered' && event.command === command)
}

async function look({ store }: ReplyParts): Promise<Reply> {
  const tasks = await store.listTasks({ status: 'open', offset: 0, limit: SHOWN_MAX })
  const runs = await store.listRuns({ statuses: ['running', 'waiting', 'paused'], limit: SHOWN_MAX })
  return {
    type: 'sight',
    tasks: tasks.map(({ id, run, reason }) => ({ task: id, run, reason })),
    runs: runs.map(({ id, status }) => ({ run: id, status })),
  }
}
