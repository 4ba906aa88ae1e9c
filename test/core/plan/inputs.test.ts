import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../../../src/core/workflow/workflow.ts'
import { anAgent, aSkill, planOf, problemsOf, stageOf } from '../../support/plans.ts'

function takes(properties: JsonSchema, more: JsonSchema = {}): { readonly input: JsonSchema } {
  return { input: { type: 'object', properties, required: Object.keys(properties), ...more } }
}

const TEXT = { type: 'string' }

describe('inputs by name', () => {
  it('[PL20] without inputs, a contract’s input is the run input of that name', () => {
    const workflow =
      'inputs: { text: { type: string }, "a-b": { type: string } }\nstages: [{ id: a, roles: { primary: "skill:sort" } }]'
    const here = [aSkill('sort', takes({ text: TEXT, 'a-b': TEXT }))]
    expect(stageOf(planOf({ workflow, here }), 'a').inputs).toEqual({
      text: '${{ inputs.text }}',
      'a-b': '${{ inputs["a-b"] }}',
    })
  })

  it('[PL20] else it is what exactly one direct dependency always gives', () => {
    const workflow = `
stages:
  - { id: first-one, roles: { primary: "human:ann" }, outputs: { text: { type: string }, in: { type: string } } }
  - { id: b, roles: { primary: "skill:sort" } }`
    const here = [aSkill('sort', takes({ text: TEXT, in: TEXT }))]
    const report = planOf({ workflow, here })
    expect(report.problems).toEqual([])
    expect(stageOf(report, 'b').inputs).toEqual({
      text: '${{ stages["first-one"].outputs.text }}',
      in: '${{ stages["first-one"].outputs["in"] }}',
    })
  })

  it('[PL21] an input that nothing gives, or that two stages give, is an error; an optional one is left out', () => {
    const workflow = `
stages:
  - { id: a, depends_on: [], roles: { primary: "skill:make" } }
  - { id: b, depends_on: [], roles: { primary: "skill:make" } }
  - { id: c, depends_on: [a, b], roles: { primary: "skill:sort" } }`
    const output = { type: 'object', properties: { text: TEXT, maybe: TEXT }, required: ['text'] }
    const input = { type: 'object', properties: { text: TEXT, maybe: TEXT, note: TEXT }, required: ['text', 'maybe'] }
    const report = planOf({ workflow, here: [aSkill('make', { output }), aSkill('sort', { input })] })
    expect(report.problems.map(({ code, help }) => [code, help])).toEqual([
      ['input-ambiguous', 'Write which: `inputs: { text: "${{ stages.a.outputs.text }}" }`.'],
      ['input-missing', 'Write `inputs: { maybe: … }` in the stage, or add a run input of that name.'],
    ])
    expect(stageOf(report, 'c').inputs).toEqual({})
  })

  it('[PL22] a run input that may be absent is not matched silently', () => {
    const workflow =
      'inputs: { text: { type: string, optional: true } }\nstages: [{ id: a, roles: { primary: "skill:sort" } }]'
    const report = planOf({ workflow, here: [aSkill('sort', takes({ text: TEXT }))] })
    expect(problemsOf(report)).toEqual(['input-may-be-absent /stages/0/inputs/text'])
    const withDefault = workflow.replace('optional: true', 'default: hello')
    expect(planOf({ workflow: withDefault, here: [aSkill('sort', takes({ text: TEXT }))] }).problems).toEqual([])
  })

  it('[PL23] what the author writes must hold what the contract needs, and nothing that looks misspelt', () => {
    const workflow = 'stages: [{ id: a, roles: { primary: "skill:sort" }, inputs: { txet: hello, colour: red } }]'
    const open = planOf({ workflow, here: [aSkill('sort', takes({ text: TEXT }))] })
    expect(open.problems.map(({ code, pointer, help }) => [code, pointer, help])).toEqual([
      [
        'input-missing',
        '/stages/0/inputs/text',
        'Write `inputs: { text: … }` in the stage, or add a run input of that name.',
      ],
      ['input-unknown', '/stages/0/inputs/txet', 'Did you mean `text`?'],
    ])
    const closed = planOf({ workflow, here: [aSkill('sort', takes({ text: TEXT }, { additionalProperties: false }))] })
    expect(closed.problems.at(-1)).toMatchObject({ code: 'input-unknown', help: 'It takes: text.' })
  })

  it('[PL24] without a contract, and for people and what is not here, inputs stay as they are written', () => {
    const workflow = `
stages:
  - { id: a, roles: { primary: "skill:free" } }
  - { id: b, roles: { primary: "skill:free" }, inputs: { x: 1 } }
  - { id: c, roles: { primary: "human:ann" } }
  - { id: d, roles: { primary: "agent:gone" }, inputs: { y: "\${{ stages.b.outputs.y }}" } }
  - { id: e, roles: { primary: "skill:listed" } }`
    const here = [aSkill('free'), anAgent('gone', takes({ z: TEXT })), aSkill('listed', { input: { type: 'object' } })]
    const report = planOf({ workflow, here })
    expect(report.problems).toEqual([])
    expect(report.stages.map(({ inputs }) => inputs)).toEqual([
      undefined,
      { x: 1 },
      undefined,
      { y: '${{ stages.b.outputs.y }}' },
      {},
    ])
  })

  it('[PL25] where a stage names no outputs, they are what its performer promises, also while that is not available', () => {
    const output = { type: 'object', properties: { label: TEXT }, required: ['label'] }
    const workflow = `
stages:
  - { id: a, roles: { primary: "agent:writer" } }
  - { id: b, roles: { primary: "human:ann" } }
  - { id: c, roles: { primary: "skill:sort" }, inputs: { label: x } }`
    const here = [anAgent('writer', { output }), aSkill('sort', { input: { required: ['label', 7], properties: 1 } })]
    const report = planOf({ workflow, here })
    expect(report.stages.map(({ outputs }) => outputs)).toEqual([output, undefined, undefined])
    expect(report.problems).toEqual([])
  })
})
