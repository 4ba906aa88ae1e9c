import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateTemplate } from '../../../src/core/expression/evaluate.ts'
import { celName, respellStages } from '../../../src/core/expression/stage-names.ts'
import { aScope, aStage } from '../../support/expression-scope.ts'

describe('stage ids in expressions', () => {
  it.each(['deploy-approval', '2nd-review', '7', 'in', 'true', 'null', 'loop', 'constructor', 'a--b-', 'has'])(
    '[EX14] %s can be read and asked for',
    (id) => {
      const scope = aScope({ stages: { [id]: aStage({ x: 1 }) } })
      const template = `\${{ [stages.${id}.outputs.x, has(stages.${id}.outputs.y), stages["${id}"].outcome] }}`
      expect(evaluateTemplate(template, scope)).toEqual({ ok: true, value: [1, false, 'succeeded'] })
    },
  )

  it.each([
    [['a', 'a-b', 'a-b-c'], 'stages.a-b-c.outcome', 'stages.a_b_c.outcome'],
    [['a', 'a-b'], 'stages.a-b-c', 'stages.a_b-c'],
    [['a'], 'stages.a-b.outcome', 'stages.a-b.outcome'],
    [['n'], 'stages.n-1', 'stages.n-1'],
    [[], 'stages.a-b.outcome', 'stages.a_b.outcome'],
    [[], 'stages.a-b ["outcome"]', 'stages.a_b ["outcome"]'],
    [[], 'stages.a-b + 1', 'stages.a-b + 1'],
    [[], 'stages.a-b.c', 'stages.a-b.c'],
  ])('[EX15] with %j, %s is read as %s', (known, text, expected) => {
    expect(respellStages(text, (id) => known.includes(id))).toBe(expected)
  })

  it('[EX15] what is left of an id is subtracted', () => {
    const scope = aScope({ stages: { a: aStage({ n: 5 }), 'a-b': aStage({ n: 2 }) } })
    const template = '${{ stages.a.outputs.n-stages.a-b.outputs.n }}'
    expect(evaluateTemplate(template, scope)).toEqual({ ok: true, value: 3 })
  })

  it.each([
    '"stages.a-b.outcome"',
    "'stages.a-b.outcome'",
    '"""x " stages.a-b.outcome"""',
    "'''stages.a-b.outcome'''",
    '"\\" stages.a-b.outcome"',
    '1 // stages.a-b.outcome',
    'inputs.stages.a-b.outcome',
    'mystages.a-b.outcome',
  ])('[EX16] %s is left as it is', (text) => {
    expect(respellStages(text, () => true)).toBe(text)
  })

  it('[EX17] names are as long as their ids and differ where the ids differ', () => {
    const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,5}$/)
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 50 }), (ids) => {
        const names = ids.map(celName)
        expect(names.map((name) => name.length)).toEqual(ids.map((each) => each.length))
        expect(new Set(names).size).toBe(ids.length)
        expect(names.every((name) => /^[A-Za-z_]\w*$/.test(name))).toBe(true)
      }),
    )
  })
})
