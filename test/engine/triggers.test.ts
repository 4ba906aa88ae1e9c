import { describe, expect, it } from 'vitest'
import type { Timestamp } from '../../src/core/basics/timestamp.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import type { WorldOptions } from '../support/engine.ts'

import { anError, at, LENA } from '../support/runs.ts'
import type { Scheduled } from '../support/scheduled.ts'
import { digest, HOURLY, scheduled, TRIGGER } from '../support/scheduled.ts'

/** Never answers, so that its run stays open. */
const HOLD: WorldOptions = { script: () => new Promise(() => undefined) }
const FAIL: WorldOptions = { script: (): AttemptResult => ({ type: 'failed', error: anError() }) }

/** What every firing led to, the oldest first. */
async function log(office: Scheduled): Promise<readonly string[]> {
  const firings = await office.firings()
  return firings.toReversed().map(({ outcome }) => (outcome.type === 'skipped' ? outcome.reason : outcome.type))
}

/** Looks at what is due now, without waiting for what never ends. */
async function lookAt({ clock, engine }: Scheduled, now: Timestamp): Promise<void> {
  clock.set(now)
  await engine.recover()
}

async function openRuns({ store }: Scheduled) {
  return await store.openRunsOf(TRIGGER, 10)
}

function cancel({ engine }: Scheduled, run: Parameters<Scheduled['engine']['command']>[0]) {
  return engine.command(run, { type: 'cancel-run', by: LENA, note: '' })
}

describe('a jitter', () => {
  it('[SD8] fires later, by the same time again after a restart, and never beyond it', async () => {
    const office = await scheduled(digest(`${HOURLY}, jitter: 30m`))
    const { nextInstant, nextFireAt } = await office.trigger()
    expect(nextInstant).toBe(at(60))
    expect(Number(nextFireAt)).toBeGreaterThan(at(60))
    expect(Number(nextFireAt)).toBeLessThan(at(90))
    await office.goTo(at(60))
    expect(await office.firings()).toEqual([])
    await office.goTo(nextFireAt as Timestamp)
    expect(await office.firings()).toMatchObject([{ instant: at(60), outcome: { type: 'run' } }])
    const again = await scheduled(digest(`${HOURLY}, jitter: 30m`))
    expect((await again.trigger()).nextFireAt).toBe(nextFireAt)
  })
})

describe('runs that overlap', () => {
  it('[SD9][SD12] wait for their turn, and start in their order', async () => {
    const office = await scheduled(digest(`${HOURLY}, overlap: queue`), HOLD)
    for (const hour of [1, 2, 3]) await lookAt(office, at(60 * hour))
    expect(await log(office)).toEqual(['run', 'waiting', 'waiting'])
    const [first] = await openRuns(office)
    if (first === undefined) throw new Error('Nothing was started')
    await cancel(office, first)
    await lookAt(office, addMs(at(180), 1))
    expect(await log(office)).toEqual(['run', 'run', 'waiting'])
    const [second] = await openRuns(office)
    expect((await office.engine.findRun(second ?? first))?.cause).toMatchObject({ instant: at(120) })
  })

  it('[SD9] may go on beside each other', async () => {
    const office = await scheduled(digest(`${HOURLY}, overlap: allow`), HOLD)
    for (const hour of [1, 2]) await lookAt(office, at(60 * hour))
    expect(await openRuns(office)).toHaveLength(2)
  })

  it('[SD9] take the place of what is open', async () => {
    const office = await scheduled(digest(`${HOURLY}, overlap: cancel_other`), HOLD)
    for (const hour of [1, 2]) await lookAt(office, at(60 * hour))
    const open = await openRuns(office)
    expect([await log(office), open.length]).toEqual([['run', 'run'], 1])
    const runs = await office.store.listRuns({ limit: 10 })
    expect(runs.map(({ status }) => status)).toEqual(['running', 'canceled'])
  })
})

