import { describe, expect, it } from 'vitest'
import { checkOverride } from '../../../src/core/plan/check-override.ts'
import type { Override, ThresholdOverride } from '../../../src/core/plan/overrides.ts'
import { overrideValue, valueBefore } from '../../../src/core/plan/value-before.ts'
import { workflowOf } from '../../support/documents.ts'
import { AT, aModule, anAgent, aSkill, overridesOf, planOf, problemsOf, ref, stageOf } from '../../support/plans.ts'

const WORKFLOW = `
inputs: { text: { type: string }, size: { type: integer, default: 1 } }
roles: { reviewer: { default: "human:ann" } }
defaults: { gate: { threshold: 0.5 } }
context_policy: { modules: ["ctx:rules"] }
stages:
  - id: a
    roles: { primary: "agent:coder", tools: ["skill:one"], reviewer: "role:reviewer", critic: "skill:two" }
    context_policy: { modules: ["ctx:more"] }
  - { id: b, roles: { primary: "skill:one" }, gate: { threshold: 0.8 } }
  - { id: c, roles: { primary: "skill:one" }, gate: none }`
const HERE = [
  anAgent('coder'),
  anAgent('mine'),
  aSkill('one'),
  aSkill('two'),
  aSkill('three'),
  aModule('rules'),
  aModule('more'),
  aModule('mine'),
]

function plan(...values: readonly Override[]): ReturnType<typeof planOf> {
  return planOf({ workflow: WORKFLOW, here: HERE, overrides: overridesOf(...values) })
}

