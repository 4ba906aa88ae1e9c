import type { JsonObject } from '../../src/core/basics/json.ts'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { Command } from '../../src/core/run/command.ts'
import type { ActorId, OwnerId, RunId } from '../../src/core/run/ids.ts'
import { isFinished } from '../../src/core/run/run.ts'
import type { RunCause, RunStarted } from '../../src/core/run/run-event.ts'
import { allStages } from '../../src/core/run/stage-table.ts'
import type { Task, TaskAnswer } from '../../src/core/run/task.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { Draft } from '../../src/engine/draft.ts'
import { appendOf, decideInDraft, draftStart } from '../../src/engine/draft.ts'
import type { Transition } from '../../src/engine/store.ts'
import { answerCommand, everyRole, sha256 } from '../../test/support/runs.ts'
import type { Random } from '../../test/support/seeded.ts'
import { pick } from '../../test/support/seeded.ts'
import { hex, whole } from './chance.ts'
import type { StoredPlan } from './plans.ts'
import { DRAFT, LOOK_UP, PLANS, SEND } from './plans.ts'
import type { Letter } from './texts.ts'
import { errorOf, letterOf, replyTo } from './texts.ts'

const OWNER = 'history' as OwnerId
const PEOPLE = ['human:lena', 'human:tom', 'human:ines', 'human:olu']
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
/** A person decides within so much, and sometimes after the deadline of four hours. */
const DECISION_MS_MAX = 300 * MINUTE_MS
const STEPS_MAX = 100

/** What becomes of a run, of a thousand each. The others go well. */
const COURSES = [
  { course: 'fails', below: 60 },
  { course: 'is-rejected', below: 90 },
  { course: 'is-canceled', below: 110 },
  { course: 'stays-open', below: 111 },
] as const
type Course = (typeof COURSES)[number]['course'] | 'goes-well'

/** A run on its way. `draft` is what was decided of it. */
interface Going {
  readonly random: Random
  readonly letter: Letter
  readonly course: Course
  readonly draft: Draft
  now: Timestamp
}

/**
 * One run of five stages, every fact of it decided by the core at its time. All of it is one transition: the engine
 * would write it in six or more, which takes three times as long.
 */
export function generateRun(random: Random, start: Timestamp): Transition {
  const stored = pick(pick(PLANS, random), random)
  const going = begin(random, { start, stored })
  for (let step = 0; step < STEPS_MAX && goOn(going); step += 1);
  return { plan: stored, run: appendOf(going.draft, { now: going.now, owner: OWNER }) }
}

interface Beginning {
  readonly start: Timestamp
  readonly stored: StoredPlan
}

function begin(random: Random, { start, stored }: Beginning): Going {
  const letter = letterOf(random)
  const started = startOf(random, { letter, start, plan: stored.digest })
  const draft = draftStart(stored.plan, started, { now: start, owner: OWNER, sha256 })
  if (!draft.ok) throw new Error(`A generated run was refused: ${draft.error.code}`)
  return { random, letter, course: courseOf(random), draft: draft.value, now: start }
}

interface About {
  readonly letter: Letter
  readonly start: Timestamp
  readonly plan: StoredPlan['digest']
}

function startOf(random: Random, { letter, start, plan }: About): RunStarted {
  return {
    type: 'run-started',
    run: runIdAt(random, start),
    plan,
    inputs: { text: letter.text },
    salt: hex(random, 32),
    by: pick(PEOPLE, random) as ActorId,
    cause: causeOf(random, start),
    title: letter.title,
  }
}

