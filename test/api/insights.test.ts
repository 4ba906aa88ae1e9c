import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AssumptionsChange } from '../../src/api/contract/assumptions.ts'
import { assumptionsAnswer } from '../../src/api/contract/assumptions.ts'
import type { Insights } from '../../src/api/contract/insights.ts'
import { insights } from '../../src/api/contract/insights.ts'
import type { Json } from '../../src/core/basics/json.ts'
import { fromIsoTime, isoTime, timestamp } from '../../src/core/basics/timestamp.ts'
import type { Receipt } from '../../src/core/receipt/receipt.ts'
import type { WorkflowId } from '../../src/core/workflow/workflow.ts'
import { bearer, personIn, tokenOf } from '../support/house.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, refusedOf } from '../support/http-world.ts'
import { aRunWith } from '../support/receipt-rows.ts'
import { aTaskRow, aVersionRow, runId } from '../support/rows.ts'
import { aRunReceipt, aStageOf, aTaskProof, gbp } from '../support/tallies.ts'

const NOW = '2026-11-29T17:00:00.000Z'
const REFUNDS = 'refunds' as WorkflowId
const DAY = 86_400_000

function anHouse(now = NOW): ApiWorld {
  return anApi({ clock: { now: () => fromIsoTime(now) } })
}

function ago(days: number, minutes = 0): string {
  return isoTime(timestamp(fromIsoTime(NOW) - days * DAY + minutes * 60_000))
}

interface Past {
  readonly daysAgo: number
  /** Minutes that a person took; absent: nobody was asked. */
  readonly person?: number
  readonly outcome?: 'succeeded' | 'failed'
  readonly verdict?: 'right' | 'wrong'
  readonly late?: boolean
}

/** A run of two stages that ended then. */
function receiptsOf({ daysAgo, person, outcome = 'succeeded', verdict, late = false }: Past): readonly Receipt[] {
  const [at, opened] = [ago(daysAgo), ago(daysAgo, -300)]
  const task = aTaskProof({
    first_opened_at: opened,
    due_at: ago(daysAgo, late ? -60 : 60),
    decided_at: at,
    in_time: !late,
    trail: [{ did: 'taken', at: ago(daysAgo, -(person ?? 0)), by: 'human:support' }],
  })
  const sort = aStageOf('sort', {
    at,
    confidence: 0.75,
    cost: gbp(2_000),
    quality: verdict === undefined ? null : { verdict, by: 'human:support' },
    ...(person === undefined ? {} : { task, decision: { type: 'approve', by: 'human:support' } }),
  })
  const failed = outcome === 'failed' ? { outcome, because: 'timeout: It took too long.' } : {}
  return [sort, aStageOf('reply', { at, ...failed }), aRunReceipt({ at, outcome, cost: gbp(2_000) })]
}

async function lived(world: ApiWorld, past: readonly Past[]): Promise<void> {
  const runs = past.map((each, index) =>
    aRunWith(
      {
        id: runId(index + 1),
        workflow: REFUNDS,
        status: each.outcome ?? 'succeeded',
        finishedAt: fromIsoTime(ago(each.daysAgo)),
      },
      receiptsOf(each),
    ),
  )
  await world.store.append(runs)
}

async function ask(world: ApiWorld, query = ''): Promise<Insights> {
  return await world.get(`/api/v1/insights${query}`, insights)
}

interface PutOptions {
  readonly workflow?: string
  readonly headers?: Readonly<Record<string, string>>
}

