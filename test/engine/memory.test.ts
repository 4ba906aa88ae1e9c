import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryItem } from '../../src/core/memory/memory-item.ts'
import { MEMORY_TYPES } from '../../src/core/memory/memory-item.ts'
import type { MemoryNote } from '../../src/core/memory/memory-note.ts'
import type { CatalogEntry } from '../../src/core/plan/catalog.ts'
import { countTokens } from '../../src/core/plan/tokens.ts'
import type { AttemptResult } from '../../src/core/run/answer.ts'
import { handoffFrom } from '../../src/core/run/handoff.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import { createContext } from '../../src/engine/create-context.ts'
import { createMemory } from '../../src/engine/create-memory.ts'
import { aClock, finished, startOf } from '../support/engine.ts'
import type { Office } from '../support/library.ts'
import { aLibrary, anOffice } from '../support/library.ts'
import { aMemoryModule, aModule, aSkill, ref } from '../support/plans.ts'
import { aMemoryItem, LENA, minute, sha256 } from '../support/rows.ts'
import { anAnswer, answerTo } from '../support/runs.ts'

const SORT = 'sort' as StageId
const A_PAGE = { status: 'candidate', offset: 0, limit: 99 } as const

function documentOf(modules: readonly string[], rest = ''): string {
  return `
workflow_id: desk
${rest}
stages:
  - id: sort
    roles: { primary: "skill:sort" }
    context_policy: { modules: [${modules.map((each) => `"ctx:${each}"`).join(', ')}] }`
}

interface DeskOptions {
  readonly entries?: readonly CatalogEntry[]
  readonly document?: string
  readonly script?: () => AttemptResult
  readonly memory?: readonly MemoryItem[]
}

async function aDesk({ entries = [], document = documentOf([]), memory = [], script }: DeskOptions): Promise<Office> {
  const library = aLibrary(aSkill('sort'), ...entries)
  library.write('desk', document)
  const office = anOffice(library, { clock: aClock(minute(9)), ...(script === undefined ? {} : { script }) })
  await office.engine.write({ memory: memory.map((item) => ({ ...item, revision: 1 })) })
  return office
}

async function planIn(office: Office) {
  const report = await office.workflows.plan(await office.reading('desk'), {})
  if (!report.ok || report.value.plan === undefined) throw new Error('There is no plan.')
  return report.value.plan
}

async function runIn(office: Office) {
  return await finished(office, (await startOf(office, await planIn(office))).id)
}

const noting =
  (memory: readonly MemoryNote[], confidence = 1) =>
  (): AttemptResult => ({
    type: 'answered',
    answer: { ...anAnswer({ confidence }), memory },
  })
const NOTE: MemoryNote = { type: 'gotcha', content: 'Dates are in UTC.', confidence: 0.7, anchors: ['a.csv'] }

