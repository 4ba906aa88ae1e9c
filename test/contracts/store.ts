import { describe, expect, it } from 'vitest'
import { timestamp } from '../../src/core/basics/timestamp.ts'
import type { Spending } from '../../src/core/budget/spending.ts'
import { NOTHING_SPENT } from '../../src/core/budget/spending.ts'
import { MEMORY_STATUSES } from '../../src/core/memory/memory-item.ts'
import { beginWork } from '../../src/core/metrics/draft-work.ts'
import type { OwnerId } from '../../src/core/run/ids.ts'
import { CORE_VERSION } from '../../src/core/run/snapshot.ts'
import type { StageId, WorkflowId } from '../../src/core/workflow/workflow.ts'
import type { BudgetClaim } from '../../src/engine/budget-row.ts'
import type { DraftRow } from '../../src/engine/draft-row.ts'
import type { LatestFilter } from '../../src/engine/latest-receipts.ts'
import type { RunRow, TaskFilter, TaskRow, Transition } from '../../src/engine/store.ts'
import { firingKey } from '../../src/engine/trigger-row.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import { fiveStageRun } from '../support/five-stages.ts'
import {
  aChange,
  aConnectionRow,
  aDraftRow,
  aFiring,
  aMemoryItem,
  aNewRun,
  aReceiptRow,
  aRunRow,
  aSchedule,
  aSkillRequestRow,
  aSnapshot,
  aStart,
  aTaskRow,
  aTriggerRow,
  aVersionRow,
  aWebhookRow,
  LENA,
  minute,
  OWNER,
  PLAN,
  PLAN_DIGEST,
  runId,
  SUPPORT_DESK,
  taskId,
} from '../support/rows.ts'

/** What every store promises (rules ST of src/adapters/sqlite/SPEC.md). `open` gives a new, empty one. */
export function describeStore(name: string, open: () => WholeStore): void {
  describe(`${name}: append`, () => describeAppend(open))
  describe(`${name}: runs and their facts`, () => describeRuns(open))
  describe(`${name}: what is due`, () => describeDue(open))
  describe(`${name}: lists`, () => describeLists(open))
  describe(`${name}: memory`, () => describeMemory(open))
  describe(`${name}: webhooks`, () => describeWebhooks(open))
}

const STALE = { type: 'stale' } as const
const ORDERS = 'orders' as WorkflowId
const READY = { at: minute(1), type: 'stage-ready', stage: 'classify' as StageId } as const

type Open = () => WholeStore