describe('overrides of a project', () => {
  it('[PL40] maps merge and lists replace, and the report lists what took effect', () => {
    const values: readonly Override[] = [
      { target: 'stage-role', stage: 'a', role: 'primary', value: ref('agent:mine'), at: AT },
      { target: 'stage-role', stage: 'a', role: 'critic', value: ref('skill:three'), at: AT },
      { target: 'stage-tools', stage: 'a', value: [ref('skill:three')], at: AT },
      { target: 'context-modules', stage: 'a', value: [ref('ctx:mine')], at: AT },
      { target: 'context-budget', stage: 'a', value: 500, at: AT },
    ]
    const report = plan(...values)
    expect(report.problems).toEqual([])
    expect(report.overrides).toMatchObject(values)
    const stage = stageOf(report, 'a')
    expect([stage.primary, ...stage.tools].map((each) => each.ref)).toEqual([
      'agent:mine',
      'skill:three',
      'skill:three',
    ])
    expect(stage.reviewer?.ref).toBe('human:ann')
    expect(stage.context.modules.map((module) => module.ref)).toEqual(['ctx:rules', 'ctx:mine'])
    expect(stage.context.budgetTokens).toBe(500)
    expect(report.bindings.map(({ stage: id, role, layer }) => `${id} ${role} ${layer}`)).toEqual([
      'a primary project overrides',
      'a tools project overrides',
      'a critic project overrides',
      'a reviewer role default',
      'b primary workflow',
      'c primary workflow',
    ])
  })

  it('[PL40] overrides without a stage change the workflow’s own context, inputs and default gate', () => {
    const report = plan(
      { target: 'context-modules', value: [ref('ctx:gone')], at: AT },
      { target: 'context-optional', value: [ref('ctx:gone')], at: AT },
      { target: 'context-budget', value: 50, at: AT },
      { target: 'input', input: 'text', value: 'hello', at: AT },
      { target: 'threshold', value: 0.6, at: AT },
    )
    expect(report.problems).toEqual([])
    expect(report.plan?.inputs).toMatchObject({
      text: { schema: { type: 'string' }, required: false, default: 'hello' },
      size: { default: 1 },
    })
    const { gate, context } = stageOf(report, 'a')
    expect(gate).toEqual({ kind: 'threshold', threshold: 0.6 })
    expect(context.omitted.map((each) => each.ref)).toEqual(['ctx:gone', 'ctx:more'])
    expect(stageOf(report, 'b').gate).toEqual({ kind: 'threshold', threshold: 0.8 })
  })

  it('[PL41] a threshold may only rise, from the stage’s own or the default one, and from none', () => {
    const threshold = (stage: string | undefined, value: number): ThresholdOverride =>
      stage === undefined ? { target: 'threshold', value, at: AT } : { target: 'threshold', stage, value, at: AT }
    const raised = plan(threshold('a', 0.5), threshold('b', 0.9), threshold('c', 0.1))
    expect(raised.problems).toEqual([])
    expect(raised.stages.map(({ gate }) => gate.kind === 'threshold' && gate.threshold)).toEqual([0.5, 0.9, 0.1])
    const lowered = plan(threshold('a', 0.4), threshold('b', 0.7), threshold(undefined, 0.4))
    expect(problemsOf(lowered)).toEqual(Array(3).fill('threshold-lowered overrides.toml:1'))
    expect(lowered.problems[1]).toMatchObject({
      message: 'An overrides file may only raise a threshold, and 0.7 does not raise 0.8.',
      help: 'Write 0.8 or more.',
    })
    expect(stageOf(lowered, 'b').gate).toEqual({ kind: 'threshold', threshold: 0.8 })
  })

  it('[PL42] an unknown stage, role or input is an error at its place in the file, with the nearest name', () => {
    const at = { ...AT, line: 7 }
    const stage = 'aa'
    const report = plan(
      { target: 'role', role: 'reviwer', value: ref('human:ann'), at },
      { target: 'input', input: 'txt', value: 1, at },
      { target: 'stage-role', stage, role: 'primary', value: ref('human:ann'), at },
      { target: 'stage-tools', stage, value: [], at },
      { target: 'context-modules', stage, value: [], at },
      { target: 'context-optional', stage, value: [], at },
      { target: 'context-budget', stage, value: 1, at },
      { target: 'threshold', stage, value: 1, at },
      { target: 'stage-role', stage: 'a', role: 'critc', value: ref('human:ann'), at },
    )
    expect(report.problems.map(({ code, at: place, help }) => [code, place?.line, help])).toEqual([
      ['override-role-unknown', 7, 'Did you mean `reviewer`?'],
      ['override-input-unknown', 7, 'Did you mean `text`?'],
      ...Array(6).fill(['override-stage-unknown', 7, 'Did you mean `a`?']),
      ['override-role-unknown', 7, 'Did you mean `critic`?'],
    ])
    expect(report.overrides).toEqual([])
  })

  it('[PL43] the default of an input must fit its schema', () => {
    const report = plan({ target: 'input', input: 'size', value: 'large', at: AT })
    expect(problemsOf(report)).toEqual(['override-value overrides.toml:1'])
  })

  it('[PL44] an overrides file names people and what is here, nothing else', () => {
    const report = plan(
      { target: 'role', role: 'reviewer', value: ref('agent:stranger'), at: AT },
      { target: 'stage-tools', stage: 'a', value: [ref('skill:one'), ref('mcp:evil/tool')], at: AT },
      { target: 'stage-role', stage: 'c', role: 'primary', value: ref('human:ann'), at: AT },
    )
    expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
      ['override-unregistered', 'The overrides file names `agent:stranger`, which is not here.'],
      ['override-unregistered', 'The overrides file names `mcp:evil/tool`, which is not here.'],
    ])
  })

  it('[PL45] what the file says wrong refuses every plan made with it, also of a workflow it does not mention', () => {
    const problem = { code: 'override-key', severity: 'error', message: 'm', help: 'h', pointer: '', at: AT } as const
    const overrides = { file: 'overrides.toml', workflows: new Map(), problems: [problem] }
    const report = planOf({ workflow: WORKFLOW, here: HERE, overrides })
    expect([report.plan, report.problems]).toEqual([undefined, [problem]])
  })

  it('[PL46] an override of a kind that does not exist is a bug, not a problem of the user', () => {
    const workflow = workflowOf('workflow_id: w\nstages: [{ id: a, roles: { primary: "human:ann" } }]')
    const override = { target: 'secret', at: AT } as unknown as Override
    expect(() => checkOverride(override, workflow)).toThrow('Unexpected case')
  })

  it('[PL47] reports what each override replaces, null where the workflow says nothing', () => {
    const at = AT
    const report = plan(
      { target: 'role', role: 'reviewer', value: ref('human:bob'), at },
      { target: 'input', input: 'size', value: 2, at },
      { target: 'input', input: 'text', value: 'x', at },
      { target: 'stage-role', stage: 'a', role: 'primary', value: ref('agent:mine'), at },
      { target: 'stage-role', stage: 'a', role: 'reviewer', value: ref('human:bob'), at },
      { target: 'stage-role', stage: 'b', role: 'reviewer', value: ref('human:bob'), at },
      { target: 'stage-role', stage: 'a', role: 'critic', value: ref('skill:three'), at },
      { target: 'stage-tools', stage: 'a', value: [ref('skill:three'), ref('skill:one')], at },
      { target: 'context-modules', value: [ref('ctx:mine')], at },
      { target: 'context-optional', stage: 'a', value: [ref('ctx:mine')], at },
      { target: 'context-budget', value: 900, at },
      { target: 'threshold', value: 0.6, at },
      { target: 'threshold', stage: 'a', value: 0.7, at },
      { target: 'threshold', stage: 'b', value: 0.9, at },
      { target: 'threshold', stage: 'c', value: 0.9, at },
    )
    expect(report.problems.filter(({ code }) => code.startsWith('override'))).toEqual([])
    expect(report.overrides.map((override) => [override.before, overrideValue(override)])).toEqual([
      ['human:ann', 'human:bob'],
      [1, 2],
      [null, 'x'],
      ['agent:coder', 'agent:mine'],
      ['role:reviewer', 'human:bob'],
      [null, 'human:bob'],
      ['skill:two', 'skill:three'],
      [['skill:one'], ['skill:three', 'skill:one']],
      [['ctx:rules'], ['ctx:mine']],
      [null, ['ctx:mine']],
      [null, 900],
      [0.5, 0.6],
      [0.5, 0.7],
      [0.8, 0.9],
      [null, 0.9],
    ])
  })

  it('[PL46] an override of an unknown kind has no value that it could replace', () => {
    const unknown = { target: 'else', at: AT } as never
    expect(() => valueBefore(unknown, workflowOf(`workflow_id: w\n${WORKFLOW}`))).toThrow()
    expect(() => overrideValue(unknown)).toThrow()
  })

  it('[PL47] of a stage or role that is not there nothing is replaced', () => {
    const workflow = workflowOf(`workflow_id: w\n${WORKFLOW}`)
    const value = ref('human:ann')
    const absent: readonly Override[] = [
      { target: 'role', role: 'none', value, at: AT },
      { target: 'input', input: 'none', value: 1, at: AT },
      { target: 'stage-role', stage: 'none', role: 'primary', value, at: AT },
      { target: 'stage-role', stage: 'none', role: 'critic', value, at: AT },
      { target: 'stage-tools', stage: 'none', value: [], at: AT },
      { target: 'context-modules', stage: 'none', value: [], at: AT },
      { target: 'context-budget', stage: 'none', value: 1, at: AT },
    ]
    expect(absent.map((override) => valueBefore(override, workflow))).toEqual(absent.map(() => null))
  })
})