describe('what a stage is given', () => {
  it('[MN1] is byte for byte what its plan promised, within the budget, for any modules and budgets', async () => {
    const anItem = fc.record({
      content: fc.string({ minLength: 1, maxLength: 400, unit: 'grapheme' }),
      type: fc.constantFrom(...MEMORY_TYPES),
      confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    })
    const sets = fc.array(fc.oneof(fc.array(anItem, { maxLength: 8 }), fc.string({ maxLength: 900 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(sets, fc.integer({ min: 1, max: 500 }), async (set, budget) => {
        const items = set.flatMap((each, module) =>
          typeof each === 'string'
            ? []
            : each.map((fields, place) => aMemoryItem({ ...fields, id: `${module}-${place}`, status: 'active' })),
        )
        const entries = set.map((each, module) => {
          if (typeof each === 'string') return { ...aModule(`m${module}`, countTokens(each)), sha256: sha256(each) }
          const own = items.filter(({ id }) => id.startsWith(`${module}-`)).map(({ id }) => id)
          const entry = aMemoryModule(`m${module}`, [])
          return { ...entry, memory: { selection: { selectors: null, items: own }, priority: 5, candidates: [] } }
        })
        const modules = set.map((_, module) => `m${module}`)
        const document = documentOf(modules, `context_policy: { modules: [], budget_tokens: ${budget} }`)
        const office = await aDesk({ entries, document, memory: items })
        for (const text of set) if (typeof text === 'string') await office.blobs.put(new TextEncoder().encode(text))
        const plan = await planIn(office)
        await finished(office, (await startOf(office, plan)).id)
        const planned = plan.stages[0]?.context.modules ?? []
        const given = office.assignments[0]?.context ?? []
        expect(given.map((each) => [each.ref, sha256(each.text), countTokens(each.text)])).toEqual(
          planned.map((each) => [each.ref, each.sha256, each.tokens]),
        )
        expect(given.reduce((sum, { text }) => sum + countTokens(text), 0)).toBeLessThanOrEqual(budget)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('[MN2] is what was approved when it was planned, whatever is decided afterwards', async () => {
    const active = aMemoryItem({ status: 'active' })
    const office = await aDesk({ entries: [aMemoryModule('m', [])], document: documentOf(['m']), memory: [active] })
    const memory = createMemory({ ...office, reader: office.store, clock: aClock(minute(9)) })
    const plan = await planIn(office)
    const change = { type: 'deprecate', note: '' } as const
    expect((await memory.change({ item: active, change, by: LENA })).ok).toBe(true)
    await finished(office, (await startOf(office, plan)).id)
    expect(office.assignments[0]?.context[0]?.text).toContain(active.content)
    expect((await planIn(office)).stages[0]?.context.modules).toEqual([])
  })

  it('[MN3] is the memory of the WorkChart’s venture and of none', async () => {
    const memory = [null, 'north', 'south'].map((venture) =>
      aMemoryItem({ id: String(venture), content: `Of ${venture}.`, venture, status: 'stable' }),
    )
    const document = documentOf(['m'], 'venture: north')
    const office = await aDesk({ entries: [aMemoryModule('m', [])], document, memory })
    const [module] = (await planIn(office)).stages[0]?.context.modules ?? []
    expect(module?.memoryIds?.toSorted()).toEqual(['north', 'null'])
  })
})

describe('what a stage finds', () => {
  it('[MN4][MM14][MM15] is a candidate, written with the fact that the stage settled', async () => {
    const office = await aDesk({ script: noting([NOTE, NOTE, { ...NOTE, content: 'Else.' }]) })
    const run = await runIn(office)
    const settling = office.writes.flat().filter((each) => each.run?.found !== undefined)
    expect(settling.map((each) => each.run?.events.some(({ type }) => type === 'stage-settled'))).toEqual([true])
    const [other, first] = await office.store.listMemory(A_PAGE)
    const id = `${run.id}.sort.0.1`
    const source = {
      id,
      run: run.id,
      workflow: 'desk',
      workflowName: 'desk',
      stage: 'sort',
      stageName: 'sort',
      performer: 'skill:sort',
      model: null,
      at: minute(9),
    }
    expect(first).toMatchObject({ ...NOTE, id, status: 'candidate', venture: null, decision: null })
    expect(first?.sources).toEqual([source, { ...source, id: `${run.id}.sort.0.2` }])
    expect(other).toMatchObject({ id: `${run.id}.sort.0.3`, content: 'Else.' })
  })

  it('[MN4] of a stage that was rejected or failed is nothing', async () => {
    const document = documentOf([]).replace('context_policy: { modules: [] }', 'gate: { threshold: 0.9 }')
    const office = await aDesk({ document, script: noting([NOTE], 0.2) })
    const { id } = await startOf(office, await planIn(office))
    await office.engine.drain()
    const [task] = await office.store.listTasks({ status: 'open', offset: 0, limit: 1 })
    if (task === undefined) throw new Error('Nobody was asked.')
    const answer = { type: 'reject', note: 'No.' } as const
    await office.engine.command(id, await answerTo(office.engine, task.id, answer))
    await finished(office, id)
    expect(await office.store.listMemory(A_PAGE)).toEqual([])
    const run = await office.engine.findRun(id)
    expect(run && handoffFrom(run, SORT)['memory_ids']).toEqual({ used: [], produced: [] })
  })

  it('[MN5] is named by the handoff, with what was used; the receipt names what was used', async () => {
    const active = aMemoryItem({ status: 'active' })
    const entries = [aMemoryModule('m', [])]
    const office = await aDesk({ entries, document: documentOf(['m']), memory: [active], script: noting([NOTE]) })
    const run = await runIn(office)
    const { context } = run.plan.stages[0] ?? {}
    const [module] = context?.modules ?? []
    expect(handoffFrom(run, SORT)).toMatchObject({
      memory_ids: { used: ['m1'], produced: [`${run.id}.sort.0.1`] },
      context: [{ ref: 'ctx:m', sha256: module?.sha256 }],
      context_sha256: context?.packSha256,
    })
    const [receipt] = await office.store.listReceipts({ run: run.id, limit: 1 })
    expect(JSON.parse(receipt?.line ?? '')).toMatchObject({
      context: [{ ref: 'ctx:m', sha256: module?.sha256, tokens: module?.tokens, memory_ids: ['m1'] }],
      context_sha256: context?.packSha256,
    })
  })
})

describe('a preview of context', () => {
  it('[MN6] packs as planning does, and shows every text', async () => {
    const text = 'Be kind.'
    const file = { ...aModule('tone', 2), sha256: sha256(text) }
    const entries = [aMemoryModule('m', []), file]
    const active = aMemoryItem({ status: 'active' })
    const office = await aDesk({ entries, document: documentOf(['m', 'tone']), memory: [active] })
    await office.blobs.put(new TextEncoder().encode(text))
    const context = createContext({ ...office, reader: office.store })
    const [planned] = (await planIn(office)).stages
    const order = { modules: [ref('ctx:m'), ref('ctx:tone')], budgetTokens: 4000, collection: undefined, venture: null }
    const shown = await context.pack(order)
    if (!shown.ok) throw new Error(shown.error.code)
    const { modules, ...rest } = shown.value
    expect({ ...rest, modules: modules.map(({ text: _, ...module }) => module) }).toEqual(planned?.context)
    expect(modules.map((module) => sha256(module.text))).toEqual(modules.map((module) => module.sha256))
    expect((await context.list(undefined)).map(({ entry, tokens, items }) => [entry.ref, tokens, items])).toEqual([
      ['ctx:m', modules[0]?.tokens, 1],
      ['ctx:tone', 2, null],
    ])
    expect(await context.pack({ ...order, modules: [ref('ctx:gone')] })).toEqual({
      ok: false,
      error: { code: 'context-unknown', ref: 'ctx:gone' },
    })
  })
})

describe('deciding about memory', () => {
  async function aReview() {
    const memory = [aMemoryItem(), aMemoryItem({ id: 'm2', content: 'Else.' })]
    const office = await aDesk({ memory })
    return { office, memory: createMemory({ ...office, reader: office.store, clock: aClock(minute(9)) }) }
  }
  const promote = { type: 'promote', note: '' } as const
  const seen = (id: string, revision = 1) => ({ id, revision })
  const refused = (code: string, rest: object) => ({ ok: false, error: { code, ...rest } })

  it('[MN7] is about what was seen: what somebody changed or nobody knows is refused', async () => {
    const { memory } = await aReview()
    const order = { item: seen('m1'), change: promote, by: LENA }
    const both = await Promise.all([memory.change(order), memory.change(order)])
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(await memory.change(order)).toEqual(refused('memory-changed', { id: 'm1' }))
    expect(await memory.change({ ...order, item: seen('none') })).toEqual(refused('memory-unknown', { id: 'none' }))
    expect(await memory.change({ ...order, item: seen('m1', 2), change: { type: 'reject', note: '' } })).toEqual(
      refused('memory-not-candidate', { id: 'm1' }),
    )
    expect(await memory.find('m1')).toMatchObject({ status: 'active', revision: 2 })
  })

  it('[MN7] makes one of two as both were seen', async () => {
    const { memory } = await aReview()
    const order = { source: seen('m1'), target: seen('m2'), strategy: 'keep_target', by: LENA } as const
    expect(await memory.merge({ ...order, source: seen('m1', 4) })).toEqual(refused('memory-changed', { id: 'm1' }))
    expect(await memory.merge({ ...order, target: seen('m2', 4) })).toEqual(refused('memory-changed', { id: 'm2' }))
    expect(await memory.merge({ ...order, target: seen('m1') })).toEqual(refused('memory-merge-itself', { id: 'm1' }))
    expect(await memory.merge(order)).toMatchObject({ ok: true, value: { id: 'm2', revision: 2 } })
    expect((await memory.list({ ...A_PAGE, status: 'deprecated' })).map(({ id }) => id)).toEqual(['m1'])
  })

  it('[MN8] leaves no two that say the same', async () => {
    const { memory } = await aReview()
    const edit = { type: 'edit', to: { content: 'Else.' }, note: '' } as const
    expect(await memory.change({ item: seen('m1'), change: edit, by: LENA })).toEqual(
      refused('memory-known', { id: 'm1', other: 'm2' }),
    )
  })
})
