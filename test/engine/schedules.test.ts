import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/core/basics/json.ts'
import { addMs, isoTime } from '../../src/core/basics/timestamp.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { LATE_MAX_MS } from '../../src/core/schedule/decide-instant.ts'
import type { TriggerRow } from '../../src/engine/trigger-row.ts'
import type { WorldOptions } from '../support/engine.ts'
import { aClockFrom, OWNER_PERSON, runThat } from '../support/engine.ts'
import type { Office, TestLibrary } from '../support/library.ts'
import { aLibrary, anOffice } from '../support/library.ts'
import { aSkill } from '../support/plans.ts'
import { aFiring, aSchedule } from '../support/rows.ts'
import { at, LENA } from '../support/runs.ts'
import { digest, HOURLY, scheduled, TRIGGER } from '../support/scheduled.ts'

/** Never answers, so that its run stays open. */
const HOLD: WorldOptions = { script: () => new Promise(() => undefined) }

describe('an instant that has come', () => {
  it('[SD1] starts one run with the inputs of the schedule', async () => {
    const inputs = 'inputs: { text: { type: string } }'
    const office = await scheduled(digest(`${HOURLY}, inputs: { text: Send it }`, inputs))
    await office.goTo(addMs(at(60), -1))
    expect(await office.firings()).toEqual([])
    await office.goTo(at(60))
    const [run] = await office.store.listRuns({ limit: 10 })
    expect(run).toMatchObject({
      status: 'succeeded',
      startedBy: 'system:scheduler',
      cause: { type: 'schedule', trigger: TRIGGER, instant: at(60) },
    })
    expect((await office.engine.findRun(run?.id ?? ('' as never)))?.inputs).toEqual({ text: 'Send it' })
    expect(await office.firings()).toEqual([
      aFiring({
        trigger: TRIGGER,
        instant: at(60),
        decidedAt: at(60),
        outcome: { type: 'run', run: run?.id as RunId },
      }),
    ])
    expect(await office.trigger()).toMatchObject({ nextFireAt: at(120), lastRun: run?.id, version: 2 })
  })

  it('[SD1] arms the next instant in the transaction that starts the run', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(at(60))
    const transition = office.writes.flat().find(({ firings = [] }) => firings.length > 0)
    expect(transition).toMatchObject({
      firings: [{ instant: at(60) }],
      triggers: [{ nextFireAt: at(120) }],
      run: { expected: 0, row: { cause: { instant: at(60) } } },
    })
  })

  it('[SD1] goes on from instant to instant', async () => {
    const office = await scheduled(digest(HOURLY))
    for (const hour of [1, 2, 3]) await office.goTo(at(hour * 60))
    expect(await office.store.listRuns({ limit: 10 })).toHaveLength(3)
  })

  it('[SD1] fires by the real clock while nobody asks anything', async () => {
    const library = aLibrary(aSkill('sort'))
    library.write('digest', digest('cron: "* * * * *", timezone: UTC'))
    const office = anOffice(library, { clock: aClockFrom(addMs(at(1), -30)) })
    await office.workflows.publish('digest', LENA)
    await office.engine.recover(office.triggers.keeper)
    const fired = new Promise<void>((resolve) => {
      office.engine.onCommit(() => resolve())
    })
    await fired
    expect(await office.store.listFirings(TRIGGER, 10)).toMatchObject([{ instant: at(1), outcome: { type: 'run' } }])
    await office.engine.close()
  })

  it('[SD2] fires late by up to a minute', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(addMs(at(60), LATE_MAX_MS))
    expect(await office.firings()).toMatchObject([{ instant: at(60), outcome: { type: 'run' } }])
  })

  it('[SD2] records an instant that was missed by more', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(addMs(at(60), LATE_MAX_MS + 1))
    expect(await office.store.listRuns({ limit: 10 })).toEqual([])
    expect(await office.firings()).toEqual([
      aFiring({
        trigger: TRIGGER,
        instant: at(60),
        decidedAt: addMs(at(60), LATE_MAX_MS + 1),
        outcome: {
          type: 'skipped',
          reason: 'missed',
          detail: 'The program was not running at that time, and this schedule does not catch up.',
        },
      }),
    ])
    expect((await office.trigger()).nextFireAt).toBe(at(120))
  })

  it('[SD2] records every one of many missed instants, and runs for the last', async () => {
    const office = await scheduled(digest('cron: "* * * * *", timezone: UTC'))
    await office.goTo(addMs(at(300), 500))
    const firings = await office.firings()
    expect(firings.map(({ instant }) => isoTime(instant))).toEqual(
      Array.from({ length: 300 }, (_, index) => isoTime(at(300 - index))),
    )
    expect(firings.filter(({ outcome }) => outcome.type === 'run').map(({ instant }) => instant)).toEqual([at(300)])
  })

  it('[SD3] records an instant as skipped while the run before it is open', async () => {
    const office = await scheduled(digest(HOURLY), HOLD)
    office.clock.set(at(60))
    await office.engine.recover()
    const [first] = await office.store.listRuns({ limit: 10 })
    office.clock.set(at(120))
    await office.engine.recover()
    expect(await office.firings()).toMatchObject([
      { instant: at(120), outcome: { reason: 'overlap', detail: 'The run before it had not ended.' } },
      { instant: at(60), outcome: { type: 'run', run: first?.id } },
    ])
    expect(await office.trigger()).toMatchObject({ nextFireAt: at(180), lastRun: first?.id })
  })
})