async function put(world: ApiWorld, body: Json, { workflow = 'refunds', headers = {} }: PutOptions = {}) {
  return await world.send(`/api/v1/workflows/${workflow}/assumptions`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

const ASSUMED: AssumptionsChange = {
  revision: 0,
  minutes: { sort: 10, reply: 20 },
  hourly: { currency: 'GBP', microUnits: 18_000_000 },
  perError: null,
}

const PAST: readonly Past[] = [
  ...Array.from({ length: 40 }, (_, index) => ({ daysAgo: index % 25 })),
  ...Array.from({ length: 10 }, (_, index) => ({ daysAgo: index, person: 6, verdict: 'right' as const })),
  ...Array.from({ length: 4 }, (_, index) => ({ daysAgo: index, person: 12, verdict: 'wrong' as const, late: true })),
  { daysAgo: 3, outcome: 'failed' },
  { daysAgo: 200 },
]

/** The numbers once more, from the lines of the receipts and nothing else. */
async function recounted(world: ApiWorld, days: number) {
  const rows = await world.store.listReceipts({ limit: 10_000 })
  const from = fromIsoTime(`${ago(days - 1).slice(0, 10)}T00:00:00Z`)
  const all = rows.map(({ line }) => JSON.parse(line) as Receipt).filter(({ at }) => fromIsoTime(at) >= from)
  const stages = all.filter((receipt) => receipt.kind === 'stage')
  const runs = all.filter((receipt) => receipt.kind === 'run')
  const asked = stages.filter(({ task }) => task !== null)
  const late = asked.filter(({ task }) => task?.in_time === false)
  return {
    automation: {
      count: stages.filter(({ outcome, decision }) => outcome === 'succeeded' && decision === null).length,
      of: stages.length,
    },
    inTime: { count: asked.length - late.length, of: asked.length },
    stalls: { count: new Set(late.map(({ run }) => run)).size, of: runs.length },
    right: {
      count: stages.filter(({ quality }) => quality?.verdict === 'right').length,
      of: stages.filter(({ quality }) => quality !== null).length,
    },
  }
}

describe('insights', () => {
  it('[AP300] gives the numbers that a count over the receipts gives, each with what it is of', async () => {
    const world = anHouse()
    await lived(world, PAST)
    const answer = await ask(world)
    const counted = await recounted(world, 30)
    const { numbers, automation, confidence, decidedInTime, stalls } = answer
    expect(numbers.automation.share).toMatchObject(counted.automation)
    expect(automation.share).toEqual(numbers.automation.share)
    expect(numbers.decidedInTime.share).toMatchObject(counted.inTime)
    expect(decidedInTime.share).toEqual(numbers.decidedInTime.share)
    expect(numbers.stalls.share).toMatchObject(counted.stalls)
    expect(stalls.share).toEqual(numbers.stalls.share)
    expect(confidence.right).toMatchObject(counted.right)
    // And the answers that are known beforehand.
    expect(answer.runs).toBe(55)
    expect(numbers.automation.share).toMatchObject({ count: 95, of: 110 })
    expect(numbers.decidedInTime.share).toMatchObject({ count: 10, of: 14 })
    expect(numbers.stalls.share).toMatchObject({ count: 4, of: 55 })
    expect(confidence.bins).toMatchObject([{ low: 0.7, high: 0.8, agreed: { count: 10, of: 14 } }])
    expect(answer.failures).toEqual([
      { reason: 'timeout', stages: 1, workflows: [{ id: 'refunds', name: 'Refund requests' }] },
    ])
    expect(answer.load.people).toMatchObject([{ decisions: 14, timed: 14, workMs: (60 + 48) * 60_000 }])
    expect(answer.workCharts).toMatchObject([{ workflow: { id: 'refunds' }, runs: 55, successes: 54 }])
    expect(answer.capabilities).toMatchObject([{ ref: 'skill:sort', stages: 110, right: { count: 10, of: 14 } }])
  })

  it('[AP301] where nothing has run every share is unknown, and nothing is 0 %', async () => {
    const { numbers, runs, confidence, costs, timeSaved, load, stalls } = await ask(anHouse())
    expect(runs).toBe(0)
    const shares = [numbers.automation, numbers.decidedInTime, numbers.noCode, numbers.stalls].map(({ share }) => share)
    for (const share of shares) expect(share).toMatchObject({ of: 0, share: null, low: null, high: null })
    expect(numbers.creationTime).toMatchObject({ of: 0, medianMs: null, averageMs: null })
    expect(confidence).toMatchObject({ bins: [], calibrationError: null })
    expect(costs).toEqual({ runs: 0, unknown: 0, untimedDecisions: 0, currencies: [] })
    expect(timeSaved).toMatchObject({ runs: 0, savedMs: null, beforePerRunMs: null })
    expect(load.busiest).toBeNull()
    expect(stalls).toMatchObject({ surelyAtMost: null, openNow: 0 })
  })

  it('[AP301] where a person was asked every time, the automation share is 0 %', async () => {
    const world = anHouse()
    const asked = receiptsOf({ daysAgo: 1, person: 5 }).filter(
      (receipt) => receipt.kind !== 'stage' || receipt.stage === 'sort',
    )
    await world.store.append([aRunWith({ workflow: REFUNDS }, asked)])
    expect((await ask(world)).numbers.automation.share).toMatchObject({ count: 0, of: 1, share: 0 })
  })

  it('[AP302] a day is one of the zone that is asked for, and weeks are shown of 90 days', async () => {
    const world = anHouse('2026-04-05T20:00:00.000Z')
    const stages = ['2026-04-04T12:59:00.000Z', '2026-04-04T13:01:00.000Z', '2026-04-05T13:29:00.000Z'].map(
      (at, index) => aStageOf(`s${index}`, { at }),
    )
    await world.store.append([aRunWith({ workflow: REFUNDS }, stages)])
    const { automation, period } = await ask(world, '?period=7&zone=Australia%2FLord_Howe')
    expect(period).toMatchObject({ days: 7, step: 'day', zone: 'Australia/Lord_Howe', to: '2026-04-06T13:30:00.000Z' })
    // The fifth lasts half an hour longer: its clocks go back from 2:00 to 1:30.
    expect(automation.series.slice(-3).map(({ from, to, share }) => [from, to, share.of])).toEqual([
      ['2026-04-03T13:00:00.000Z', '2026-04-04T13:00:00.000Z', 1],
      ['2026-04-04T13:00:00.000Z', '2026-04-05T13:30:00.000Z', 2],
      ['2026-04-05T13:30:00.000Z', '2026-04-06T13:30:00.000Z', 0],
    ])
    expect((await ask(world, '?period=90')).automation.series).toHaveLength(13)
    expect(await world.refused('/api/v1/insights?zone=Mars')).toMatchObject({ code: 'query-invalid' })
    expect(await world.refused('/api/v1/insights?period=8')).toMatchObject({ code: 'query-invalid' })
  })

  it('[AP302] a clock that was set back makes no time negative', async () => {
    const world = anHouse()
    await lived(world, [{ daysAgo: 1, person: -30 }, { daysAgo: -1 }])
    const { load, runs } = await ask(world)
    expect(load.people).toMatchObject([{ decisions: 1, timed: 0, workMs: null }])
    expect(runs).toBe(1)
  })

  it('[AP303] counts what is open past its deadline, and a run that stands still once', async () => {
    const world = anHouse()
    const open = { workflow: REFUNDS, due: fromIsoTime(ago(1)) }
    const tasks = [aTaskRow(open), aTaskRow({ ...open, stage: aTaskRow().stage, id: `${runId(1)}.reply.1` as never })]
    const run = aRunWith({ workflow: REFUNDS, status: 'waiting' }, [])
    await world.store.append([{ ...run, ...(run.run === undefined ? {} : { run: { ...run.run, tasks } }) }])
    const { numbers, decidedInTime, stalls } = await ask(world)
    expect(decidedInTime).toMatchObject({ openLate: 2, share: { count: 0, of: 2 } })
    expect(stalls).toMatchObject({ openNow: 1, escalated: 1, share: { count: 1, of: 1 } })
    expect(numbers.stalls.share).toMatchObject({ count: 1, of: 1 })
  })

  it('[AP304] is of the WorkCharts that are named, and of those in the ventures of whoever asks', async () => {
    const world = anHouse()
    await lived(world, [{ daysAgo: 1 }])
    await world.store.append([aRunWith({ id: runId(9), workflow: 'gone' as WorkflowId }, receiptsOf({ daysAgo: 1 }))])
    expect((await ask(world)).runs).toBe(2)
    expect(await ask(world, '?workflow=refunds')).toMatchObject({ runs: 1, workflows: [{ id: 'refunds' }] })
    expect(await ask(world, '?workflow=refunds&workflow=refunds')).toMatchObject({ runs: 1 })
    expect(await world.refused('/api/v1/insights?workflow=none')).toMatchObject({
      status: 404,
      code: 'workflow-unknown',
    })
    const mei = await personIn(world.parts, { roles: ['ops-manager'], ventures: ['north'] })
    const headers = bearer(await tokenOf(world.parts, mei))
    const seen = await world.send('/api/v1/insights', { headers })
    expect(insights.parse(await seen.json())).toMatchObject({ runs: 0, workflows: [] })
    const hidden = await world.send('/api/v1/insights?workflow=refunds', { headers })
    expect(await refusedOf(hidden)).toMatchObject({ code: 'workflow-unknown' })
  })
})

describe('what is assumed', () => {
  it('[AP305] is kept with who said so and when, and time and money saved are worked out with it', async () => {
    const world = anHouse()
    await lived(world, [
      { daysAgo: 1, person: 6 },
      { daysAgo: 2, person: 12 },
      { daysAgo: 2, outcome: 'failed' },
    ])
    const { assumptions } = assumptionsAnswer.parse(await (await put(world, ASSUMED)).json())
    expect(assumptions).toMatchObject({
      revision: 1,
      stages: [
        { id: 'sort', name: 'Sort the message', minutes: 10 },
        { id: 'reply', name: 'Write the reply', minutes: 20 },
      ],
      by: { id: 'human:owner' },
      at: NOW,
    })
    const answer = await ask(world)
    expect(answer.assumptions).toEqual([assumptions])
    expect(answer.timeSaved).toMatchObject({
      runs: 2,
      beforeMs: 60 * 60_000,
      peopleMs: 18 * 60_000,
      savedMs: 42 * 60_000,
    })
    // 18 minutes at 18 pounds an hour, and 0.002 pounds of AI for each of three runs.
    expect(answer.costs.currencies).toMatchObject([
      {
        currency: 'GBP',
        runs: 3,
        successes: 2,
        aiMicroUnits: 6_000,
        peopleMicroUnits: 5_400_000,
        aiPerSuccess: 3_000,
        peoplePerSuccess: 2_700_000,
        perSuccess: 2_703_000,
        beforePerSuccess: 9_000_000,
      },
    ])
    const series = answer.costs.currencies[0]?.series ?? []
    expect(series.map(({ successes }) => successes).reduce((sum, each) => sum + each, 0)).toBe(2)
    expect(series.at(-2)).toMatchObject({ successes: 1, aiPerSuccess: 2_000, peoplePerSuccess: 1_800_000 })
  })

  it('[AP306] refuses unknown stages, all of them, and what somebody else changed meanwhile', async () => {
    const world = anHouse()
    const unknown = await refusedOf(await put(world, { ...ASSUMED, minutes: { sort: 1, a: 1, b: 2 } }))
    expect(unknown).toMatchObject({
      code: 'stage-unknown',
      errors: [{ pointer: '/minutes/a' }, { pointer: '/minutes/b' }],
    })
    expect((await put(world, ASSUMED)).status).toBe(200)
    expect(await refusedOf(await put(world, ASSUMED))).toMatchObject({ status: 409, code: 'assumptions-changed' })
    expect(await refusedOf(await put(world, ASSUMED, { workflow: 'none' }))).toMatchObject({
      status: 404,
      code: 'workflow-unknown',
    })
    const viewer = bearer(await tokenOf(world.parts, await personIn(world.parts, { roles: ['viewer'] })))
    expect(await refusedOf(await put(world, ASSUMED, { headers: viewer }))).toMatchObject({ status: 403 })
    for (const wrong of [
      { ...ASSUMED, minutes: { sort: -1 } },
      { ...ASSUMED, hourly: { currency: 'pounds', microUnits: 1 } },
    ])
      expect(await refusedOf(await put(world, wrong))).toMatchObject({ code: 'body-invalid' })
  })

  it('[AP306] a WorkChart whose file can not be read has nothing to assume about', async () => {
    const world = anApi({ files: { 'collections/default/workflows/broken.yaml': 'workflow_id: [' } })
    expect(await refusedOf(await put(world, ASSUMED, { workflow: 'broken' }))).toMatchObject({
      code: 'workflow-invalid',
    })
  })
})

describe('the export', () => {
  const line = z.object({
    workflow: z.string(),
    measure: z.string(),
    value: z.union([z.string(), z.number(), z.null()]),
    kind: z.string(),
    of: z.number().nullable(),
    note: z.string(),
  })

  async function exported(world: ApiWorld, format: string) {
    const response = await world.send(`/api/v1/insights/export?format=${format}&period=7`)
    return { type: response.headers.get('content-type'), text: await response.text() }
  }

  it('[AP307] holds usage and what it was worth, with everything that was assumed and what each number is of', async () => {
    const world = anHouse()
    await lived(world, [{ daysAgo: 1, person: 6 }, { daysAgo: 2 }])
    await put(world, { ...ASSUMED, perError: { currency: 'GBP', microUnits: 5 } })
    const { text, type } = await exported(world, 'jsonl')
    expect(type).toBe('application/x-ndjson')
    const lines = text
      .trim()
      .split('\n')
      .map((each) => line.parse(JSON.parse(each)))
    const find = (measure: string, workflow = 'refunds') =>
      lines.find((each) => each.measure === measure && each.workflow === workflow)
    expect(find('period', '')).toMatchObject({ value: 7 })
    expect(find('time zone', '')).toMatchObject({ value: 'UTC' })
    expect(find('automation share', '')?.note).toContain('Stages done without asking a person')
    expect(find('runs that succeeded')).toMatchObject({ value: 2, kind: 'measured' })
    expect(find('cost per success')).toMatchObject({ kind: 'assumed', of: 2 })
    expect(find('time saved')).toMatchObject({ kind: 'assumed', of: 2, value: 54 * 60_000 })
    const note = `Entered by owner at ${NOW}.`
    expect(find('minutes before: Sort the message')).toMatchObject({ value: 10, kind: 'assumed', note })
    expect(find('hour of a person')).toMatchObject({ value: 18_000_000, kind: 'assumed', note })
    expect(find('error nobody noticed')).toMatchObject({ value: 5, kind: 'assumed', note })
  })

  it('[AP307] is a table that a spreadsheet opens and takes for no formula; what is not known is empty', async () => {
    const files = {
      'collections/default/workflows/sum.yaml':
        'workflow_id: sum\nname: "=1+1, \\"quoted\\""\nstages: [{ id: a, roles: { primary: "human:x" } }]\n',
    }
    const world = anApi({ files, clock: { now: () => fromIsoTime(NOW) } })
    const { text, type } = await exported(world, 'csv')
    expect(type).toBe('text/csv; charset=utf-8')
    const [head, ...rows] = text.split('\r\n')
    expect(head).toBe('workflow,name,measure,value,unit,kind,of,low,high,note')
    expect(rows).toContain(`sum,"'=1+1, ""quoted""",automation share,,share,measured,0,,,`)
    expect(rows.at(-1)).toBe('')
    expect(await world.refused('/api/v1/insights/export?zone=Mars')).toMatchObject({ code: 'query-invalid' })
  })
})

describe('commissioning', () => {
  it('[AP308] shows only what something proves, with when and where', async () => {
    const world = anHouse()
    const nothing = { install: null, test: null, operational: null, optimize: null }
    expect((await ask(world)).commissioning).toMatchObject([nothing])
    const version = (number: number, at: string) => aVersionRow({ workflow: REFUNDS, number, at: fromIsoTime(at) })
    await world.store.append([{ version: version(1, ago(60)) }])
    await lived(world, [{ daysAgo: 50, outcome: 'failed' }])
    expect((await ask(world)).commissioning).toMatchObject([
      { ...nothing, install: { text: 'Version 1 was published.' } },
    ])
    const more = Array.from({ length: 20 }, (_, index) =>
      aRunWith(
        { id: runId(10 + index), workflow: REFUNDS, status: 'succeeded', finishedAt: fromIsoTime(ago(40)) },
        receiptsOf({ daysAgo: 40 }),
      ),
    )
    await world.store.append(more)
    await world.store.append([{ version: version(2, ago(20)) }])
    const { commissioning, automation } = await ask(world)
    expect(commissioning).toMatchObject([
      {
        install: { at: ago(60), target: { type: 'workflow', workflow: 'refunds' } },
        test: { at: ago(40), text: 'A run succeeded.', target: { type: 'run', run: runId(29) } },
        operational: { text: '20 runs succeeded.', target: { type: 'run' } },
        optimize: { at: ago(20), text: 'Version 2 was published after 20 runs had succeeded.' },
      },
    ])
    expect(automation.versions).toMatchObject([{ number: 2, at: ago(20) }])
  })
})
