import { ok } from '../../../../src/core/basics/result.ts'
import type { Timestamp } from '../../../../src/core/basics/timestamp.ts'
import type { Plan } from '../../../../src/core/plan/plan.ts'
import type { CommandId, RunId } from '../../../../src/core/run/ids.ts'
import type { Run } from '../../../../src/core/run/run.ts'
import { isFinished } from '../../../../src/core/run/run.ts'
import type { Task } from '../../../../src/core/run/task.ts'
import type { Engine } from '../../../../src/engine/engine.ts'
import { fireSchedule } from '../../../../src/engine/fire-schedule.ts'
import type { Blobs, Clock, Ids } from '../../../../src/engine/ports.ts'
import type { TriggerReader } from '../../../../src/engine/store.ts'
import type { TriggerRow } from '../../../../src/engine/trigger-row.ts'
import type { VersionRow } from '../../../../src/engine/version-row.ts'
import { OWNER_PERSON, runThat } from '../../../support/engine.ts'
import { aSchedule, aTriggerRow } from '../../../support/rows.ts'
import { APPROVE, at, everyRole, RETRY, seenIn } from '../../../support/runs.ts'
import type { Random } from '../../../support/seeded.ts'
import { randomFrom } from '../../../support/seeded.ts'
import { DESK, makeDeskPlan } from './desk-plan.ts'
import { openTask } from './end-runs.ts'
import type { Line } from './lines.ts'
import { order, told } from './told.ts'

export interface Desk {
  readonly engine: Engine
  readonly reader: TriggerReader
  readonly blobs: Blobs
  readonly clock: Clock
  readonly ids: Ids
  readonly note: (line: Line) => void
  /** Relative to the home folder. Resolves when it is promised. */
  readonly writeFile: (path: string, text: string) => Promise<void>
}

/** Orders that are handled at the same time. */
const ORDERS_AT_ONCE = 4
const TRIGGER = `${DESK}/every-minute`

/** Everything a day at the desk brings: new versions, schedules, orders, people's answers, cancellations and pauses. */
export async function workAtDesk(
  desk: Desk,
  { seed, orders }: { readonly seed: number; readonly orders: number },
): Promise<void> {
  const random = randomFrom(seed)
  for (let done = 0, number = 1; done < orders; done += ORDERS_AT_ONCE, number += 1) {
    const plan = await publish(desk, number)
    const handled = Array.from({ length: ORDERS_AT_ONCE }, () => handleOrder(desk, plan, random))
    await Promise.all([...handled, handleFiring(desk, plan, random)])
  }
}

async function publish(desk: Desk, number: number): Promise<Plan> {
  const text = `workcharts: v1\nid: ${DESK}\nname: Desk, the ${number}th\n${'# A line of explanation.\n'.repeat(40)}`
  const plan = await makeDeskPlan(desk.blobs, number)
  const version = versionOf(desk, number, text)
  const stored = (await desk.reader.listTriggers()).find(({ id }) => id === TRIGGER)
  await desk.engine.write({ version, triggers: [triggerOf(version, stored)] })
  desk.note({ type: 'version', workflow: DESK, number })
  await desk.writeFile(`collections/default/workflows/${DESK}-${number}/WORKFLOW.yaml`, text)
  await desk.writeFile('workcharts/server.json', JSON.stringify({ pid: number, port: 1, token: 'x'.repeat(43) }))
  return plan
}

function versionOf({ clock }: Desk, number: number, text: string): VersionRow {
  return {
    workflow: DESK,
    number,
    digest: `desk-${number}`,
    name: 'Desk',
    collection: 'default',
    file: `${DESK}-${number}`,
    text,
    status: 'published',
    at: clock.now(),
    by: OWNER_PERSON,
    made: null,
  }
}

function triggerOf({ workflow, digest }: VersionRow, stored: TriggerRow | undefined): TriggerRow {
  return aTriggerRow({
    id: TRIGGER,
    version: (stored?.version ?? 0) + 1,
    workflow,
    digest,
    definition: aSchedule({ id: 'every-minute', cron: '* * * * *', inputs: {} }),
    nextFireAt: stored?.nextFireAt ?? at(1),
    lastRun: stored?.lastRun ?? null,
  })
}

async function handleFiring(desk: Desk, plan: Plan, random: Random): Promise<void> {
  const trigger = (await desk.reader.listTriggers()).find(({ id }) => id === TRIGGER)
  if (trigger === undefined) throw new Error('The schedule is gone')
  const instant = trigger.nextFireAt as Timestamp
  await fireSchedule({ ...desk, clock: { now: () => instant }, planFor: async () => ok(plan) }, trigger)
  desk.note({ type: 'firing', trigger: TRIGGER, instant })
  const [firing] = await desk.reader.listFirings(TRIGGER, 1)
  if (firing?.outcome.type === 'run') await seeThrough(desk, firing.outcome.run, random)
}

async function handleOrder(desk: Desk, plan: Plan, random: Random): Promise<void> {
  const id = desk.ids.next() as RunId
  await told(desk, { type: 'start', run: id, inputs: {} }, async () => {
    const started = await desk.engine.start({ id, plan, inputs: {}, by: OWNER_PERSON, cause: { type: 'manual' } })
    return started.ok ? started.value.version : undefined
  })
  await seeThrough(desk, id, random)
}

/** Answers what people are asked until the run has ended; some runs are canceled on the way, some paused for a while. */
async function seeThrough(desk: Desk, id: RunId, random: Random): Promise<void> {
  for (;;) {
    const run = await runThat(desk, id, (state) => isFinished(state) || openTask(state) !== undefined)
    const task = openTask(run)
    if (task === undefined) return
    const chance = random()
    if (chance < 0.1) await order(desk, id, { type: 'cancel-run', by: OWNER_PERSON, note: 'Not needed any more.' })
    else if (chance < 0.2) await pauseForAWhile(desk, id)
    else await answer(desk, { run, task, answer: chance < 0.3 && task.reason !== 'human-stage' ? RETRY : APPROVE })
  }
}

async function pauseForAWhile(desk: Desk, id: RunId): Promise<void> {
  await order(desk, id, { type: 'pause-run', by: OWNER_PERSON })
  await order(desk, id, { type: 'resume-run', by: OWNER_PERSON })
}

interface Answering {
  readonly run: Run
  readonly task: Task
  readonly answer: typeof APPROVE
}

async function answer(desk: Desk, { run, task, answer: given }: Answering): Promise<void> {
  const command = desk.ids.next() as CommandId
  const as = everyRole(OWNER_PERSON)
  const seen = seenIn(run, task.id)
  await order(desk, run.id, {
    type: 'answer-task',
    id: command,
    task: task.id,
    answer: given,
    as,
    seen,
    salt: desk.ids.salt(),
  })
}
