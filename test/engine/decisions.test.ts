import { expect, it } from 'vitest'
import type { AnswerTask, Command } from '../../src/core/run/command.ts'
import type { CommandId, RunId, TaskId } from '../../src/core/run/ids.ts'
import { isFinished } from '../../src/core/run/run.ts'
import type { TaskAnswer } from '../../src/core/run/task.ts'
import type { RealEngine } from '../faults/limits/open-engine.ts'
import { aDataHome, openEngine } from '../faults/limits/open-engine.ts'
import { startOf } from '../support/engine.ts'
import { APPROVE, aPlan, approver, aRun, aStage, edit, LENA, REJECT, seenIn, TOM } from '../support/runs.ts'
import type { Random } from '../support/seeded.ts'
import { pick, randomFrom } from '../support/seeded.ts'

const SEED = 4711
const TASKS = 500
const DECISIONS_OF_A_TASK = 20
const ANSWERS: readonly TaskAnswer[] = [APPROVE, REJECT, edit({ amount: 5 })]
const [LENA_OF_SUPPORT, TOM_OF_FINANCE] = [approver(LENA, 'support'), approver(TOM, 'finance')]

/** Two versions of one WorkChart, which differ in what the person reads. */
const [PLAN, OTHER_VERSION] = [planSaying('Decide it.'), planSaying('Decide it now.')]

function planSaying(instructions: string) {
  const primary = { kind: 'human', ref: 'human:support', name: 'Support' } as const
  return aPlan([aStage('ask', { primary, instructions })])
}

/** When the run of a task is canceled: then nobody can decide it any more. */
type End = 'never' | 'before' | 'meanwhile'

const ENDS: readonly End[] = ['before', 'meanwhile', ...Array<End>(8).fill('never')]

interface Asked {
  readonly run: RunId
  readonly task: TaskId
  readonly seen: string
  readonly end: End
}

interface Sending {
  readonly run: RunId
  readonly command: Command
  /** Only such a one may be accepted. */
  readonly isRight: boolean
}

it('[TA18] of ten thousand decisions at most one is accepted for each task, and never a wrong one', async () => {
  const random = randomFrom(SEED)
  await using home = await aDataHome()
  await using real = openEngine(home.data)
  const asked = await askedTasks(real, random)
  for (const { run } of asked.filter(({ end }) => end === 'before')) await real.engine.command(run, CANCEL)
  const decisions = asked.flatMap((task) => decisionsOn(task, asked, random))
  expect(decisions).toHaveLength(TASKS * DECISIONS_OF_A_TASK)
  const cancels = asked
    .filter(({ end }) => end === 'meanwhile')
    .map(({ run }) => ({ run, command: CANCEL, isRight: true }))
  const sent = shuffled([...decisions, ...cancels], random)
  const accepted = await Promise.all(sent.map(async (each) => ({ ...each, isAccepted: await isAccepted(real, each) })))
  expect(accepted.filter(({ isRight, isAccepted: was }) => was && !isRight)).toEqual([])
  for (const task of asked)
    await expectOneDecision(
      real,
      task,
      accepted.filter(({ isAccepted: was }) => was),
    )
  expect(real.problems).toEqual([])
}, 120_000)

const CANCEL: Command = { type: 'cancel-run', by: LENA, note: '' }

async function askedTasks({ engine, ids }: RealEngine, random: Random): Promise<readonly Asked[]> {
  const runs = await Promise.all(Array.from({ length: TASKS }, () => startOf({ engine, ids }, PLAN)))
  return runs.map((run) => {
    const task = `${run.id}.ask.1` as TaskId
    return { run: run.id, task, seen: seenIn(run, task), end: pick(ENDS, random) }
  })
}

/** At least one of them is right; the others are anything that may come along. */
function decisionsOn(task: Asked, all: readonly Asked[], random: Random): readonly Sending[] {
  const first = rightOn(task, 0, random)
  const others = Array.from({ length: DECISIONS_OF_A_TASK - 1 }, (_, index) => {
    const way = pick(Object.values(WAYS), random)
    return way({ task, first, right: rightOn(task, index + 1, random), other: pick(all, random), random })
  })
  return [{ run: task.run, command: first, isRight: true }, ...others]
}

function rightOn({ task, seen }: Asked, index: number, random: Random): AnswerTask {
  const id = `${task}-${index}` as CommandId
  return { type: 'answer-task', id, task, answer: pick(ANSWERS, random), as: LENA_OF_SUPPORT, seen, salt: 's' }
}

interface Making {
  readonly task: Asked
  readonly first: AnswerTask
  readonly right: AnswerTask
  readonly other: Asked
  readonly random: Random
}

/** Every way in which a decision comes about. */
const WAYS = {
  raced: ({ task, right }: Making) => ({ run: task.run, command: right, isRight: true }),
  replayed: ({ task, first }: Making) => ({ run: task.run, command: first, isRight: true }),
  forged: ({ task, right, random }: Making) => wrong(task, { ...right, seen: random().toString(16).repeat(5) }),
  crossTask: ({ task, right, other }: Making) => ({
    run: task.run,
    command: { ...right, seen: other.seen },
    isRight: other.task === task.task,
  }),
  otherVersion: ({ task, right }: Making) => {
    const { run } = aRun(OTHER_VERSION, { run: task.run })
    return wrong(task, { ...right, seen: seenIn(run, task.task) })
  },
  notTheirs: ({ task, right }: Making) => wrong(task, { ...right, as: TOM_OF_FINANCE }),
  replayedByAnother: ({ task, first }: Making) => wrong(task, { ...first, as: TOM_OF_FINANCE }),
  misdirected: ({ task, right, other }: Making) => ({
    run: other.run,
    command: right,
    isRight: other.task === task.task,
  }),
} as const satisfies Record<string, (making: Making) => Sending>

function wrong({ run }: Asked, command: AnswerTask): Sending {
  return { run, command, isRight: false }
}

async function isAccepted({ engine }: RealEngine, { run, command }: Sending): Promise<boolean> {
  return (await engine.command(run, command))?.ok === true
}

/** What is stored is the one decision that was accepted, and nothing else. */
async function expectOneDecision(
  { engine, store }: RealEngine,
  asked: Asked,
  accepted: readonly Sending[],
): Promise<void> {
  const mine = accepted.flatMap(({ command }) =>
    command.type === 'answer-task' && command.task === asked.task ? [command] : [],
  )
  const stored = (await store.history(asked.run, { after: 0, also: [] })).flatMap(({ event }) =>
    event.type === 'task-answered' ? [event] : [],
  )
  const expected = { never: 1, before: 0, meanwhile: stored.length }[asked.end]
  expect([asked, new Set(mine.map(({ id }) => id)).size, stored.length]).toEqual([asked, expected, expected])
  expect(stored.map(({ command, answer, by, role }) => ({ command, answer, by, role }))).toEqual(
    mine.slice(0, 1).map(({ id, answer }) => ({ command: id, answer, by: LENA, role: 'approver' })),
  )
  const run = await engine.findRun(asked.run)
  expect([asked, run !== undefined && isFinished(run)]).toEqual([asked, true])
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item)
}
