import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryItem } from '../../../src/core/memory/memory-item.ts'
import { MEMORY_TYPES } from '../../../src/core/memory/memory-item.ts'
import type { ContextEntry } from '../../../src/core/plan/catalog.ts'
import { packContext } from '../../../src/core/plan/pack-context.ts'
import { packMemory } from '../../../src/core/plan/pack-memory.ts'
import { countTokens } from '../../../src/core/plan/tokens.ts'
import { aMemoryModule, aModule, planOf, ref, stageOf } from '../../support/plans.ts'
import { aMemoryItem, sha256 } from '../../support/rows.ts'

const item = (id: string, content: string, rest: Partial<MemoryItem> = {}) =>
  aMemoryItem({ id, content, status: 'active', ...rest })

function pack(entries: readonly ContextEntry[], budgetTokens: number) {
  const modules = entries.map((entry) => ref(entry.ref))
  const catalog = new Map(entries.map((entry) => [entry.ref, entry]))
  return packContext([{ modules, optional: [], budgetTokens }, undefined], catalog)
}

describe('context made of memory', () => {
  it('[PL37] has a section for each type, and says how sure an item is unless it is very sure', () => {
    const items = [
      item('a', 'Sure.\nOver two lines.', { type: 'gotcha', confidence: 0.85 }),
      item('b', 'Rather sure.', { type: 'gotcha', confidence: 0.849 }),
      item('c', 'So so.', { type: 'decision', confidence: 0.6 }),
      item('d', 'Hardly.', { type: 'learning', confidence: 0.59 }),
      item('e', 'Nobody said.', { type: 'style_rule', confidence: null }),
      item('f', 'Always.', { type: 'constraint', confidence: 1 }),
    ]
    const { text, tokens, memoryIds } = packMemory('House rules', items, 4000)
    expect(text).toBe(`# House rules

## Decisions

- [medium confidence] So so.

## Constraints

- Always.

## Gotchas

- Sure.
  Over two lines.
- [medium confidence] Rather sure.

## Style rules

- [low confidence] Nobody said.

## Learnings

- [low confidence] Hardly.
`)
    expect(tokens).toBe(countTokens(text))
    expect(memoryIds).toEqual(['c', 'f', 'a', 'b', 'e', 'd'])
  })

  it('[PL35] passes over what does not fit, says so, and goes on with what does', () => {
    const items = [
      item('big', 'x'.repeat(400)),
      item('one', 'One.'),
      item('wide', 'y'.repeat(200)),
      item('two', 'Two.'),
    ]
    const { modules, omitted, usedTokens } = pack([aMemoryModule('m', items)], 20)
    expect(modules).toMatchObject([{ ref: 'ctx:m', memoryIds: ['one', 'two'], tokens: usedTokens }])
    expect(omitted).toEqual([
      { ref: 'ctx:m', memoryId: 'big', reason: 'It has 106 tokens, and 20 of 20 are left.' },
      { ref: 'ctx:m', memoryId: 'wide', reason: 'It has 50 tokens, and 13 of 20 are left.' },
    ])
  })

  it('[PL35] is left out where none of it fits or nothing is approved, with the reason', () => {
    expect(pack([aMemoryModule('m', [item('a', 'x'.repeat(99))]), aMemoryModule('n', [])], 9)).toEqual({
      budgetTokens: 9,
      usedTokens: 0,
      modules: [],
      omitted: [
        { ref: 'ctx:m', memoryId: 'a', reason: 'It has 30 tokens, and 9 of 9 are left.' },
        { ref: 'ctx:n', reason: 'Nothing that somebody approved fits it yet.' },
      ],
    })
  })

  it('[PL38] comes in the order of priority, and gives an item that two modules choose once', () => {
    const both = item('both', 'Both.')
    const late = aMemoryModule('late', [both, item('own', 'Own.')], 9)
    const early = aMemoryModule('early', [both], 1)
    const { modules, omitted } = pack([late, aModule('file', 5), early], 4000)
    expect(modules.map((module) => module.ref)).toEqual(['ctx:early', 'ctx:file', 'ctx:late'])
    expect(modules[2]).toMatchObject({ memoryIds: ['own'] })
    expect(omitted).toEqual([{ ref: 'ctx:late', memoryId: 'both', reason: 'ctx:early gives it already.' }])
  })

  it('[PL39] is named in the plan by its digest and its items, and its text is to be kept', () => {
    const workflow =
      'stages: [{ id: a, roles: { primary: "human:ann" }, context_policy: { modules: ["ctx:m", "ctx:f"] } }]'
    const report = planOf({ workflow, here: [aMemoryModule('m', [item('a', 'A.')]), aModule('f', 7)] })
    const [text = ''] = report.texts
    const digest = sha256(text)
    expect(text).toBe('# m\n\n## Constraints\n\n- A.\n')
    expect(stageOf(report, 'a').context).toEqual({
      budgetTokens: 4000,
      usedTokens: 13,
      modules: [
        { ref: 'ctx:m', title: 'm', sha256: digest, tokens: 6, memoryIds: ['a'] },
        { ref: 'ctx:f', title: 'f', sha256: 'c'.repeat(64), tokens: 7 },
      ],
      omitted: [],
      packSha256: sha256(`${digest}  ctx:m\n${'c'.repeat(64)}  ctx:f\n`),
    })
  })

  it('[PL36] never has more tokens than the budget, counts every character, and loses nothing without a word', () => {
    const anItem = fc.record({
      content: fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }),
      type: fc.constantFrom(...MEMORY_TYPES),
      confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    })
    const sets = fc.array(fc.oneof(fc.array(anItem, { maxLength: 15 }), fc.integer({ min: 1, max: 200 })), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(sets, fc.integer({ min: 0, max: 400 }), (set, budget) => {
        const entries = set.map((each, index) =>
          typeof each === 'number'
            ? aModule(`m${index}`, each)
            : aMemoryModule(
                `m${index}`,
                each.map((given, place) => item(`${index}-${place}`, given.content, given)),
              ),
        )
        const { modules, omitted, usedTokens } = pack(entries, budget)
        expect(usedTokens).toBeLessThanOrEqual(budget)
        expect(modules.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(usedTokens)
        for (const module of modules) if (module.type === 'memory') expect(module.tokens).toBe(countTokens(module.text))
        const named = [
          ...modules.flatMap((module) => (module.type === 'memory' ? module.memoryIds : [module.ref])),
          ...omitted.map((each) => each.memoryId ?? each.ref),
        ]
        const all = entries.flatMap((entry) => {
          const ids = entry.memory?.candidates.map(({ id }) => id) ?? []
          return ids.length === 0 ? [entry.ref] : ids
        })
        expect(named.toSorted()).toEqual(all.toSorted())
      }),
    )
  })
})