describe('what was missed', () => {
  it.each([
    ['none', ['missed', 'missed', 'missed', 'missed'], []],
    ['last', ['missed', 'missed', 'missed', 'run'], [240]],
    ['all, catch_up_max: 2, overlap: allow', ['missed', 'missed', 'run', 'run'], [180, 240]],
    ['all, catch_up_window: 3h, overlap: queue', ['missed', 'run', 'run', 'run'], [120, 180, 240]],
  ] as const)('[SD10] catching up %s', async (catchUp, outcomes, caught) => {
    const office = await scheduled(digest(`${HOURLY}, catch_up: ${catchUp}`))
    await office.goTo(addMs(at(240), 120_000))
    for (const ms of [121_000, 122_000]) await office.goTo(addMs(at(240), ms))
    expect(await log(office)).toEqual(outcomes)
    const runs = (await office.firings()).filter(({ outcome }) => outcome.type === 'run').toReversed()
    expect(runs.map(({ instant }) => instant)).toEqual(caught.map(at))
    for (const { note } of runs.slice(0, 1)) expect(note).toBe('Caught up: the program was not running at that time.')
    expect((await office.trigger()).nextInstant).toBe(at(300))
  })
})

describe('failures in a row', () => {
  const FAILING = digest(`${HOURLY}, pause_after: 2`, 'defaults: { on_error: fail, retry: { maximum_attempts: 1 } }')

  it('[SD11] pause the schedule, which says why', async () => {
    const office = await scheduled(FAILING, FAIL)
    for (const hour of [1, 2, 3, 4]) await office.goTo(at(60 * hour))
    expect(await log(office)).toEqual(['run', 'run', 'paused'])
    expect(await office.trigger()).toMatchObject({
      pause: { by: null, at: at(180), because: 'Its last 2 runs failed.' },
      nextInstant: null,
      nextFireAt: null,
    })
  })

  it('[SD11][SD13] do not count any more once it was resumed', async () => {
    const office = await scheduled(FAILING, FAIL)
    for (const hour of [1, 2, 3]) await office.goTo(at(60 * hour))
    await office.triggers.resume(TRIGGER)
    for (const hour of [4, 5, 6]) await office.goTo(at(60 * hour))
    expect(await log(office)).toEqual(['run', 'run', 'paused', 'run', 'run', 'paused'])
  })

  it('[SD11][SD17] are forgotten with the next version, and its pause with them', async () => {
    const office = await scheduled(FAILING, FAIL)
    for (const hour of [1, 2, 3]) await office.goTo(at(60 * hour))
    office.library.write('digest', `${FAILING}description: Better\n`)
    await office.workflows.publish('digest', LENA)
    expect(await office.trigger()).toMatchObject({ pause: null, nextInstant: at(240) })
  })
})

describe('a pause', () => {
  it.each(['none', 'last', 'all'])('[SD13] starts nothing and catches nothing up, catching up %s', async (catchUp) => {
    const office = await scheduled(digest(`${HOURLY}, catch_up: ${catchUp}`))
    await office.triggers.pause({ trigger: TRIGGER, by: LENA, because: 'Stocktaking' })
    await office.goTo(at(200))
    expect(await office.firings()).toEqual([])
    const resumed = await office.triggers.resume(TRIGGER)
    expect(resumed).toMatchObject({ ok: true, value: { pause: null, nextInstant: at(240) } })
    await office.goTo(at(240))
    expect(await log(office)).toEqual(['run'])
  })

  it('[SD13] records what had come and was not decided, and is asked for twice without harm', async () => {
    const office = await scheduled(digest(`${HOURLY}, jitter: 30m`))
    office.clock.set(addMs(at(60), 1))
    const wish = { trigger: TRIGGER, by: LENA, because: '' }
    const first = await office.triggers.pause(wish)
    expect(await office.triggers.pause(wish)).toEqual(first)
    expect(await office.firings()).toMatchObject([{ instant: at(60), outcome: { reason: 'paused' } }])
    const resumed = await office.triggers.resume(TRIGGER)
    expect(await office.triggers.resume(TRIGGER)).toEqual(resumed)
  })

  it('[SD13] of a trigger that is not there says so', async () => {
    const office = await scheduled(digest(HOURLY))
    const unknown = { ok: false, error: { code: 'trigger-unknown', trigger: 'digest/none' } }
    expect(await office.triggers.pause({ trigger: 'digest/none', by: LENA, because: '' })).toEqual(unknown)
    expect(await office.triggers.resume('digest/none')).toEqual(unknown)
  })

  it('[SD17] by a person stays when the next version is published', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.triggers.pause({ trigger: TRIGGER, by: LENA, because: 'Stocktaking' })
    office.library.write('digest', `${digest(HOURLY)}description: Better\n`)
    await office.workflows.publish('digest', LENA)
    expect(await office.trigger()).toMatchObject({ pause: { by: LENA, because: 'Stocktaking' }, nextInstant: null })
  })
})

