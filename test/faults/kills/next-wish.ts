import type { CommandId, RunId } from '../../../src/core/run/ids.ts'
import type { TaskAnswer, TaskReason } from '../../../src/core/run/task.ts'
import { ANSWERS } from '../../../src/core/run/task.ts'
import { pick } from '../../support/seeded.ts'
import type { Outside } from './outside.ts'
import type { OpenTask, WishAsk } from './protocol.ts'
import { OUTPUTS, PLANS } from './slim-plans.ts'
import type { Shares } from './weighted.ts'
import { pickWeighted } from './weighted.ts'

/** Runs that are open at once. */
const OPEN_RUNS_MAX = 24

type Kind = 'start' | 'answer' | 'again' | 'cancel' | 'pause' | 'resume' | 'read'

/** Of a hundred wishes. */
const SHARES: Shares<Kind> = { start: 30, answer: 40, again: 10, cancel: 2, pause: 3, resume: 5, read: 10 }

/** What a client wants next; where what it chose makes no sense now, it starts or reads something. */
export function nextWish(outside: Outside): WishAsk {
  const wish = wishOf(outside, pickWeighted(SHARES, outside.random))
  return wish ?? (outside.runs.length < OPEN_RUNS_MAX ? start(outside) : read(outside))
}

function wishOf(outside: Outside, kind: Kind): WishAsk | undefined {
  const { random, runs, tasks, doubtful } = outside
  switch (kind) {
    case 'start':
      return runs.length < OPEN_RUNS_MAX ? start(outside) : undefined
    case 'answer':
      return tasks.length === 0 ? undefined : answer(outside, pick(tasks, random))
    case 'again':
      return doubtful.splice(Math.floor(random() * doubtful.length), 1)[0]
    case 'cancel':
    case 'pause':
    case 'resume': {
      const run = runOf(outside, kind)
      return run === undefined ? undefined : { type: kind, run }
    }
    case 'read':
      return read(outside)
  }
}

function runOf({ random, runs }: Outside, kind: 'cancel' | 'pause' | 'resume'): RunId | undefined {
  const fitting = runs.filter(({ status }) => kind === 'cancel' || (status === 'paused') === (kind === 'resume'))
  return fitting.length === 0 ? undefined : pick(fitting, random).run
}

function start(outside: Outside): WishAsk {
  outside.started += 1
  const { name, started, random } = outside
  const run = `${name}-${String(started).padStart(6, '0')}` as RunId
  return { type: 'start', run, plan: Math.floor(random() * PLANS), inputs: { order: `order ${started}` } }
}

function read(outside: Outside): WishAsk {
  const { promises, random } = outside
  return promises.size === 0 ? start(outside) : { type: 'read', run: pick([...promises.keys()], random) }
}

function answer(outside: Outside, task: OpenTask): WishAsk {
  return answerWith(outside, task, answerFor(task.reason, outside))
}

/** The answer that lets a run go on without another round. */
export function concludingAnswer(outside: Outside, task: OpenTask): WishAsk {
  return answerWith(outside, task, { type: 'edit', outputs: OUTPUTS, note: '' })
}

function answerWith(outside: Outside, { run, task }: OpenTask, given: TaskAnswer): WishAsk {
  outside.commands += 1
  return { type: 'answer', run, task, command: `${outside.name}-c${outside.commands}` as CommandId, answer: given }
}

/** Any answer that the reason offers, now and then one that it does not. */
function answerFor(reason: TaskReason, { random }: Outside): TaskAnswer {
  const types = ['approve', 'edit', 'reject', 'retry'] as const
  const offered = types.filter((each) => ANSWERS[reason][each] !== null)
  const type = random() < 0.05 ? pick(types, random) : pick(offered, random)
  return type === 'edit' ? { type, outputs: OUTPUTS, note: '' } : { type, note: 'As the harness says.' }
}
