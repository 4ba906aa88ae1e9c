import { describe, expect, it } from 'vitest'
import { AT, anAgent, aSkill, overridesOf, planOf, problemsOf, stageOf } from '../../support/plans.ts'

const HOUR = 3_600_000

describe('what a stage is by default', () => {
  it('[PL62] how long before the deadline people are reminded is the stage’s, else what is said for all stages', () => {
    const report = planOf({
      workflow: `defaults: { escalation: { remind: 1h } }
stages:
  - { id: a, roles: { primary: "skill:sort" }, escalation: { remind: 30m } }
  - { id: b, roles: { primary: "skill:sort" } }`,
      here: [aSkill('sort')],
    })
    expect(['a', 'b'].map((id) => stageOf(report, id)?.escalation.remindMs)).toEqual([HOUR / 2, HOUR])
  })

  it('[PL61] the hours of work are the stage’s, else those for all stages', () => {
    const own = 'calendar: { timezone: UTC, hours: [{ days: SUN, from: "10:00", to: "12:00" }] }'
    const report = planOf({
      workflow: `defaults:
  escalation: { calendar: { timezone: Europe/Berlin, hours: [{ days: MON, from: "09:00", to: "17:00" }] } }
stages:
  - { id: a, roles: { primary: "skill:sort" }, escalation: { sla: 1h } }
  - { id: b, roles: { primary: "skill:sort" }, escalation: { ${own} } }`,
      here: [aSkill('sort')],
    })
    const [berlin, utc] = ['a', 'b'].map((id) => stageOf(report, id)?.escalation)
    expect(berlin).toEqual({
      to: ['human:anyone'],
      slaMs: HOUR,
      onBreach: [],
      calendar: {
        timezone: 'Europe/Berlin',
        hours: [{ days: ['MON'], fromMinute: 540, untilMinute: 1_020 }],
        holidays: [],
      },
    })
    expect(utc?.calendar).toMatchObject({ timezone: 'UTC', hours: [{ days: ['SUN'], fromMinute: 600 }] })
  })

  it('[PL60] budgets are those of the document, of the whole and of a stage', () => {
    const { plan, budget } = planOf({
      workflow: `budget: { run: { tokens: 900 } }
stages: [{ id: sort, roles: { primary: "skill:sort" }, budget: { tokens: 500 } }]`,
      here: [aSkill('sort')],
    })
    expect(budget).toEqual({ run: { unit: 'tokens', amount: 900 } })
    expect(plan?.budget).toEqual(budget)
    expect(plan?.stages[0]?.budget).toEqual({ unit: 'tokens', amount: 500 })
  })

  it('[PL10] every setting that nobody made has the value of the format', () => {
    const report = planOf({
      workflow: 'stages: [{ id: sort, roles: { primary: "skill:sort" } }]',
      here: [aSkill('sort')],
    })
    expect(report.plan).toEqual({
      schema: 'workcharts.plan/1',
      workflow: { id: 'w', name: 'w', digest: 'a'.repeat(64) },
      inputs: {},
      outputs: {},
      stages: [
        {
          id: 'sort',
          name: 'sort',
          dependsOn: [],
          join: 'all',
          readsOutcomeOf: [],
          onSkip: 'propagate',
          primary: {
            kind: 'capability',
            ref: 'skill:sort',
            name: 'sort',
            digest: 'd'.repeat(64),
            files: [],
            run: { type: 'builtin', builtin: 'sort', settings: {} },
            confidence: 'reported',
            effect: 'pure',
          },
          boundBy: 'workflow',
          tools: [],
          gate: { kind: 'none' },
          escalation: { to: ['human:anyone'], slaMs: 4 * HOUR, onBreach: [] },
          context: { budgetTokens: 4000, usedTokens: 0, modules: [], omitted: [] },
          timeoutMs: 30 * 60_000,
          retry: {
            maximumAttempts: 3,
            initialIntervalMs: 1000,
            backoffCoefficient: 2,
            maximumIntervalMs: 5 * 60_000,
            nonRetryable: [],
          },
          onError: 'escalate',
          onReject: 'fail',
          effect: 'pure',
        },
      ],
    })
  })

  it('[PL64] who decides and how much it matters are in the plan where they are not as usual', () => {
    const stage = (id: string, escalation: string) =>
      `  - { id: ${id}, roles: { primary: "skill:sort" }, escalation: ${escalation} }`
    const workflow = [
      'defaults: { escalation: { four_eyes: true, priority: high } }',
      'stages:',
      stage('a', '{}'),
      stage('b', '{ four_eyes: false, priority: normal }'),
    ].join('\n')
    const report = planOf({ workflow, here: [aSkill('sort')] })
    expect(stageOf(report, 'a').escalation).toMatchObject({ decidedBy: 'another-person', priority: 'high' })
    expect(Object.keys(stageOf(report, 'b').escalation)).toEqual(['to', 'slaMs', 'onBreach'])
  })

  it('[PL11] a stage’s own settings outrank the workflow’s defaults, one by one', () => {
    const workflow = `
name: Title
venture: acme
inputs: { amount: { type: number, default: 1 } }
outputs: { total: "\${{ stages.b.outputs.total }}" }
defaults:
  gate: { threshold: 0.8 }
  escalation: { to: ["human:lead"], sla: 2h, form: { type: object }, on_breach: [{ after: 1h, to: ["human:boss"] }] }
  timeout: 10m
  retry: { maximum_attempts: 5, initial_interval: 2s }
  on_error: continue
stages:
  - id: a
    name: First
    description: Does it.
    instructions: Do it.
    roles: { primary: "skill:sort" }
    gate: { threshold: 0.9 }
    escalation: { sla: 1h, instructions: Look closely. }
    timeout: 1m
    retry: { maximum_attempts: 1, non_retryable: [command-failed] }
    on_error: fail
    on_reject: continue
  - id: b
    when: stages.a.outcome == 'rejected' || stages.a.outputs.label == 'x'
    join: any
    on_skip: continue
    outputs: { total: { type: number } }
    roles: { primary: "skill:sort" }`
    const report = planOf({ workflow, here: [aSkill('sort')] })
    expect(report.plan).toMatchObject({
      workflow: { name: 'Title', venture: 'acme' },
      inputs: { amount: { required: false, default: 1 } },
      outputs: { total: '${{ stages.b.outputs.total }}' },
    })
    expect(stageOf(report, 'a')).toMatchObject({
      name: 'First',
      description: 'Does it.',
      instructions: 'Do it.',
      gate: { kind: 'threshold', threshold: 0.9 },
      escalation: {
        to: ['human:lead'],
        slaMs: HOUR,
        onBreach: [{ afterMs: HOUR, to: ['human:boss'] }],
        form: { type: 'object' },
        instructions: 'Look closely.',
      },
      timeoutMs: 60_000,
      retry: { maximumAttempts: 1, initialIntervalMs: 2000, nonRetryable: ['command-failed'] },
      onError: 'fail',
      onReject: 'continue',
    })
    expect(stageOf(report, 'b')).toMatchObject({
      dependsOn: ['a'],
      join: 'any',
      when: "stages.a.outcome == 'rejected' || stages.a.outputs.label == 'x'",
      readsOutcomeOf: ['a'],
      onSkip: 'continue',
      gate: { kind: 'threshold', threshold: 0.8 },
      timeoutMs: 600_000,
      onError: 'continue',
      outputs: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
    })
  })

  it('[PL12] people have a deadline and no time limit unless their stage sets one, and never escalate to people', () => {
    const workflow = `
defaults: { timeout: 5m, on_error: escalate, gate: { threshold: 0.8 } }
stages:
  - { id: a, roles: { primary: "human:ann" } }
  - { id: b, roles: { primary: "human:ann" }, timeout: 1h, on_error: continue }
  - { id: c, roles: { primary: "agent:coder" }, timeout: 1h }`
    const report = planOf({ workflow, here: [anAgent('coder')] })
    expect(report.problems).toEqual([])
    expect(report.stages.map(({ timeoutMs, onError, gate }) => [timeoutMs, onError, gate.kind])).toEqual([
      [null, 'fail', 'none'],
      [HOUR, 'continue', 'none'],
      [null, 'escalate', 'threshold'],
    ])
  })

  it('[PL13] the batches of a plan are the stages that can run side by side, in their order', () => {
    const stage = (id: string, after: string) =>
      `  - { id: ${id}, depends_on: [${after}], roles: { primary: "human:ann" } }`
    const workflow = ['stages:', stage('a', ''), stage('b', 'a'), stage('c', 'a'), stage('d', 'b, c')].join('\n')
    expect(planOf({ workflow }).batches).toEqual([['a'], ['b', 'c'], ['d']])
  })
})