describe('an instant that leads to nothing', () => {
  it('[SD4] fires once where two processes look at the same row', async () => {
    const office = await scheduled(digest(HOURLY))
    const row = await office.trigger()
    office.clock.set(at(60))
    await Promise.all([office.triggers.keeper.fire(row), office.triggers.keeper.fire(row)])
    await office.triggers.keeper.fire(row)
    expect(await office.firings()).toHaveLength(1)
    expect(await office.store.listRuns({ limit: 10 })).toHaveLength(1)
  })

  it('[SD4] goes on with the next instant where this one was decided before', async () => {
    const office = await scheduled(digest(HOURLY))
    await office.goTo(at(60))
    const row = await office.trigger()
    const setBack: TriggerRow = { ...row, version: row.version + 1, nextInstant: at(60), nextFireAt: at(60) }
    await office.engine.write({ triggers: [setBack] })
    await office.goTo(addMs(at(60), 1))
    expect(await office.firings()).toHaveLength(1)
    expect((await office.trigger()).nextFireAt).toBe(at(120))
  })

  it('[SD5] records a start that is refused, with the reason', async () => {
    const office = await scheduled(digest(HOURLY))
    const row = await office.trigger()
    const inputs: JsonObject = { text: 1 }
    await office.engine.write({
      triggers: [{ ...row, version: row.version + 1, definition: { ...row.definition, inputs } }],
    })
    await office.goTo(at(60))
    expect(await office.firings()).toMatchObject([
      {
        outcome: {
          reason: 'refused',
          detail: 'The inputs do not fit the WorkChart: /text: This WorkChart has no input "text".',
        },
      },
    ])
    expect((await office.trigger()).nextFireAt).toBe(at(120))
  })

  it('[SD5] records a version that can not be planned any more, with the reason', async () => {
    let here = true
    const skill = aSkill('sort')
    const library: TestLibrary = {
      ...aLibrary(),
      resolve: async () => (here ? skill : { ...skill, input: { type: 'object', required: ['text'] } }),
    }
    const office = await scheduled(digest(HOURLY), { library })
    here = false
    await office.goTo(at(60))
    const [firing] = await office.firings()
    expect(firing?.outcome).toMatchObject({ type: 'skipped', reason: 'refused' })
    expect(firing?.outcome).toMatchObject({ detail: expect.stringContaining('The stage `sort` needs an input `text`') })
  })

  it('[SD5] records that its version is no longer published', async () => {
    const office = await scheduled(digest(HOURLY))
    const row = await office.trigger()
    await office.engine.write({ triggers: [{ ...row, version: row.version + 1, digest: 'another' }] })
    await office.goTo(at(60))
    expect(await office.firings()).toMatchObject([
      { outcome: { reason: 'refused', detail: 'Its WorkChart is no longer published.' } },
    ])
  })

  it('[SD5] records that its version can not be read any more', async () => {
    const office = await scheduled(digest(HOURLY))
    const [version] = await office.store.listVersions(null)
    if (version === undefined) throw new Error('Nothing is published')
    await office.engine.write({ version: { ...version, number: 2, text: 'stages: 1\n' } })
    await office.goTo(at(60))
    expect(await office.firings()).toMatchObject([
      { outcome: { reason: 'refused', detail: 'The published version can not be read any more.' } },
    ])
  })

  it('[SD6] a disabled schedule never fires', async () => {
    const office = await scheduled(digest(`${HOURLY}, enabled: false`))
    expect(await office.trigger()).toMatchObject({ enabled: false, nextFireAt: null })
    await office.triggers.keeper.fire(await office.trigger())
    await office.goTo(at(600))
    expect(await office.firings()).toEqual([])
  })

  it('[SD6] a schedule whose pattern gives nothing fires no more', async () => {
    const office = await scheduled(digest(HOURLY))
    const row = await office.trigger()
    await office.engine.write({
      triggers: [{ ...row, version: row.version + 1, definition: aSchedule({ cron: '0 0 30 2 *', inputs: {} }) }],
    })
    await office.goTo(at(60))
    expect(await office.firings()).toMatchObject([{ outcome: { type: 'run' } }])
    expect((await office.trigger()).nextFireAt).toBeNull()
  })

  it('[SD7] one schedule that can not be decided leaves the others alone', async () => {
    const library = aLibrary(aSkill('sort'))
    library.write('weekly', digest(HOURLY).replaceAll('digest', 'weekly'))
    const office = await scheduled(digest(HOURLY), { library })
    await office.workflows.publish('weekly', LENA)
    office.clock.set(at(60))
    const { keeper } = office.triggers
    await office.engine.recover({
      ...keeper,
      fire: async (row) => {
        if (row.id === TRIGGER) throw new Error('no such disk')
        await keeper.fire(row)
      },
    })
    expect(await office.store.listFirings('weekly/hourly', 10)).toHaveLength(1)
    expect(office.problems).toEqual([new Error('no such disk')])
  })
})