/** As version 7 of a UUID, which is what runs have: their order is that of time. */
function runIdAt(random: Random, at: Timestamp): RunId {
  const time = at.toString(16).padStart(12, '0')
  const rest = hex(random, 18)
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`
  return id as RunId
}

function causeOf(random: Random, instant: Timestamp): RunCause {
  if (whole(random, 1, 4) > 1) return { type: 'manual' }
  return { type: 'schedule', trigger: `every-hour-${whole(random, 1, 9)}`, instant }
}

function courseOf(random: Random): Course {
  const drawn = whole(random, 0, 999)
  return COURSES.find(({ below }) => drawn < below)?.course ?? 'goes-well'
}

/** Does what is next. False: nothing is. */
function goOn(going: Going): boolean {
  const { run } = going.draft.live
  const stages = allStages(run.stages)
  const at = stages.findIndex(({ state }) => state.status === 'ready')
  const stage = run.plan.stages[at]?.id
  if (stage !== undefined) return performed(going, stage)
  const asked = stages.flatMap(({ tasks }) => tasks).find(({ state }) => state.status === 'open')
  return asked !== undefined && decided(going, asked)
}

function performed(going: Going, stage: StageId): boolean {
  const { random, course } = going
  if (course === 'is-canceled' && stage === SEND) return canceled(going)
  send(going, { type: 'begin-attempt', stage, inputsDigest: hex(random, 64), owner: OWNER })
  later(going, whole(random, 1, 40) * SECOND_MS)
  const fence = fenceOf(going, stage)
  const result = resultOf(going, stage)
  const [jitter, coin] = [random(), random()]
  send(going, { type: 'report-attempt', stage, fence, result, salt: hex(random, 32), jitter, coin })
  return true
}

function fenceOf({ draft }: Going, stage: StageId): number {
  const { plan, stages } = draft.live.run
  const { state } = allStages(stages)[plan.stages.findIndex(({ id }) => id === stage)] ?? {}
  return state?.status === 'running' ? state.fence : 0
}

function resultOf({ random, letter, course }: Going, stage: StageId): AttemptResult {
  if (course === 'fails' && stage === DRAFT) {
    return { type: 'failed', error: { ...errorOf(random), reach: 'answered', cost: { basis: 'free' } } }
  }
  if (stage !== DRAFT) return { type: 'answered', answer: freeAnswer(outputsOf(stage, letter)) }
  return { type: 'answered', answer: { ...aiAnswer(random), outputs: { reply: replyTo(random, letter.order) } } }
}

function freeAnswer(outputs: JsonObject) {
  return { outputs, confidence: null, cost: { basis: 'free' }, artifacts: [] } as const
}

function outputsOf(stage: StageId, { order }: Letter): JsonObject {
  if (stage === LOOK_UP) return { order, status: 'shipped' }
  return stage === SEND ? { sent: true } : { order }
}

function aiAnswer(random: Random) {
  const [input, output] = [whole(random, 400, 4_000), whole(random, 60, 900)]
  return {
    confidence: Math.round(50 + 50 * Math.sqrt(random())) / 100,
    cost: { basis: 'reported', currency: 'EUR', microUnits: input * 3 + output * 15 },
    artifacts: [],
    model: { name: 'desk/writer-2', tokens: { input, output, cacheRead: null, cacheWrite: null, reasoning: null } },
  } as const
}

/** A person decides what is open; where the run stays open, nobody does, and the deadline may pass. */
function decided(going: Going, task: Task): boolean {
  const { random, course } = going
  if (course === 'stays-open' && task.reason !== 'audit') return leftOpen(going, task)
  later(going, whole(random, MINUTE_MS, DECISION_MS_MAX))
  passTime(going, task)
  const { run } = going.draft.live
  const as = everyRole(pick(PEOPLE, random) as ActorId)
  const over = { id: hex(random, 32), as, answer: answerTo(going, task) }
  send(going, answerCommand(run, task.id, over))
  return true
}

function leftOpen(going: Going, task: Task): false {
  if (whole(going.random, 1, 2) === 1) later(going, DECISION_MS_MAX)
  passTime(going, task)
  return false
}

/** What its run notes by itself once the deadline is over. */
function passTime(going: Going, { due }: Task): void {
  if (due === null || due > going.now || isFinished(going.draft.live.run)) return
  send(going, { type: 'time-passed', jitter: 0 })
}

function answerTo({ random, course, letter }: Going, { reason }: Task): TaskAnswer {
  const isRejected = course === 'is-rejected' || (reason === 'audit' && whole(random, 1, 10) === 1)
  if (isRejected) return { type: 'reject', note: `This is not what order ${letter.order} is about.` }
  if (reason === 'audit' || reason === 'human-stage' || whole(random, 1, 5) > 1) return { type: 'approve', note: '' }
  return { type: 'edit', outputs: { reply: replyTo(random, letter.order) }, note: '' }
}

function canceled(going: Going): boolean {
  send(going, { type: 'cancel-run', by: pick(PEOPLE, going.random) as ActorId, note: 'The customer called.' })
  return false
}

function later(going: Going, ms: number): void {
  going.now = addMs(going.now, ms)
}

function send(going: Going, command: Command): void {
  const sent = decideInDraft(going.draft, command, { now: going.now, owner: OWNER, sha256 })
  if (!sent.ok) throw new Error(`A generated ${command.type} was refused: ${JSON.stringify(sent.error)}`)
}