describe('effects', () => {
  const stageWith = (keys: string) =>
    `stages: [{ id: a, roles: { primary: "agent:coder", tools: ["skill:pay"] }${keys} }]`
  const here = [anAgent('coder'), aSkill('pay', { effect: 'idempotent' })]

  it('[PL14] the effect of a stage is the strictest of its document, its primary and its tools', () => {
    expect(stageOf(planOf({ workflow: stageWith(''), here }), 'a').effect).toBe('idempotent')
    expect(stageOf(planOf({ workflow: stageWith(', effect: once-or-ask'), here }), 'a').effect).toBe('once-or-ask')
  })

  it('[PL14] a document that makes an effect looser is refused', () => {
    const report = planOf({ workflow: stageWith(', effect: pure'), here })
    expect(problemsOf(report)).toEqual(['effect-looser /stages/0/effect'])
    expect(stageOf(report, 'a').effect).toBe('idempotent')
  })
})

describe('gates', () => {
  const GATE = 'gate: { threshold: 0.8 }'
  const gated = (primary: string, keys = GATE) => `stages: [{ id: a, roles: { primary: "${primary}" }, ${keys} }]`

  it('[PL15] a gate on a person or on another WorkChart is refused, also where a role put the person there', () => {
    expect(problemsOf(planOf({ workflow: gated('human:ann') }))).toEqual(['gate-on-person /stages/0/gate'])
    expect(problemsOf(planOf({ workflow: gated('workflow:other') }))).toEqual(['gate-on-person /stages/0/gate'])
    const workflow = `roles: { who: {} }\n${gated('role:who')}`
    expect(problemsOf(planOf({ workflow, bind: { who: 'human:ann' } }))).toEqual(['gate-on-person /stages/0/gate'])
  })

  it('[PL16] a gate on a stage with an effect is refused, a default gate passes it over', () => {
    const here = [aSkill('pay', { effect: 'once-or-ask' })]
    expect(problemsOf(planOf({ workflow: gated('skill:pay'), here }))).toEqual(['gate-on-effect /stages/0/gate'])
    const byDefault = planOf({ workflow: `defaults: { ${GATE} }\n${gated('skill:pay', 'gate: none')}`, here })
    expect(byDefault.problems).toEqual([])
    const inherited = planOf({ workflow: `defaults: { ${GATE} }\n${gated('skill:pay', 'name: Pay')}`, here })
    expect([inherited.problems, stageOf(inherited, 'a').gate]).toEqual([[], { kind: 'none' }])
  })

  it('[PL17] a gate that can never pass is refused: the capability knows no confidence and nobody reviews it', () => {
    const here = [aSkill('fill', { confidence: 'none' }), aSkill('check')]
    expect(problemsOf(planOf({ workflow: gated('skill:fill'), here }))).toEqual(['gate-cannot-pass /stages/0/gate'])
    const reviewed = `stages: [{ id: a, roles: { primary: "skill:fill", reviewer: "skill:check" }, ${GATE} }]`
    const report = planOf({ workflow: reviewed, here })
    expect(report.problems).toEqual([])
    expect(stageOf(report, 'a').reviewer?.ref).toBe('skill:check')
    expect(planOf({ workflow: gated('agent:gone') }).problems).toEqual([])
  })

  it.each([
    ['0.05', []],
    ['0.001', []],
    ['0.0005', ['target-out-of-range /stages/0/gate/target_error']],
    ['0.6', ['target-out-of-range /stages/0/gate/target_error']],
    ['0.05, audit_rate: 0.02', []],
    ['0.05, audit_rate: 0.01', ['audit-rate-too-low /stages/0/gate/audit_rate']],
  ])('[PL18] a target error of %s is planned where it can be certified and watched', (target, problems) => {
    const workflow = gated('skill:sort', `gate: { target_error: ${target} }`)
    const report = planOf({ workflow, here: [aSkill('sort')] })
    expect(problemsOf(report)).toEqual(problems)
    expect(stageOf(report, 'a').gate).toMatchObject({ kind: 'target-error' })
  })

  it('[PL19] keeps the share of passing answers that people look at', () => {
    const workflow = gated('skill:sort', 'gate: { threshold: 0.8, audit_rate: 0.1 }')
    const { gate } = stageOf(planOf({ workflow, here: [aSkill('sort')] }), 'a')
    expect(gate).toEqual({ kind: 'threshold', threshold: 0.8, auditRate: 0.1 })
  })

  const ASKING = anAgent('asking', { run: { type: 'agent', connection: 'house', model: 'm', maximumTurns: 3 } })
  const PROGRAM = anAgent('program', { run: { type: 'program', connection: 'cli' }, confidence: 'none' })
  const THRICE = 'gate: { threshold: 0.8, samples: 3 }'
  const BETWEEN = 'gate: { threshold: 0.8, review_between: [0.6, 0.95] }'
  const reviewed = (primary: string, reviewer: string, gate: string) =>
    `stages: [{ id: a, roles: { primary: "${primary}", reviewer: "${reviewer}" }, ${gate} }]`

  it.each(['agent:asking', 'agent:program', 'agent:gone'])('[PL57][PL59] %s is asked several times', (primary) => {
    const report = planOf({ workflow: gated(primary, THRICE), here: [ASKING, PROGRAM] })
    expect(report.problems).toEqual([])
    expect(stageOf(report, 'a').gate).toEqual({ kind: 'threshold', threshold: 0.8, samples: 3 })
  })

  it('[PL57] what gives the same answer each time is asked once', () => {
    const here = [aSkill('sort')]
    const report = planOf({ workflow: gated('skill:sort', THRICE), here })
    expect(problemsOf(report)).toEqual(['samples-without-ai /stages/0/gate/samples'])
    const byDefault = planOf({ workflow: `defaults: { ${THRICE} }\n${gated('skill:sort', 'effect: pure')}`, here })
    expect(byDefault.problems).toEqual([])
    expect(stageOf(byDefault, 'a').gate).toEqual({ kind: 'threshold', threshold: 0.8 })
  })

  it.each(['skill:check', 'agent:gone'])('[PL58] %s reviews between two limits', (reviewer) => {
    const report = planOf({ workflow: reviewed('agent:asking', reviewer, BETWEEN), here: [ASKING, aSkill('check')] })
    expect(report.problems).toEqual([])
    expect(stageOf(report, 'a').gate).toEqual({
      kind: 'threshold',
      threshold: 0.8,
      reviewBetween: { from: 0.6, to: 0.95 },
    })
  })

  it('[PL58] nobody, or a person, reviews between no limits', () => {
    const code = ['review-without-skill /stages/0/gate/review_between']
    const workflow = reviewed('agent:asking', 'human:ann', BETWEEN)
    expect(problemsOf(planOf({ workflow, here: [ASKING] }))).toEqual(code)
    expect(problemsOf(planOf({ workflow: gated('agent:asking', BETWEEN), here: [ASKING] }))).toEqual(code)
    const byDefault = `defaults: { ${BETWEEN} }\n${gated('agent:asking', 'effect: pure')}`
    const report = planOf({ workflow: byDefault, here: [ASKING] })
    expect(report.problems).toEqual([])
    expect(stageOf(report, 'a').gate).toEqual({ kind: 'threshold', threshold: 0.8 })
  })

  it.each([
    ['0.6', []],
    ['0.95', []],
    ['0.59', ['review-beside-threshold /stages/0/gate/review_between']],
    ['0.96', ['review-beside-threshold /stages/0/gate/review_between']],
  ])('[PL58] a threshold of %s and reviews between 0.6 and 0.95', (threshold, problems) => {
    const gate = BETWEEN.replace('0.8', threshold)
    const report = planOf({
      workflow: reviewed('agent:asking', 'skill:check', gate),
      here: [ASKING, aSkill('check')],
    })
    expect(problemsOf(report)).toEqual(problems)
  })

  it('[PL59] nobody who never says how sure they are passes on to a review between two limits', () => {
    const here = [PROGRAM, aSkill('check')]
    const problems = (gate: string) =>
      problemsOf(planOf({ workflow: reviewed('agent:program', 'skill:check', gate), here }))
    expect(problems(BETWEEN)).toEqual(['gate-cannot-pass /stages/0/gate'])
    expect(problems(BETWEEN.replace('{', '{ samples: 3,'))).toEqual([])
  })

  it('[PL40] a raised threshold leaves alone how often the stage is asked', () => {
    const raised = (stage?: string) => {
      const at = stage === undefined ? {} : { stage }
      const overrides = overridesOf({ target: 'threshold', ...at, value: 0.9, at: AT })
      const workflow = `defaults: { ${THRICE} }\n${gated('agent:asking', 'effect: pure')}`
      return stageOf(planOf({ workflow, here: [ASKING], overrides }), 'a').gate
    }
    expect([raised(), raised('a')]).toEqual(Array(2).fill({ kind: 'threshold', threshold: 0.9, samples: 3 }))
  })

  it('[PL18] an override can not put a threshold in its place either', () => {
    const overrides = overridesOf({ target: 'threshold', stage: 'a', value: 0.9, at: AT })
    const workflow = gated('skill:sort', 'gate: { target_error: 0.05 }')
    const report = planOf({ workflow, here: [aSkill('sort')], overrides })
    expect(problemsOf(report)).toEqual(['threshold-lowered overrides.toml:1'])
  })
})