describe('a time that has passed', () => {
  function fire({ triggers }: Scheduled, instant: Timestamp, trigger = TRIGGER) {
    return triggers.fire({ trigger, id: 'wish', by: LENA, instant })
  }

  it('[SD14] that was skipped is started once, and its log says both', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(at(170))
    const run = await fire(office, at(120))
    expect(run).toMatchObject({ ok: true, value: { cause: { instant: at(120) }, startedBy: LENA } })
    const [, firing] = await office.firings()
    expect(await office.firings()).toHaveLength(2)
    expect([await log(office), firing]).toMatchObject([['missed', 'run'], { instant: at(60) }])
    expect((await office.firings())[0]).toMatchObject({
      by: LENA,
      revision: 2,
      note: 'Skipped at first: The program was not running at that time, and this schedule does not catch up.',
    })
    expect(await fire(office, at(120))).toMatchObject({ error: { code: 'instant-started' } })
  })

  it('[SD14] from before it was published is started too', async () => {
    const office = await scheduled(digest(HOURLY))
    expect(await fire(office, at(-60))).toMatchObject({ ok: true })
  })

  it('[SD14] is one of the schedule, and not still to come', async () => {
    const office = await scheduled(digest(`${HOURLY}, ends_on: 2026-12-31`))
    expect(await fire(office, addMs(at(-60), 1))).toMatchObject({
      error: { code: 'instant-unknown', next: at(0) },
    })
    expect(await fire(office, at(60))).toMatchObject({ error: { code: 'instant-to-come' } })
    expect(await fire(office, at(-60), 'digest/none')).toMatchObject({ error: { code: 'trigger-unknown' } })
  })

  it('[WK7] the same wish starts one run', async () => {
    const office = await scheduled(digest(HOURLY))
    const wish = { trigger: TRIGGER, id: 'wish-1', by: LENA, instant: null }
    const [first, again] = [await office.triggers.fire(wish), await office.triggers.fire(wish)]
    expect(again.ok && first.ok && again.value.id === first.value.id).toBe(true)
    expect(await office.store.listRuns({ limit: 9 })).toHaveLength(1)
  })
})

describe('a backfill', () => {
  const RANGE = { trigger: TRIGGER, from: at(60), to: at(240) }

  it('[SD15] shows what it would start, and starts it one after the other', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(at(60))
    await office.goTo(at(230))
    expect(await log(office)).toEqual(['run', 'missed', 'missed'])
    const preview = { ok: true, value: { starts: [at(120), at(180)], started: 1 } }
    expect(await office.triggers.previewBackfill(RANGE)).toEqual(preview)
    expect(await office.triggers.backfill({ ...RANGE, by: LENA, turn: 'after-others' })).toEqual(preview)
    await office.goTo(at(231))
    await office.goTo(at(232))
    expect(await log(office)).toEqual(['run', 'run', 'run'])
    expect(await office.triggers.previewBackfill(RANGE)).toMatchObject({ value: { starts: [], started: 3 } })
  })

  it('[SD12][SD15] starts all at once where that is asked for, whatever is open', async () => {
    const office = await scheduled(digest(HOURLY), HOLD)
    await lookAt(office, at(60))
    await office.triggers.backfill({ trigger: TRIGGER, from: at(-180), to: at(0), by: LENA, turn: 'at-once' })
    await lookAt(office, at(61))
    expect(await openRuns(office)).toHaveLength(5)
    expect((await office.firings()).at(-1)).toMatchObject({ note: 'Filled in afterwards.', by: LENA })
  })

  it('[SD15] is refused where it is too long, or the schedule is off', async () => {
    const office = await scheduled(digest('cron: "* * * * *", timezone: UTC'))
    const range = { trigger: TRIGGER, from: at(-1_001), to: at(0) }
    expect(await office.triggers.previewBackfill(range)).toMatchObject({
      error: { code: 'backfill-too-long', startsMax: 1_000 },
    })
    expect(await office.triggers.previewBackfill({ ...range, from: at(-999) })).toMatchObject({ ok: true })
    expect(await office.triggers.previewBackfill({ ...range, from: at(-20_000) })).toMatchObject({ ok: false })
    await office.triggers.pause({ trigger: TRIGGER, by: LENA, because: '' })
    expect(await office.triggers.previewBackfill(RANGE)).toMatchObject({
      error: { code: 'trigger-off', why: 'paused' },
    })
    await office.triggers.resume(TRIGGER)
    await office.workflows.archive('digest', LENA)
    expect(await office.triggers.backfill({ ...RANGE, by: LENA, turn: 'at-once' })).toMatchObject({
      error: { code: 'trigger-off', why: 'off' },
    })
    expect(await office.triggers.previewBackfill({ ...RANGE, trigger: 'digest/none' })).toMatchObject({ ok: false })
  })
})