let wishes = 0

function fireNow({ triggers }: Office, trigger = TRIGGER) {
  wishes += 1
  return triggers.fire({ trigger, id: `wish-${wishes}`, by: LENA, instant: null })
}

describe('firing by hand', () => {
  it('[WK7] starts a run now and leaves the next instant where it was', async () => {
    const office = await scheduled(digest(HOURLY))
    office.clock.set(at(10))
    const run = await fireNow(office)
    if (!run.ok) throw new Error(run.error.code)
    expect(run.value.cause).toEqual({ type: 'schedule', trigger: TRIGGER, instant: at(10) })
    await runThat(office, run.value.id, (now) => runStatus(now) === 'succeeded')
    expect(await office.trigger()).toMatchObject({ nextFireAt: at(60), lastRun: run.value.id })
  })

  it('[WK7] takes no instant away that has come but was not decided yet', async () => {
    const office = await scheduled(digest(HOURLY))
    office.clock.set(addMs(at(60), 1))
    await fireNow(office)
    await office.goTo(addMs(at(60), 2))
    expect((await office.firings()).map(({ instant }) => instant)).toEqual([addMs(at(60), 1), at(60)])
  })

  it('[WK7] says that there is no such schedule, and that it led to no run', async () => {
    const office = await scheduled(digest(HOURLY))
    expect(await fireNow(office, 'digest/none')).toEqual({
      ok: false,
      error: { code: 'trigger-unknown', trigger: 'digest/none' },
    })
    await office.workflows.archive('digest', OWNER_PERSON)
    expect(await fireNow(office)).toEqual({
      ok: false,
      error: { code: 'firing-skipped', trigger: TRIGGER, detail: 'Its WorkChart is no longer published.' },
    })
    expect(await office.firings()).toMatchObject([{ outcome: { detail: 'Its WorkChart is no longer published.' } }])
    expect((await office.trigger()).nextFireAt).toBeNull()
  })
})
