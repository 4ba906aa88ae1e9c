import { describe, expect, it } from 'vitest'
import { referencesIn } from '../../../src/core/expression/references-in.ts'

const guardsOf = (text: string) => referencesIn(text).stages.flatMap((each) => (each.key === 'k' ? [each.guarded] : []))

describe('references', () => {
  it('[EX31] stages, fields, outputs and inputs are listed in order', () => {
    const text = 'stages.a-b.outcome == "failed" && stages.c.outputs.total > inputs.limit + inputs.limit'
    expect(referencesIn(text)).toEqual({
      stages: [
        { stage: 'a-b', field: 'outcome', guarded: false },
        { stage: 'c', field: 'outputs', key: 'total', guarded: false },
      ],
      inputs: ['limit'],
    })
  })

  it.each([
    ['stages.a', [{ stage: 'a', field: null, guarded: false }]],
    ['stages.a.nothing', [{ stage: 'a', field: null, guarded: false }]],
    ['stages.a.outputs', [{ stage: 'a', field: 'outputs', guarded: false }]],
    ['stages.a.outputs[inputs.name]', [{ stage: 'a', field: 'outputs', guarded: false }]],
    ['stages["a-b"].confidence', [{ stage: 'a-b', field: 'confidence', guarded: false }]],
    ['stages.a[inputs.field]', [{ stage: 'a', field: null, guarded: false }]],
    ['inputs.list.map(x, x.outputs)', []],
    ['inputs.list.map(x, stages.a.decision == x)', [{ stage: 'a', field: 'decision', guarded: false }]],
    ['inputs[stages.a.outputs.name]', [{ stage: 'a', field: 'outputs', key: 'name', guarded: false }]],
    ['(inputs.x ? 1 : 2).stages', []],
    ['size(inputs)', []],
    ['-inputs.n', []],
    ['"stages.a.outcome"', []],
  ])('[EX31] of %s', (text, stages) => {
    expect(referencesIn(text).stages).toEqual(stages)
  })

  it('[EX31] of a template, those of all its expressions', () => {
    const text = 'stages.no.outcome ${{ stages.a.outcome }} and ${{ inputs.n }} $${{ inputs.m }}'
    expect(referencesIn(text)).toEqual({ stages: [{ stage: 'a', field: 'outcome', guarded: false }], inputs: ['n'] })
  })

  it.each([
    ['has(stages.a.outputs.k)', [true]],
    ['has(stages.a.outputs.k) && stages.a.outputs.k == 1', [true, true]],
    ['stages.a.outputs.k == 1 && has(stages.a.outputs.k)', [true, true]],
    ['has(stages.a.outputs.k) || stages.a.outputs.k == 1', [true, false]],
    ['!has(stages.a.outputs.k) || stages.a.outputs.k == 1', [true, true]],
    ['!(!has(stages.a.outputs.k)) && stages.a.outputs.k == 1', [true, true]],
    ['has(stages.a.outputs.k) ? stages.a.outputs.k : stages.a.outputs.k', [true, true, false]],
    ['has(stages.a.outputs.k.deeper) && stages.a.outputs.k == 1', [true, true]],
    ['has(stages.a.outputs.other) && stages.a.outputs.k == 1', [false]],
    ['has(stages.b.outputs.k) && stages.a.outputs.k == 1', [true, false]],
    ['stages.a.outcome == "succeeded" && stages.a.outputs.k == 1', [true]],
    ['"succeeded" == stages.a.outcome ? stages.a.outputs.k : 1', [true]],
    ['stages.a.outcome != "succeeded" ? 1 : stages.a.outputs.k', [true]],
    ['stages.a.outcome == "failed" && stages.a.outputs.k == 1', [false]],
    ['stages.a.decision == "succeeded" && stages.a.outputs.k == 1', [false]],
    ['inputs.a.outcome == "succeeded" && stages.a.outputs.k == 1', [false]],
    ['stages.a.outcome.x == "succeeded" && stages.a.outputs.k == 1', [false]],
    ['1 == "succeeded" && stages.a.outputs.k == 1', [false]],
    ['has(inputs.list[inputs.n].k) && stages.a.outputs.k == 1', [false]],
    ['(has(stages.a.outputs.k) || has(stages.a.outputs.j)) && stages.a.outputs.k == 1', [true, false]],
    ['(has(stages.a.outputs.k) || has(stages.a.outputs.k)) && stages.a.outputs.k == 1', [true, true, true]],
    ['(!has(stages.a.outputs.k) && !has(stages.a.outputs.k)) || stages.a.outputs.k == 1', [true, true, true]],
    ['(has(stages.a.outputs.k) && inputs.x) ? stages.a.outputs.k : 1', [true, true]],
    ['(inputs.x || !has(stages.a.outputs.k)) ? 1 : stages.a.outputs.k', [true, true]],
    ['inputs.x ? stages.a.outputs.k : 1', [false]],
    ['bool(inputs.x) && stages.a.outputs.k == 1', [false]],
    ['"k" in stages.a.outputs && stages.a.outputs.k == 1', [true]],
    ['"k" in stages.b.outputs && stages.a.outputs.k == 1', [false]],
    ['inputs.k in stages.a.outputs && stages.a.outputs.k == 1', [false]],
    ['1 in stages.a.outputs && stages.a.outputs.k == 1', [false]],
    ['"k" in {"k": 1} && stages.a.outputs.k == 1', [false]],
    ['"x" in stages[inputs.k] && stages.a.outputs.k == 1', []],
    ['has() && stages.a.outputs.k == 1', [false]],
    ['has(1) && stages.a.outputs.k == 1', [false]],
    ['has(inputs) && stages.a.outputs.k == 1', [false]],
    ['size(inputs.x) == 1 && stages.a.outputs.k == 1', [false]],
    ['has(stages.a.outputs.k) && inputs.list.exists(x, x == stages.a.outputs.k)', [true, true]],
  ])('[EX32] of %s', (text, guards) => {
    expect(guardsOf(text)).toEqual(guards)
  })

  it.each(['1 +', 'stages.a.outcome = 1', '${{ stages.a.outcome', 'stages.a.outputs.x.matches("a")'])(
    '[EX33] %s reads nothing',
    (text) => {
      expect(referencesIn(text)).toEqual({ stages: [], inputs: [] })
    },
  )
})