describe('a schedule that is armed wrongly', () => {
  async function setNext(office: Scheduled, next: Timestamp | null): Promise<void> {
    const row = await office.trigger()
    await office.engine.write({ triggers: [{ ...row, version: row.version + 1, nextInstant: next, nextFireAt: next }] })
  }

  it.each([
    ['has no next instant', null],
    ['waits for a later one', at(600)],
    ['waits for one that its pattern does not give', addMs(at(50), 5)],
  ])('[SD16] because it %s is armed again', async (_, next) => {
    const office = await scheduled(digest(HOURLY))
    await setNext(office, next)
    await office.goTo(at(11))
    expect((await office.trigger()).nextInstant).toBe(at(60))
  })

  it('[SD4][SD16] because the clock was ahead fires when its time really comes, once', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(at(60 * 24 * 10))
    expect((await office.trigger()).nextInstant).toBe(at(60 * 24 * 10 + 60))
    office.clock.set(at(30))
    await office.goTo(at(30))
    expect((await office.trigger()).nextInstant).toBe(at(60))
    await office.goTo(at(60))
    await office.goTo(at(61))
    const first = (await office.firings()).filter(({ instant }) => instant === at(60))
    expect(first).toMatchObject([{ outcome: { type: 'run' }, revision: 2 }])
  })

  it('[SD16] is left alone where it is as it should be, paused, or at its end', async () => {
    const office = await scheduled(digest(`${HOURLY}, ends_on: 2026-11-01`))
    const before = await office.trigger()
    expect(before.nextInstant).toBeNull()
    await office.goTo(at(20))
    expect(await office.trigger()).toEqual(before)
  })
})

describe('publishing', () => {
  it('[SD17] keeps an instant that has just come, where the times stay the same', async () => {
    const office = await scheduled(digest(HOURLY))
    office.clock.set(addMs(at(60), 5))
    office.library.write('digest', digest(`${HOURLY}, overlap: allow`))
    await office.workflows.publish('digest', LENA)
    await office.goTo(addMs(at(60), 10))
    expect(await log(office)).toEqual(['run'])
  })

  it('[SD17] records what had come and was not decided, where they change', async () => {
    const office = await scheduled(digest(HOURLY))
    office.clock.set(addMs(at(120), 5))
    office.library.write('digest', digest('cron: "30 * * * *", timezone: UTC'))
    await office.workflows.publish('digest', LENA)
    expect(await log(office)).toEqual(['changed', 'changed'])
    expect((await office.trigger()).nextInstant).toBe(at(150))
  })

  it('[SD17] records it where the schedule is taken out, and leaves out what was decided before', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(at(60))
    const row = await office.trigger()
    await office.engine.write({
      triggers: [{ ...row, version: row.version + 1, nextInstant: at(60), nextFireAt: at(60) }],
    })
    office.clock.set(addMs(at(120), 5))
    office.library.write('digest', digest(HOURLY).replace(/triggers.*\n/, ''))
    await office.workflows.publish('digest', LENA)
    expect(await log(office)).toEqual(['run', 'changed'])
    expect(await office.trigger()).toMatchObject({ enabled: false, nextInstant: null })
  })
})
