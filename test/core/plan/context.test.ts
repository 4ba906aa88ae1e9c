import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packContext } from '../../../src/core/plan/pack-context.ts'
import { countTokens } from '../../../src/core/plan/tokens.ts'
import { aModule, aSkill, planOf, problemsOf, ref, stageOf } from '../../support/plans.ts'
import { sha256 } from '../../support/rows.ts'

const SHARED = 'context_policy: { modules: ["ctx:rules"], budget_tokens: 1000 }'
const stageWith = (policy: string) => `stages: [{ id: a, roles: { primary: "human:ann" }, context_policy: ${policy} }]`

describe('context', () => {
  it('[PL30] a stage gets the workflow’s modules, then its own, each once, within one budget', () => {
    const workflow = `${SHARED}\n${stageWith('{ modules: ["ctx:more", "ctx:rules"] }')}`
    const report = planOf({ workflow, here: [aModule('rules', 300), aModule('more', 200)] })
    expect(stageOf(report, 'a').context).toEqual({
      budgetTokens: 1000,
      usedTokens: 500,
      modules: [
        { ref: 'ctx:rules', title: 'rules', sha256: 'c'.repeat(64), tokens: 300 },
        { ref: 'ctx:more', title: 'more', sha256: 'c'.repeat(64), tokens: 200 },
      ],
      omitted: [],
      packSha256: sha256(`${'c'.repeat(64)}  ctx:rules\n${'c'.repeat(64)}  ctx:more\n`),
    })
  })

  it('[PL30] the stage’s own budget counts, else the workflow’s, else 4,000 tokens', () => {
    const budget = (workflow: string) =>
      stageOf(planOf({ workflow, here: [aModule('rules')] }), 'a').context.budgetTokens
    expect(budget(`${SHARED}\n${stageWith('{ budget_tokens: 50 }')}`)).toBe(50)
    expect(budget(`${SHARED}\n${stageWith('{}')}`)).toBe(1000)
    expect(budget(stageWith('{ modules: ["ctx:rules"] }'))).toBe(4000)
  })

  it('[PL31] a module that does not fit is left out with the reason, and those after it still get their chance', () => {
    const workflow = stageWith('{ modules: ["ctx:a", "ctx:large", "ctx:b"], budget_tokens: 100 }')
    const here = [aModule('a', 60), aModule('large', 70), aModule('b', 40)]
    const { context } = stageOf(planOf({ workflow, here }), 'a')
    expect(context.modules.map((module) => module.ref)).toEqual(['ctx:a', 'ctx:b'])
    expect(context.omitted).toEqual([{ ref: 'ctx:large', reason: 'It has 70 tokens, and 40 of 100 are left.' }])
  })

  it('[PL31] a pack never exceeds its budget, keeps the order, and loses nothing without a word', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 2000 }), (tokens, budgetTokens) => {
        const modules = tokens.map((_, index) => ref(`ctx:m${index}`))
        const catalog = new Map(tokens.map((each, index) => [`ctx:m${index}`, aModule(`m${index}`, each)]))
        const packed = packContext([{ modules, optional: [], budgetTokens }, undefined], catalog)
        expect(packed.usedTokens).toBeLessThanOrEqual(budgetTokens)
        const kept = new Set(packed.modules.map((module) => module.ref))
        const inOrder = modules.map(({ name }) => `ctx:${name}`)
        expect(packed.modules.map((module) => module.ref)).toEqual(inOrder.filter((each) => kept.has(each)))
        expect(packed.omitted.map((each) => each.ref)).toEqual(inOrder.filter((each) => !kept.has(each)))
      }),
    )
  })

  it('[PL32] a module that is not here refuses the run, once where it is written, with the file to create', () => {
    const workflow = `
${SHARED}
stages:
  - { id: a, roles: { primary: "human:ann" }, context_policy: { modules: ["ctx:team/tone"] } }
  - { id: b, roles: { primary: "human:ann" } }`
    const report = planOf({ workflow, here: [{ ...aSkill('x'), ref: 'ctx:rules' }] })
    expect(report.plan).toBeUndefined()
    expect(report.problems.map(({ code, stage, pointer, help }) => [code, stage, pointer, help])).toEqual([
      [
        'context-missing',
        undefined,
        '/context_policy/modules/0',
        'Create the file `collections/default/context/rules.md`, or list the module under `optional`.',
      ],
      [
        'context-missing',
        'a',
        '/stages/0/context_policy/modules/0',
        'Create the file `collections/default/context/team/tone.md`, or list the module under `optional`.',
      ],
    ])
  })

  it('[PL33] an optional module that is not here is left out, and the plan says so', () => {
    const report = planOf({ workflow: stageWith('{ modules: ["ctx:tone"], optional: ["ctx:tone"] }') })
    expect(problemsOf(report)).toEqual([])
    expect(stageOf(report, 'a').context.omitted).toEqual([
      { ref: 'ctx:tone', reason: 'It is optional, and it is not here.' },
    ])
  })

  it('[PL34] a text counts a quarter of its length in tokens, and at least one', () => {
    expect(['', 'abc', 'abcd', 'abcdefg', 'abcdefgh'].map(countTokens)).toEqual([1, 1, 1, 1, 2])
  })
})