function describeAppend(open: Open): void {
  it('[ST1] answers each transition with the positions of its facts, which rise over all runs', async () => {
    const store = open()
    const outcomes = await store.append([
      aNewRun({ version: 2 }, { events: [aStart(), READY] }),
      aNewRun({ id: runId(2) }),
    ])
    expect(outcomes).toEqual([appended(1, 2), appended(3)])
    expect(await store.append([aChange(2, {})])).toEqual([appended(4)])
  })

  it('[ST1] has nothing to answer to an empty batch, and no positions where there are no facts', async () => {
    const store = open()
    expect(await store.append([])).toEqual([])
    expect(await store.append([{ version: aVersionRow() }])).toEqual([appended()])
  })

  it('[ST2] refuses a change of a run that has other facts than expected, and leaves nothing of it', async () => {
    const store = open()
    await store.append([aNewRun()])
    const before = await everythingIn(store)
    const late = aChange(
      0,
      { status: 'failed' },
      { tasks: [aTaskRow()], receipts: [aReceiptRow()], snapshot: aSnapshot() },
    )
    const early = aChange(
      2,
      { status: 'failed' },
      { tasks: [aTaskRow()], receipts: [aReceiptRow()], snapshot: aSnapshot() },
    )
    expect(await store.append([late, early, aChange(1, { id: runId(9) })])).toEqual([STALE, STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST3] goes on with the others of a batch after a stale one', async () => {
    const store = open()
    await store.append([aNewRun()])
    expect(await store.append([aNewRun(), aNewRun({ id: runId(2) })])).toEqual([STALE, appended(2)])
  })

  it('[ST4] judges a transition with those before it written: the second of two rivals is stale, a successor is not', async () => {
    const store = open()
    const outcomes = await store.append([
      aNewRun(),
      aChange(1, { status: 'waiting' }),
      aChange(1, { status: 'failed' }),
    ])
    expect(outcomes).toEqual([appended(1), appended(2), STALE])
    expect((await store.findRun(runId(1)))?.row.status).toBe('waiting')
  })

  it('[ST5] writes a firing, its trigger and its run together', async () => {
    const store = open()
    const armed = aTriggerRow()
    const rearmed = aTriggerRow({ version: 2, nextFireAt: minute(120), lastRun: runId(1) })
    expect(
      await store.append([{ triggers: [armed] }, { ...aNewRun(), firings: [aFiring()], triggers: [rearmed] }]),
    ).toEqual([appended(), appended(1)])
    expect(await store.listTriggers()).toEqual([rearmed])
    expect(await store.listFirings(null, 10)).toEqual([aFiring()])
    expect((await store.findRun(runId(1)))?.row).toEqual(aRunRow())
  })

  it('[ST6] takes an instant of a trigger once, and leaves nothing of what came with the second firing', async () => {
    const store = open()
    await store.append([{ firings: [aFiring()], triggers: [aTriggerRow()] }])
    const before = await everythingIn(store)
    const again = {
      ...aNewRun(),
      firings: [aFiring({ decidedAt: minute(1) })],
      triggers: [aTriggerRow({ version: 2 })],
      version: aVersionRow(),
    }
    expect(await store.append([again])).toEqual([STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST7] refuses a trigger whose stored version is not one less, and leaves nothing of what came with it', async () => {
    const store = open()
    await store.append([{ triggers: [aTriggerRow()] }])
    const before = await everythingIn(store)
    const other = aTriggerRow({ id: 'support-desk/every-evening' })
    const late: Transition = { ...aNewRun(), firings: [aFiring()], triggers: [other, aTriggerRow()] }
    const early: Transition = { ...aNewRun(), firings: [aFiring()], triggers: [other, aTriggerRow({ version: 3 })] }
    expect(await store.append([late, early])).toEqual([STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST8] gives a version number of a workflow once, and leaves nothing of what came with the second', async () => {
    const store = open()
    await store.append([{ version: aVersionRow() }])
    const before = await everythingIn(store)
    expect(await store.append([{ version: aVersionRow({ text: 'id: other\n' }), triggers: [aTriggerRow()] }])).toEqual([
      STALE,
    ])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST35] refuses a draft whose stored revision is not one less, and leaves nothing of what came with it', async () => {
    const store = open()
    const ended = aDraftRow({ revision: 3, text: null, updatedAt: minute(3) })
    await store.append([{ draft: aDraftRow() }, { draft: aDraftRow({ revision: 2 }) }, { draft: ended }])
    const before = await everythingIn(store)
    const version = aVersionRow()
    const late = [1, 2, 3, 5].map((revision): Transition => ({ draft: aDraftRow({ revision }), version }))
    const early: Transition = { draft: aDraftRow({ workflow: ORDERS, revision: 2 }), version }
    expect(await store.append([...late, early])).toEqual([STALE, STALE, STALE, STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
    expect(await store.append([{ draft: aDraftRow({ revision: 4 }), version }])).toEqual([appended()])
  })

  it('[ST45] refuses a skill request whose stored revision is not one less, and leaves nothing of what came with it', async () => {
    const store = open()
    const closed = aSkillRequestRow({ revision: 2, status: 'closed' })
    expect(await store.append([{ skillRequest: aSkillRequestRow() }, { skillRequest: closed }])).toHaveLength(2)
    const before = await everythingIn(store)
    const version = aVersionRow()
    const late = [1, 2, 4].map((revision): Transition => ({ version, skillRequest: aSkillRequestRow({ revision }) }))
    expect(await store.append(late)).toEqual([STALE, STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST54] refuses connections of which one stored revision is not one less, and leaves nothing of the others', async () => {
    const store = open()
    const [first, second] = [aConnectionRow(), aConnectionRow({ revision: 2, kept: null })]
    expect(await store.append([{ connections: [first] }, { connections: [second] }])).toEqual([appended(), appended()])
    const before = await everythingIn(store)
    const other = aConnectionRow({ name: 'other' })
    const late = [1, 2, 4].map((revision): Transition => ({ connections: [other, aConnectionRow({ revision })] }))
    expect(await store.append(late)).toEqual([STALE, STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[WH13] refuses a webhook whose stored revision is not one less, and leaves nothing of what came with it', async () => {
    const store = open()
    const [first, removed] = [aWebhookRow(), aWebhookRow({ revision: 2, secrets: null })]
    expect(await store.append([{ webhook: first }, { webhook: removed }])).toEqual([appended(), appended()])
    const before = await everythingIn(store)
    const version = aVersionRow()
    const late = [1, 2, 4].map((revision): Transition => ({ version, webhook: aWebhookRow({ revision }) }))
    expect(await store.append(late)).toEqual([STALE, STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST50] refuses memory whose stored revision is not one less, and leaves nothing of what came with it', async () => {
    const store = open()
    const active = aMemoryItem({ revision: 2, status: 'active' })
    expect(await store.append([{ memory: [aMemoryItem()] }, { memory: [active] }])).toHaveLength(2)
    const before = await everythingIn(store)
    const other = aMemoryItem({ id: 'm2', content: 'Else.' })
    const late = [1, 2, 4].map((revision): Transition => ({ memory: [other, aMemoryItem({ revision })] }))
    expect(await store.append(late)).toEqual([STALE, STALE, STALE])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST56] sums what the attempts of a workflow claimed, each as it claimed last', async () => {
    const store = open()
    const claim = (fence: number, minutes: number, given: Partial<Spending>): BudgetClaim => ({
      fence,
      at: minute(minutes),
      spending: { ...NOTHING_SPENT, unpriced: 1, ...given },
    })
    const spent = async (since: number, fence = 0, workflow = SUPPORT_DESK) =>
      await store.spentSince({ workflow, since: minute(since), except: { run: runId(1), fence } })
    await store.append([
      aNewRun({}, { claims: [claim(2, 1, { tokens: 900 })] }),
      aNewRun({ id: runId(2) }, { claims: [claim(2, 5, { tokens: 30, money: { EUR: 4, USD: 1 } })] }),
    ])
    await store.append([
      aChange(1, {}, { claims: [claim(2, 2, { tokens: 100, money: { EUR: 3 } }), claim(3, 4, { tokens: 7 })] }),
    ])
    expect(await spent(2)).toEqual({ tokens: 137, money: { EUR: 7, USD: 1 }, uncounted: 0, unpriced: 3 })
    expect(await spent(2, 2)).toEqual({ tokens: 37, money: { EUR: 4, USD: 1 }, uncounted: 0, unpriced: 2 })
    expect(await spent(3)).toMatchObject({ tokens: 37 })
    expect(await spent(6)).toEqual({ tokens: 0, money: {}, uncounted: 0, unpriced: 0 })
    expect(await spent(0, 0, ORDERS)).toMatchObject({ tokens: 0 })
  })

  it('[ST51] keeps what a run found with its facts, and nothing of it where they are stale', async () => {
    const store = open()
    const found = [aMemoryItem(), aMemoryItem({ id: 'm2', content: 'Else.', venture: 'north' })]
    expect(await store.append([aNewRun({}, { found })])).toEqual([appended(1)])
    const before = await everythingIn(store)
    expect(await store.listMemory({ status: 'candidate', offset: 0, limit: 9 })).toEqual(found.toReversed())
    expect(await store.append([aChange(0, {}, { found: [aMemoryItem({ id: 'm3', content: 'Late.' })] })])).toEqual([
      STALE,
    ])
    expect(await everythingIn(store)).toEqual(before)
  })

  it('[ST52] keeps the same of one venture once, whatever became of it, with every id it was given', async () => {
    const store = open()
    const rejected = aMemoryItem({ revision: 2, status: 'deprecated' })
    const again = aMemoryItem({ id: 'm2', createdAt: minute(3), updatedAt: minute(3) })
    const elsewhere = aMemoryItem({ id: 'm3', venture: 'north' })
    await store.append([{ memory: [aMemoryItem()] }, { memory: [rejected] }])
    await store.append([aNewRun({}, { found: [again, again, elsewhere] })])
    const known = { ...rejected, revision: 3, sources: [...rejected.sources, ...again.sources], updatedAt: minute(3) }
    expect(await store.findMemory('m1')).toEqual(known)
    expect(await store.findMemory('m2')).toEqual(known)
    expect(await store.findSameMemory(null, again.contentSha256)).toEqual(known)
    expect(await store.findSameMemory('north', again.contentSha256)).toEqual(elsewhere)
    expect(await store.findSameMemory('south', again.contentSha256)).toBeUndefined()
  })

  it('[ST52] takes what was found and then edited for the same when it comes again', async () => {
    const store = open()
    const edited = aMemoryItem({ revision: 2, content: 'Refunds need an order number and a date.' })
    await store.append([{ memory: [aMemoryItem()] }, { memory: [edited] }, aNewRun({}, { found: [aMemoryItem()] })])
    expect(await store.findMemory('m1')).toEqual(edited)
    expect(await store.listMemory({ status: 'candidate', offset: 0, limit: 9 })).toEqual([edited])
  })

  it('[ST9] leaves nothing of a run whose firing was new but whose facts are stale', async () => {
    const store = open()
    await store.append([aNewRun()])
    const before = await everythingIn(store)
    const stale = {
      ...aNewRun(),
      firings: [aFiring()],
      triggers: [aTriggerRow()],
      version: aVersionRow(),
      plan: { digest: 'other', plan: PLAN },
    }
    expect(await store.append([stale])).toEqual([STALE])
    expect(await everythingIn(store)).toEqual(before)
    expect(await store.findPlan('other')).toBeUndefined()
  })
}

function describeRuns(open: Open): void {
  it('[ST10] finds a run by its id as it was last written, and no other', async () => {
    const store = open()
    const began = {
      title: 'Order 48213',
      venture: 'shop',
      cause: { type: 'schedule', trigger: 'support-desk/every-morning', instant: minute(0) },
      origin: runId(7),
    } as const
    const changed = aRunRow({
      version: 2,
      ...began,
      status: 'succeeded',
      updatedAt: minute(5),
      finishedAt: minute(5),
      active: [],
      nextWakeAt: minute(9),
      owner: OWNER,
      readySince: minute(2),
      chainCount: 6,
      chainHead: 'head',
    })
    await store.append([aNewRun(began), aChange(1, changed)])
    expect(await store.findRun(runId(1))).toEqual({ row: changed })
    expect(await store.findRun(runId(2))).toBeUndefined()
  })

  it('[ST11] gives every fact back as it was written, numbered from 1', async () => {
    const store = open()
    const transitions = fiveStageRun(runId(1))
    await store.append(transitions)
    const events = transitions.flatMap(({ run }) => run?.events ?? [])
    const facts = await store.history(runId(1), { after: 0, also: [] })
    expect(facts).toEqual(events.map((event, index) => ({ seq: index + 1, event })))
    expect(await store.history(runId(2), { after: 0, also: [] })).toEqual([])
  })

  it('[ST12] gives the facts after a number and the earlier ones asked for, in order and once each', async () => {
    const store = open()
    await store.append(fiveStageRun(runId(1)))
    const all = await store.history(runId(1), { after: 0, also: [] })
    const some = await store.history(runId(1), { after: all.length - 2, also: [4, 1, all.length, all.length - 1, 4] })
    expect(some).toEqual([all[0], all[3], ...all.slice(-2)])
    expect(await store.history(runId(1), { after: all.length, also: [] })).toEqual([])
  })

  it('[ST13] keeps a plan once under its digest', async () => {
    const store = open()
    await store.append([aNewRun(), aNewRun({ id: runId(2) })])
    expect(await store.findPlan(PLAN_DIGEST)).toEqual(PLAN)
    expect(await store.findPlan('unknown')).toBeUndefined()
  })

  it('[ST14] finds a run with its last snapshot', async () => {
    const store = open()
    const second = aSnapshot({ version: 2, phase: { type: 'paused', by: LENA, at: minute(1) } })
    await store.append([aNewRun({}, { snapshot: aSnapshot() }), aChange(1, {}, { snapshot: second }), aChange(2, {})])
    expect(await store.findRun(runId(1))).toEqual({ row: aChange(2).run.row, snapshot: second })
  })

  it('[ST15] keeps back a snapshot that another version of the core made', async () => {
    const store = open()
    await store.append([aNewRun({}, { snapshot: aSnapshot({ coreVersion: CORE_VERSION + 1 }) })])
    expect(await store.findRun(runId(1))).toEqual({ row: aRunRow() })
  })

  it('[ST16] gives the facts of all runs by position, so many at a time, and says from where on they are kept', async () => {
    const store = open()
    expect(await store.eventsAfter(0, 10)).toEqual({ oldest: 1, events: [] })
    await store.append([aNewRun(), aNewRun({ id: runId(2) }), aChange(1)])
    const first = { position: 1, run: runId(1), seq: 1, event: aStart() }
    const second = { position: 2, run: runId(2), seq: 1, event: aStart(runId(2)) }
    expect(await store.eventsAfter(0, 2)).toEqual({ oldest: 1, events: [first, second] })
    expect(await store.eventsAfter(2, 2)).toEqual({
      oldest: 1,
      events: [{ position: 3, run: runId(1), seq: 2, event: READY }],
    })
  })
}

function describeDue(open: Open): void {
  const ask = { now: minute(10), owner: OWNER, limit: 10 }
  const nothing = { wake: [], orphaned: [], ready: [], triggers: [], inTurn: [], nextAt: null }

  it('[ST17] has nothing due where nothing waits', async () => {
    const store = open()
    expect(await store.due(ask)).toEqual(nothing)
    await store.append([aNewRun()])
    expect(await store.due(ask)).toEqual(nothing)
  })

  it('[ST18] wakes runs whose time has come, the earliest first and no more than asked for', async () => {
    const store = open()
    await store.append(
      newRuns(
        { nextWakeAt: minute(10) },
        { nextWakeAt: minute(11) },
        { nextWakeAt: minute(3) },
        { nextWakeAt: minute(3) },
      ),
    )
    expect((await store.due(ask)).wake).toEqual([runId(3), runId(4), runId(1)])
    expect((await store.due({ ...ask, limit: 1 })).wake).toEqual([runId(3)])
  })

  it('[ST19] names runs whose attempts another process began', async () => {
    const store = open()
    const other = 'owner-0' as OwnerId
    await store.append(newRuns({ owner: other }, { owner: OWNER }, {}, { owner: 'owner-2' as OwnerId }))
    expect((await store.due(ask)).orphaned).toEqual([runId(1), runId(4)])
    expect((await store.due({ ...ask, limit: 1 })).orphaned).toEqual([runId(1)])
  })

  it('[ST20] takes waiting runs in turns by workflow, the oldest run of each first', async () => {
    const store = open()
    const waiting = { readySince: minute(1) }
    const orders = { ...waiting, workflow: ORDERS }
    await store.append(
      newRuns(waiting, waiting, waiting, orders, { readySince: minute(11) }, orders, {
        ...waiting,
        workflow: 'letters' as WorkflowId,
      }),
    )
    expect((await store.due(ask)).ready).toEqual([1, 4, 7, 2, 6, 3].map(runId))
    expect((await store.due({ ...ask, limit: 2 })).ready).toEqual([1, 4].map(runId))
  })

  it('[ST21] fires the enabled triggers whose time has come, the earliest first', async () => {
    const store = open()
    const [late, early] = [
      aTriggerRow({ id: 'a/late', nextFireAt: minute(9) }),
      aTriggerRow({ id: 'b/early', nextFireAt: minute(2) }),
    ]
    const triggers = [
      late,
      early,
      aTriggerRow({ id: 'c/off', nextFireAt: minute(1), enabled: false }),
      aTriggerRow({ id: 'd/later', nextFireAt: minute(11) }),
      aTriggerRow({ id: 'e/never', nextFireAt: null }),
    ]
    await store.append([{ triggers }])
    expect((await store.due(ask)).triggers).toEqual([early, late])
    expect((await store.due({ ...ask, limit: 1 })).triggers).toEqual([early])
  })

  it('[ST22] knows the earliest time after now that a run or an enabled trigger waits for', async () => {
    const store = open()
    const off = aTriggerRow({ id: 'c/off', nextFireAt: minute(11), enabled: false })
    await store.append([
      ...newRuns(
        { nextWakeAt: minute(10) },
        { nextWakeAt: minute(40) },
        { readySince: minute(35) },
        { readySince: minute(9) },
      ),
      { triggers: [aTriggerRow({ nextFireAt: minute(30) }), off] },
    ])
    expect((await store.due(ask)).nextAt).toBe(minute(30))
    expect((await store.due({ ...ask, now: minute(30) })).nextAt).toBe(minute(35))
    expect((await store.due({ ...ask, now: minute(35) })).nextAt).toBe(minute(40))
    expect((await store.due({ ...ask, now: timestamp(minute(40)) })).nextAt).toBeNull()
  })

  it('[ST23] forgets what a run waited for when it is written without it', async () => {
    const store = open()
    await store.append([aNewRun({ nextWakeAt: minute(1), owner: 'owner-0' as OwnerId, readySince: minute(1) })])
    await store.append([aChange(1)])
    expect(await store.due(ask)).toEqual(nothing)
  })
}

function describeLists(open: Open): void {
  it('[ST24] lists runs newest first, page by page', async () => {
    const store = open()
    await store.append(newRuns({}, {}, {}))
    expect(idsOf(await store.listRuns({ limit: 2 }))).toEqual([3, 2].map(runId))
    expect(idsOf(await store.listRuns({ limit: 2, before: runId(2) }))).toEqual([runId(1)])
    expect(await store.listRuns({ limit: 1, before: runId(2) })).toEqual([aRunRow()])
  })

  it('[ST25] lists the runs of a workflow, of some statuses, or both; of no status there are none', async () => {
    const store = open()
    const orders = { workflow: ORDERS }
    await store.append(
      newRuns(
        {},
        { status: 'failed' },
        orders,
        { ...orders, status: 'failed' },
        { ...orders, status: 'waiting' },
        orders,
      ),
    )
    expect(idsOf(await store.listRuns({ limit: 2, workflow: ORDERS }))).toEqual([6, 5].map(runId))
    expect(idsOf(await store.listRuns({ limit: 3, statuses: ['failed', 'running'] }))).toEqual([6, 4, 3].map(runId))
    expect(idsOf(await store.listRuns({ limit: 3, statuses: ['failed', 'running'], before: runId(3) }))).toEqual(
      [2, 1].map(runId),
    )
    expect(idsOf(await store.listRuns({ limit: 9, workflow: ORDERS, statuses: ['failed'] }))).toEqual([runId(4)])
    expect(await store.listRuns({ limit: 9, statuses: [] })).toEqual([])
  })

  it('[ST27] counts runs by workflow and status', async () => {
    const store = open()
    expect(await store.countRuns()).toEqual([])
    await store.append(newRuns({}, {}, { status: 'failed' }, { workflow: ORDERS }))
    expect(await store.countRuns()).toEqual([
      { workflow: ORDERS, status: 'running', runs: 1 },
      { workflow: SUPPORT_DESK, status: 'failed', runs: 1 },
      { workflow: SUPPORT_DESK, status: 'running', runs: 2 },
    ])
  })

  it('[ST47] finds the first run of a workflow', async () => {
    const store = open()
    await store.append(newRuns({ workflow: ORDERS }, { status: 'failed' }, {}))
    expect(await store.findFirstRun(SUPPORT_DESK)).toMatchObject({ id: runId(2), status: 'failed' })
    expect(await store.findFirstRun('else' as WorkflowId)).toBeUndefined()
  })

  it('[ST28] lists open tasks by deadline, those without one last', async () => {
    const store = open()
    const [late, never, early] = [
      aTaskRow({ id: taskId(runId(1), 'a') }),
      aTaskRow({ id: taskId(runId(1), 'b'), due: null, confidence: null }),
      aTaskRow({ id: taskId(runId(1), 'c'), due: minute(2), overdue: true, confidence: 1 }),
    ]
    const done = aTaskRow({
      id: taskId(runId(1), 'd'),
      status: 'answered',
      answer: 'approve',
      decidedBy: LENA,
      decidedAt: minute(9),
    })
    await store.append([aNewRun({}, { tasks: [late, never, early, done] })])
    expect(await store.listTasks({ status: 'open', offset: 0, limit: 9 })).toEqual([early, late, never])
    expect(await store.listTasks({ status: 'open', offset: 1, limit: 1 })).toEqual([late])
    expect(await store.listTasks({ status: 'answered', offset: 0, limit: 9 })).toEqual([done])
  })

  it('[ST29] lists other tasks newest first, of one run or of all', async () => {
    const store = open()
    const tasks = [1, 2, 3].map((n) =>
      aTaskRow({ id: taskId(runId(1), 'a', n), openedAt: minute(n), status: n === 2 ? 'withdrawn' : 'open' }),
    )
    const other = aTaskRow({ run: runId(2), openedAt: minute(2) })
    await store.append([aNewRun({}, { tasks }), aNewRun({ id: runId(2) }, { tasks: [other] })])
    expect(await store.listTasks({ offset: 0, limit: 9 })).toEqual([tasks[2], other, tasks[1], tasks[0]])
    expect(await store.listTasks({ offset: 1, limit: 1, run: runId(1) })).toEqual([tasks[1]])
    expect(await store.listTasks({ offset: 0, limit: 9, run: runId(2), status: 'open' })).toEqual([other])
  })

  it('[ST30] searches tasks by stage, workflow, title of the run and id', async () => {
    const store = open()
    const named = aTaskRow({ id: taskId(runId(1), 'reply'), runTitle: 'Order 48213', stageName: 'Write the Äußerung' })
    const plain = aTaskRow({ run: runId(2) })
    await store.append([
      aNewRun({ title: 'Order 48213' }, { tasks: [named] }),
      aNewRun({ id: runId(2) }, { tasks: [plain] }),
    ])
    const found = async (search: string) =>
      (await store.listTasks({ search, status: 'open', offset: 0, limit: 9 })).map(({ id }) => id)
    expect(await found('äuSSerung')).toEqual([])
    expect(await found('äußerung')).toEqual([named.id])
    expect(await found('ORDER 4')).toEqual([named.id])
    expect(await found('support DESK')).toEqual([named.id, plain.id])
    expect(await found('.reply.1')).toEqual([named.id])
  })

  it('[ST75] lists tasks of those who are asked to decide, and of those who were asked about them', async () => {
    const store = open()
    const asked = aTaskRow({ to: ['human:support'], questionOf: 'human:tom', priority: 'urgent' })
    const other = aTaskRow({ run: runId(2), to: ['human:mei', 'human:anyone'] })
    await store.append([aNewRun({}, { tasks: [asked] }), aNewRun({ id: runId(2) }, { tasks: [other] })])
    const found = (...to: readonly string[]) => store.listTasks({ to, status: 'open', offset: 0, limit: 9 })
    expect(await found('human:support')).toEqual([asked])
    expect(await found('human:tom')).toEqual([asked])
    expect(await found('human:tom', 'human:anyone')).toEqual([asked, other])
    expect(await found('human:ines')).toEqual([])
    expect(await found()).toEqual([])
  })

  it('[ST80] lists tasks of one priority, open ones by deadline and others newest first', async () => {
    const store = open()
    const tasks = (['high', 'low', 'high'] as const).map((priority, n) =>
      aTaskRow({ id: taskId(runId(1), 'a', n), priority, due: minute(9 - n), openedAt: minute(n) }),
    )
    const done = tasks.map((task) => ({
      ...task,
      id: taskId(runId(1), `b${task.id.at(-1)}`),
      status: 'answered' as const,
    }))
    await store.append([aNewRun({}, { tasks: [...tasks, ...done] })])
    const found = (asked: Partial<TaskFilter>) => store.listTasks({ offset: 0, limit: 9, ...asked })
    expect(await found({ status: 'open', priority: 'high' })).toEqual([tasks[2], tasks[0]])
    expect(await found({ status: 'open', priority: 'high', sort: 'priority' })).toEqual([tasks[2], tasks[0]])
    expect(await found({ status: 'open', priority: 'urgent' })).toEqual([])
    expect(await found({ status: 'answered', priority: 'high', sort: 'priority' })).toEqual([done[2], done[0]])
  })

  it('[ST81] lists open tasks by priority where that is asked, then by deadline and id', async () => {
    const store = open()
    const task = (n: number, priority: TaskRow['priority'], due: number | null) =>
      aTaskRow({ id: taskId(runId(1), 'a', n), priority, due: due === null ? null : minute(due) })
    const [low, normal, high] = [task(1, 'low', 1), task(2, 'normal', 2), task(3, 'high', 3)]
    const [urgent, sooner, never] = [task(4, 'urgent', 9), task(5, 'urgent', 8), task(6, 'urgent', null)]
    const twin = task(7, 'urgent', 8)
    await store.append([aNewRun({}, { tasks: [low, normal, high, urgent, never, twin, sooner] })])
    const listed = await store.listTasks({ status: 'open', sort: 'priority', offset: 0, limit: 9 })
    expect(listed).toEqual([sooner, twin, urgent, never, high, normal, low])
    expect(await store.listTasks({ status: 'open', sort: 'priority', offset: 2, limit: 2 })).toEqual([urgent, never])
  })

  it('[ST31] writes a task over what it was', async () => {
    const store = open()
    const answered = aTaskRow({
      status: 'answered',
      claimedBy: LENA,
      answer: 'reject',
      decidedBy: LENA,
      decidedAt: minute(9),
    })
    await store.append([aNewRun({}, { tasks: [aTaskRow()] }), aChange(1, {}, { tasks: [answered] })])
    expect(await store.listTasks({ offset: 0, limit: 9 })).toEqual([answered])
  })

  it('[ST32] lists receipts by run and number, after the last one seen', async () => {
    const store = open()
    const receipt = (run: number, number: number) =>
      aReceiptRow({ run: runId(run), number, workflow: run === 3 ? ORDERS : SUPPORT_DESK })
    await store.append([
      aNewRun({ id: runId(2) }, { receipts: [receipt(2, 1), receipt(2, 2)] }),
      aNewRun({ id: runId(1) }, { receipts: [receipt(1, 1)] }),
      aNewRun(
        { id: runId(3), workflow: ORDERS },
        { receipts: [{ ...receipt(3, 1), kind: 'run', stage: null, outcome: null }] },
      ),
    ])
    await store.append([aChange(1, {}, { receipts: [receipt(1, 2)] })])
    const all = [
      receipt(1, 1),
      receipt(1, 2),
      receipt(2, 1),
      receipt(2, 2),
      { ...receipt(3, 1), kind: 'run', stage: null, outcome: null },
    ]
    expect(await store.listReceipts({ limit: 9 })).toEqual(all)
    expect(await store.listReceipts({ limit: 2, after: { run: runId(1), number: 1 } })).toEqual(all.slice(1, 3))
    expect(await store.listReceipts({ limit: 9, run: runId(2), after: { run: runId(2), number: 1 } })).toEqual([all[3]])
    expect(await store.listReceipts({ limit: 9, workflow: ORDERS })).toEqual(all.slice(4))
  })

  it('[ST32] lists the latest receipts, newest first', async () => {
    const store = open()
    const receipts = [1, 2].flatMap((run) => [1, 2].map((number) => aReceiptRow({ run: runId(run), number })))
    await store.append([
      aNewRun({ id: runId(1) }, { receipts: receipts.slice(0, 2) }),
      aNewRun({ id: runId(2) }, { receipts: receipts.slice(2) }),
    ])
    expect(await store.latestReceipts({ limit: 9 })).toMatchObject(receipts.toReversed())
    expect(await store.latestReceipts({ limit: 3 })).toMatchObject(receipts.slice(1).toReversed())
  })

  it('[ST127] lists the latest receipts of one kind, workflow or venture, in pages, with what their runs are called', async () => {
    const store = open()
    const receipt = (run: number, number: number, kind: 'stage' | 'run' = 'stage') =>
      aReceiptRow({ run: runId(run), number, kind, workflow: run === 3 ? ORDERS : SUPPORT_DESK })
    await store.append([
      aNewRun({ id: runId(1), title: 'order 1' }, { receipts: [receipt(1, 1), receipt(1, 2, 'run')] }),
      aNewRun({ id: runId(2), venture: 'north' }, { receipts: [receipt(2, 1)] }),
      aNewRun({ id: runId(3), workflow: ORDERS, venture: 'south' }, { receipts: [receipt(3, 1), receipt(3, 2)] }),
    ])
    const places = async (filter: Omit<LatestFilter, 'limit'>, limit = 9) =>
      (await store.latestReceipts({ ...filter, limit })).map(({ run, number }) => `${Number(run.slice(-12))}.${number}`)
    expect(await places({ kind: 'stage' })).toEqual(['3.2', '3.1', '2.1', '1.1'])
    expect(await places({ kind: 'stage', before: { run: runId(3), number: 2 } }, 2)).toEqual(['3.1', '2.1'])
    expect(await places({ before: { run: runId(2), number: 1 } })).toEqual(['1.2', '1.1'])
    expect(await places({ workflow: ORDERS })).toEqual(['3.2', '3.1'])
    expect(await places({ ventures: ['north'] })).toEqual(['2.1'])
    expect(await places({ ventures: [] })).toEqual([])
    const [last] = await store.latestReceipts({ before: { run: runId(1), number: 2 }, limit: 1 })
    expect(last).toMatchObject({ runTitle: 'order 1', workflowName: 'Support desk', planDigest: PLAN_DIGEST })
  })

  it('[ST33] lists versions by workflow and number', async () => {
    const store = open()
    const versions = [
      aVersionRow({ workflow: ORDERS, status: 'archived' }),
      aVersionRow({ made: { begunAt: minute(0), work: { ...beginWork('blank'), activeMs: 5 } } }),
      aVersionRow({ number: 2, status: 'unpublished' }),
    ]
    await store.append(versions.toReversed().map((version) => ({ version })))
    expect(await store.listVersions(null)).toEqual(versions)
    expect(await store.listVersions(SUPPORT_DESK)).toEqual(versions.slice(1))
    expect(await store.listVersions('none' as WorkflowId)).toEqual([])
    const [, { workflow, at, by, made } = aVersionRow()] = versions
    expect(await store.listMade()).toEqual([{ workflow, at, by, made }])
  })

  it('[ST34] lists triggers by id and firings newest first', async () => {
    const store = open()
    const triggers = [
      aTriggerRow({ id: 'a/x', enabled: false, nextFireAt: null, definition: aSchedule({ inputs: {} }) }),
      aTriggerRow({ id: 'b/x', lastRun: runId(3) }),
    ]
    const skipped = { type: 'skipped', reason: 'overlap', detail: 'Run 2 of it was still open.' } as const
    const firings = [
      aFiring({ trigger: 'b/x', instant: minute(3), outcome: skipped }),
      aFiring({ trigger: 'a/x', instant: minute(2) }),
      aFiring({ trigger: 'b/x', instant: minute(2) }),
      aFiring({ trigger: 'b/x', instant: minute(1) }),
    ]
    await store.append([
      { triggers: triggers.toReversed() },
      ...firings.toReversed().map((firing) => ({ firings: [firing] })),
    ])
    expect(await store.listTriggers()).toEqual(triggers)
    expect(await store.listFirings(null, 3)).toEqual(firings.slice(0, 3))
    expect(await store.listFirings('b/x', 2)).toEqual([firings[0], firings[2]])
  })

  it('[ST60] answers what a schedule asks about its own instants', async () => {
    const store = open()
    const waiting = { type: 'waiting', turn: 'after-others' } as const
    const atOnce = { type: 'waiting', turn: 'at-once' } as const
    const skipped = { type: 'skipped', reason: 'missed', detail: 'It was not running.' } as const
    const of = (minutes: number, given: Parameters<typeof aFiring>[0]) =>
      aFiring({ instant: minute(minutes), decidedAt: minute(minutes), ...given })
    const [first, second, third, fourth] = [
      of(1, { outcome: skipped }),
      of(2, { outcome: waiting }),
      of(3, { outcome: atOnce, note: 'Filled in afterwards.' }),
      of(4, { outcome: waiting }),
    ]
    const hand = of(2, { cause: { type: 'hand', id: 'wish' }, outcome: skipped })
    const event = of(3, { cause: { type: 'event', source: '/shop', id: 'e-1' }, outcome: skipped })
    const firings = [first, second, third, fourth, hand, event]
    await store.append([{ firings, triggers: [aTriggerRow()] }])
    const { trigger } = first
    expect(await store.decidedInstants({ trigger, from: minute(2), to: minute(3) })).toEqual([second, third])
    expect(await store.waitingInstants({ trigger, turn: 'after-others', limit: 1 })).toEqual([second])
    expect(await store.waitingInstants({ trigger, turn: 'at-once', limit: 9 })).toEqual([third])
    for (const row of firings) expect(await store.findFiring(firingKey(row))).toEqual(row)
    expect(await store.findFiring('none')).toBeUndefined()
    const started = { ...second, revision: 2, outcome: { type: 'run', run: runId(1) } as const }
    expect(await store.append([{ firings: [started] }, { firings: [started] }])).toEqual([appended(), STALE])
    expect(await store.waitingInstants({ trigger, turn: 'after-others', limit: 9 })).toEqual([fourth])
  })

  it('[ST61] knows which runs of a trigger are open, how its last ones ended, and whose turn has come', async () => {
    const store = open()
    const trigger = 'support-desk/every-morning'
    const cause = { type: 'schedule', trigger, instant: minute(0) } as const
    const waiting = { type: 'waiting', turn: 'after-others' } as const
    const fired = (n: number) => aFiring({ instant: minute(n), outcome: { type: 'run', run: runId(n) } })
    await store.append([
      { ...aNewRun({ id: runId(1), cause }), firings: [fired(1)], triggers: [aTriggerRow()] },
      { ...aNewRun({ id: runId(2) }) },
      { firings: [aFiring({ instant: minute(3), outcome: { type: 'skipped', reason: 'refused', detail: 'x' } })] },
      { firings: [aFiring({ instant: minute(2), outcome: { type: 'skipped', reason: 'overlap', detail: 'x' } })] },
      { firings: [aFiring({ instant: minute(4), outcome: waiting })] },
    ])
    const inTurn = async () => (await store.due({ now: minute(0), owner: OWNER, limit: 9 })).inTurn.map(({ id }) => id)
    expect([await store.openRunsOf(trigger, 9), await inTurn()]).toEqual([[runId(1)], []])
    expect(await store.lastEnds(trigger, 9)).toEqual([
      { decidedAt: minute(0), status: 'refused' },
      { decidedAt: minute(0), status: 'running' },
    ])
    await store.append([aChange(1, { id: runId(1), cause, status: 'failed', finishedAt: minute(5) })])
    expect([await store.openRunsOf(trigger, 9), await inTurn()]).toEqual([[], [trigger]])
    expect(await store.lastEnds(trigger, 1)).toEqual([{ decidedAt: minute(0), status: 'refused' }])
    expect((await store.lastEnds(trigger, 9)).at(-1)?.status).toBe('failed')
    const pause = { by: LENA, at: minute(6), because: 'Stocktaking' }
    await store.append([{ triggers: [aTriggerRow({ version: 2, pause, nextInstant: null, nextFireAt: null })] }])
    expect(await inTurn()).toEqual([])
  })

  it('[ST62] finds a trigger, the schedules that come next, and those that wait for events', async () => {
    const store = open()
    const mail = { type: 'event', id: 'mail', event: 'com.example.mail', inputs: {}, enabled: true } as const
    const rows = [
      aTriggerRow({ id: 'a/x', nextFireAt: minute(20) }),
      aTriggerRow({ id: 'b/x', nextFireAt: minute(10) }),
      aTriggerRow({ id: 'c/mail', definition: mail, nextFireAt: null }),
      aTriggerRow({ id: 'd/mail', definition: mail, enabled: false, nextFireAt: null }),
      aTriggerRow({ id: 'e/x', enabled: false, nextFireAt: null }),
    ]
    await store.append([{ triggers: rows }])
    expect([await store.findTrigger('b/x'), await store.findTrigger('none')]).toEqual([rows[1], undefined])
    expect(await store.schedulesAfter('a/x', 9)).toEqual([rows[1]])
    expect(await store.schedulesBetween({ after: minute(5), until: minute(20), limit: 9 })).toEqual([rows[1], rows[0]])
    expect(await store.schedulesBetween({ after: minute(10), until: minute(19), limit: 9 })).toEqual([])
    expect(await store.listListeners()).toEqual([rows[2]])
  })

  it('[ST63] keeps how far a relay got, and the position of the newest fact', async () => {
    const store = open()
    expect([await store.findRelay('runs'), await store.headPosition()]).toEqual([undefined, 0])
    const first = { name: 'runs', revision: 1, position: 7 }
    expect(await store.append([{ relay: first }, { relay: first }, aNewRun()])).toEqual([
      appended(),
      STALE,
      appended(1),
    ])
    expect(await store.append([{ relay: { ...first, revision: 2, position: 9 } }])).toEqual([appended()])
    expect([await store.findRelay('runs'), await store.headPosition()]).toEqual([
      { name: 'runs', revision: 2, position: 9 },
      1,
    ])
  })

  it('[ST36] finds a draft by its workflow, ended or not, and lists all by workflow', async () => {
    const store = open()
    const orders = aDraftRow({ workflow: ORDERS, text: null, base: 'a', by: 'human:ann' as DraftRow['by'] })
    await store.append([{ draft: aDraftRow() }, { draft: orders }])
    expect(await store.findDraft(SUPPORT_DESK)).toEqual(aDraftRow())
    expect(await store.findDraft(ORDERS)).toEqual(orders)
    expect(await store.findDraft('else' as WorkflowId)).toBeUndefined()
    expect(await store.listDrafts()).toEqual([orders, aDraftRow()])
  })

  it('[ST46] finds a skill request by its id, and lists the open or the closed ones, newest first', async () => {
    const store = open()
    const first = aSkillRequestRow({ missedAt: null, inputs: [], outputs: [] })
    const second = aSkillRequestRow({ id: 'b', at: minute(2) })
    const same = aSkillRequestRow({ id: 'c', at: minute(2) })
    const done = aSkillRequestRow({ id: 'd', revision: 2, status: 'closed' })
    await store.append([first, second, same, { ...done, revision: 1 }, done].map((skillRequest) => ({ skillRequest })))
    expect(await store.findSkillRequest(first.id)).toEqual(first)
    expect(await store.findSkillRequest('d')).toEqual(done)
    expect(await store.findSkillRequest('none')).toBeUndefined()
    expect(await store.listSkillRequests('open', 9)).toEqual([same, second, first])
    expect(await store.listSkillRequests('open', 2)).toEqual([same, second])
    expect(await store.listSkillRequests('closed', 9)).toEqual([done])
  })

  it('[ST55] lists connections in the order they were added, and finds also one that was removed', async () => {
    const store = open()
    const [late, first] = [aConnectionRow({ name: 'a', at: minute(1) }), aConnectionRow({ name: 'c' })]
    const keyless = aConnectionRow({ name: 'b', kept: first.kept && { ...first.kept, sealedKey: null } })
    await store.append([{ connections: [late, first, keyless] }])
    expect(await store.listConnections()).toEqual([keyless, first, late])
    const removed = aConnectionRow({ name: 'c', revision: 2, kept: null })
    await store.append([{ connections: [removed] }])
    expect(await store.listConnections()).toEqual([keyless, late])
    expect(await store.findConnection('c')).toEqual(removed)
    expect(await store.findConnection('a')).toEqual(late)
    expect(await store.findConnection('none')).toBeUndefined()
  })
}

function describeWebhooks(open: Open): void {
  it('[WH13] lists webhooks in the order they were made, and finds also one that was removed', async () => {
    const store = open()
    const previous = { sealed: 'wc1.c.d', until: minute(9) }
    const late = aWebhookRow({ id: 'a', at: minute(1), secrets: { sealed: 'wc1.a.b', previous } })
    const [first, same] = [aWebhookRow({ id: 'c' }), aWebhookRow({ id: 'b' })]
    await store.append([late, first, same].map((webhook) => ({ webhook })))
    expect(await store.listWebhooks()).toEqual([same, first, late])
    const removed = aWebhookRow({ id: 'c', revision: 2, secrets: null })
    await store.append([{ webhook: removed }])
    expect(await store.listWebhooks()).toEqual([same, late])
    expect(await store.findWebhook('c')).toEqual(removed)
    expect(await store.findWebhook('a')).toEqual(late)
    expect(await store.findWebhook('none')).toBeUndefined()
  })
}

function describeMemory(open: Open): void {
  it('[ST53] lists memory of a status newest first, by type, venture and text, a page at a time', async () => {
    const store = open()
    const first = aMemoryItem({ id: 'a', confidence: null, decision: null })
    const second = aMemoryItem({ id: 'b', content: 'Übergang 100%', type: 'gotcha', createdAt: minute(2) })
    const same = aMemoryItem({ id: 'c', content: 'North only.', venture: 'north', createdAt: minute(2) })
    const said = { type: 'approved', by: LENA, at: minute(3), note: '' } as const
    const active = aMemoryItem({ id: 'd', content: 'Approved.', status: 'active', decision: said })
    await store.append([{ memory: [first, second, same, active] }])
    const page = { status: 'candidate', offset: 0, limit: 9 } as const
    const ids = async (filter: Partial<Parameters<typeof store.listMemory>[0]>) =>
      (await store.listMemory({ ...page, ...filter })).map(({ id }) => id)
    expect(await store.listMemory(page)).toEqual([same, second, first])
    expect(await store.listMemory({ ...page, status: 'active' })).toEqual([active])
    expect(await ids({ limit: 2 })).toEqual(['c', 'b'])
    expect(await ids({ offset: 1, limit: 1 })).toEqual(['b'])
    expect(await ids({ type: 'gotcha' })).toEqual(['b'])
    expect(await ids({ search: 'ÜBERGANG 100%' })).toEqual(['b'])
    expect(await ids({ venture: 'north' })).toEqual(['c', 'b', 'a'])
    expect(await ids({ venture: null })).toEqual(['b', 'a'])
    expect(await store.findMemory('none')).toBeUndefined()
  })
}

function appended(...positions: number[]) {
  return { type: 'appended', positions }
}

/** Runs 1, 2, 3, …, each with what is given. */
function newRuns(...rows: readonly Partial<RunRow>[]): readonly Transition[] {
  return rows.map((row, index) => aNewRun({ id: runId(index + 1), ...row }))
}

function idsOf(rows: readonly RunRow[]) {
  return rows.map(({ id }) => id)
}

async function everythingIn(store: WholeStore) {
  return {
    runs: await store.listRuns({ limit: 99 }),
    snapshot: await store.findRun(runId(1)),
    events: await store.eventsAfter(0, 99),
    tasks: await store.listTasks({ offset: 0, limit: 99 }),
    receipts: await store.listReceipts({ limit: 99 }),
    versions: await store.listVersions(null),
    triggers: await store.listTriggers(),
    firings: await store.listFirings(null, 99),
    drafts: await store.listDrafts(),
    memory: await Promise.all(MEMORY_STATUSES.map((status) => store.listMemory({ status, offset: 0, limit: 99 }))),
    skillRequests: [await store.listSkillRequests('open', 99), await store.listSkillRequests('closed', 99)],
    connections: await store.listConnections(),
    webhooks: await store.listWebhooks(),
  }
}
