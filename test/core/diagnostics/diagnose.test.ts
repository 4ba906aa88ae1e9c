import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { neededBy } from '../../../src/core/diagnostics/needed-by.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { diagnosed } from '../../support/diagnosed.ts'

const rulesIn = (text: string) => diagnosed({ file: 'w.yaml', text }).map((problem) => problem.rule)

const PERSON = 'roles: { primary: "human:ann" }'
const AGENT = 'roles: { primary: "agent:writer" }'

describe('diagnose', () => {
  it('[DG4][DG5] all problems come at once, from top to bottom', () => {
    const text = `workflow_id: w
roles:
  boss: { default: "role:other" }
stages:
  - { id: a, ${PERSON}, gate: { threshold: 0.5 }, timeout: 5m }
  - { id: b, ${PERSON}, depends_on: [c], when: inputs.x == 1 }
`
    const found = diagnosed({ file: 'w.yaml', text })
    expect(found.map(({ rule, line, column }) => [rule, line, column])).toEqual([
      ['unused-role', 3, 3],
      ['role-chain', 3, 20],
      ['gate-on-person', 5, 53],
      ['attempts-on-person', 5, 73],
      ['unknown-dependency', 6, 60],
      ['unknown-input', 6, 70],
    ])
    for (const problem of found) {
      expect(problem).toMatchObject({
        file: 'w.yaml',
        message: expect.stringMatching(/\.$/),
        help: expect.stringMatching(/[.?]$/),
      })
      expect(problem.pointer).toMatch(/^\//)
    }
  })

  it('[DG13] all problems of a calendar come at once', () => {
    const text = `workflow_id: w
stages:
  - id: a
    ${PERSON}
    escalation:
      sla: 3d
      calendar:
        timezone: Europe/Berln
        hours:
          - { days: MON, from: "09:00", to: "09:10" }
          - { days: MON, from: "09:05", to: "09:15" }
          - { days: TUE, from: "10:00", to: "09:59" }
`
    const found = diagnosed({ file: 'w.yaml', text })
    expect(found.map(({ rule, line, column }) => [rule, line, column])).toEqual([
      ['working-hours', 6, 12],
      ['timezone-invalid', 8, 19],
      ['working-hours', 11, 13],
      ['working-hours', 12, 45],
    ])
  })

  it('[DG13] hours that can not be read are reported as that alone', () => {
    const text = `workflow_id: w
stages:
  - id: a
    ${PERSON}
    escalation:
      calendar: { timezone: UTC, hours: [{ days: MON, from: "9", to: "17:00" }], holidays: [2026-12-25] }
`
    expect(rulesIn(text)).toEqual(['bad-value'])
  })

  it('[WF148][WF149] forms that people fill in are looked at, each reason at its place, and a secret as a secret alone', () => {
    const text = `workflow_id: w
defaults: { escalation: { form: { type: object, properties: { rows: { type: array } } } } }
stages:
  - { id: a, ${PERSON}, outputs: { more: { type: object } } }
  - { id: b, ${AGENT}, escalation: { form: { type: object, properties: { key: { type: string, format: password } } } } }
  - { id: c, ${AGENT}, outputs: { more: { type: object } } }
`
    const found = diagnosed({ file: 'w.yaml', text })
    expect(found.map(({ rule, pointer, severity }) => [rule, pointer, severity])).toEqual([
      ['form-web-only', '/defaults/escalation/form/properties/rows', 'warning'],
      ['form-asks-secret', '/stages/1/escalation/form/properties/key', 'warning'],
    ])
  })

  it('[DG14] a reminder that comes too early is reported where the stage sets one of the two times', () => {
    const text = `workflow_id: w
defaults: { escalation: { remind: 2h } }
stages:
  - { id: a, ${PERSON}, escalation: { sla: 2h } }
  - { id: b, ${PERSON}, escalation: { remind: 4h } }
  - { id: c, ${PERSON} }
`
    expect(diagnosed({ file: 'w.yaml', text }).map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ['remind-before-deadline', '/stages/0/escalation/sla'],
      ['remind-before-deadline', '/stages/1/escalation/remind'],
    ])
  })

  it.each([
    [
      'a loop',
      '  - { id: a, depends_on: [b], ROLES }\n  - { id: b, depends_on: [a], when: stages.c.outcome == "failed", ROLES }\n  - { id: c, ROLES }',
      'cycle',
    ],
    [
      'a dependency on nobody',
      '  - { id: a, depends_on: [x], ROLES }\n  - { id: b, when: stages.c.outcome == "failed", ROLES }\n  - { id: c, ROLES }',
      'unknown-dependency',
    ],
  ])('[DG7] with %s, only that is said', (_, stages, rule) => {
    expect(rulesIn(`workflow_id: w\nstages:\n${stages.replaceAll('ROLES', PERSON)}\n`)).toEqual([rule])
  })

  it('[DG8] stages, inputs and roles can be called constructor', () => {
    const text = `workflow_id: w
inputs: { constructor: { type: integer }, toString: { type: string } }
roles: { valueOf: { default: "human:ann" } }
triggers: [{ id: constructor, type: schedule, cron: "0 9 * * *", timezone: UTC, inputs: { constructor: 1, toString: x } }]
stages:
  - { id: constructor, roles: { primary: "role:valueOf" }, outputs: { constructor: { type: integer } } }
  - { id: b, ${PERSON}, when: stages.constructor.outputs.constructor == inputs.constructor }
`
    expect(rulesIn(text)).toEqual([])
  })

  it('[DG8] names of JavaScript objects are unknown where nobody declared them', () => {
    const text = `workflow_id: w
triggers: [{ id: t, type: manual, inputs: { valueOf: 1 } }]
stages:
  - { id: a, roles: { primary: "role:constructor" }, depends_on: [toString], when: inputs.constructor == 1 }
`
    expect(rulesIn(text)).toEqual(['trigger-input-unknown', 'role-undeclared', 'unknown-dependency', 'unknown-input'])
  })
})

describe('certainty', () => {
  it('[DG6] an id that is no stage waits for nobody', () => {
    expect(neededBy(new Map(), 'nobody' as StageId)).toEqual([])
  })

  const READ = 'inputs: { x: "${{ stages.a.outputs.x }}" }'
  const isSure = (stages: string) =>
    !rulesIn(`workflow_id: w\ninputs: { go: { type: boolean } }\nstages:\n${stages}`).includes('unguarded-read')

  it.each([
    ['a plain chain', `  - { id: a, ${PERSON} }\n  - { id: b, ${PERSON} }\n  - { id: r, ${PERSON}, ${READ} }\n`, true],
    [
      'an optional step between',
      `  - { id: a, ${PERSON} }\n  - { id: b, ${PERSON}, when: inputs.go, on_skip: continue }\n  - { id: r, ${PERSON}, ${READ} }\n`,
      true,
    ],
    [
      'a conditional stage, skips propagate',
      `  - { id: a, ${PERSON}, when: inputs.go }\n  - { id: r, ${PERSON}, ${READ} }\n`,
      true,
    ],
    [
      'an optional stage',
      `  - { id: a, ${PERSON}, when: inputs.go, on_skip: continue }\n  - { id: r, ${PERSON}, ${READ} }\n`,
      false,
    ],
    [
      'a refusal that continues',
      `  - { id: a, ${PERSON}, on_reject: continue }\n  - { id: r, ${PERSON}, when: stages.a.outcome != "skipped", ${READ} }\n`,
      false,
    ],
    [
      'an error that continues by default',
      `  - { id: a, ${AGENT}, on_error: continue }\n  - { id: r, ${PERSON}, when: stages.a.outcome != "skipped", ${READ} }\n`,
      false,
    ],
    [
      'any of two, one of which is read',
      `  - { id: a, ${PERSON} }\n  - { id: b, ${PERSON}, depends_on: [] }\n  - { id: r, ${PERSON}, depends_on: [a, b], join: any, ${READ} }\n`,
      false,
    ],
    [
      'any of two that both follow it',
      `  - { id: a, ${PERSON} }\n  - { id: b, ${PERSON}, depends_on: [a] }\n  - { id: c, ${PERSON}, depends_on: [a] }\n  - { id: r, ${PERSON}, depends_on: [b, c], join: any, ${READ} }\n`,
      true,
    ],
    [
      'any of two, one follows it',
      `  - { id: a, ${PERSON} }\n  - { id: b, ${PERSON}, depends_on: [a] }\n  - { id: c, ${PERSON}, depends_on: [] }\n  - { id: r, ${PERSON}, depends_on: [b, c], join: any, ${READ} }\n`,
      false,
    ],
    [
      'any of two, further on',
      `  - { id: a, ${PERSON} }\n  - { id: b, ${PERSON}, depends_on: [] }\n  - { id: c, ${PERSON}, depends_on: [a, b], join: any }\n  - { id: r, ${PERSON}, ${READ} }\n  - { id: s, ${PERSON}, ${READ} }\n`,
      false,
    ],
    ['any of one', `  - { id: a, ${PERSON} }\n  - { id: r, ${PERSON}, join: any, ${READ} }\n`, true],
  ])('[DG6] with %s', (_, stages, expected) => {
    expect(isSure(stages)).toBe(expected)
  })

  const isSureAtEnd = (stages: string) =>
    !rulesIn(
      `workflow_id: w\ninputs: { go: { type: boolean } }\noutputs: { x: "\${{ stages.a.outputs.x }}", y: "\${{ stages.a.outputs.y }}" }\nstages:\n${stages}`,
    ).includes('unguarded-read')

  it.each([
    ['a plain stage', `  - { id: a, ${PERSON} }\n`, true],
    ['a condition', `  - { id: a, ${PERSON}, when: inputs.go }\n`, false],
    ['a condition before it', `  - { id: b, ${PERSON}, when: inputs.go }\n  - { id: a, ${PERSON} }\n`, false],
    [
      'an optional step before it',
      `  - { id: b, ${PERSON}, when: inputs.go, on_skip: continue }\n  - { id: a, ${PERSON} }\n`,
      true,
    ],
    ['an error that continues', `  - { id: a, ${AGENT}, on_error: continue }\n`, false],
    [
      'all of two, one with a condition',
      `  - { id: b, ${PERSON} }\n  - { id: c, ${PERSON}, depends_on: [], when: inputs.go }\n  - { id: a, ${PERSON}, depends_on: [b, c] }\n`,
      false,
    ],
    [
      'any of two, one with a condition',
      `  - { id: b, ${PERSON} }\n  - { id: c, ${PERSON}, depends_on: [], when: inputs.go }\n  - { id: a, ${PERSON}, depends_on: [b, c], join: any }\n`,
      true,
    ],
  ])('[DG6] at the end, with %s', (_, stages, expected) => {
    expect(isSureAtEnd(stages)).toBe(expected)
  })
})

describe('examples', () => {
  it.each(['seed.json', 'refund-requests.yaml'])('[DG12] %s', (file) => {
    const text = readFileSync(new URL(`../workflow/fixtures/${file}`, import.meta.url), 'utf8')
    expect(diagnosed({ file, text })).toEqual([])
  })
})

it('[DG5] a broken schema is reported once, not again by every value', () => {
  const text = `workflow_id: w
inputs: { n: { type: int, default: x } }
triggers: [{ id: t, type: manual, inputs: { n: 1 } }]
stages: [{ id: a, ${PERSON} }]
`
  expect(rulesIn(text)).toEqual(['schema-invalid'])
})

/** It takes two seconds on a free core. */
const BUSY_MACHINE_MS = 60_000

it(
  '[DG11] 10,000 stages that read each other',
  () => {
    const stage = (index: number) =>
      `  - { id: s${index}, ${PERSON}, depends_on: [${index === 0 ? '' : `s${index - 1}`}], inputs: { x: "\${{ stages.s${Math.max(index - 1, 0)}.outputs.x }}" } }\n`
    const stages = Array.from({ length: 10_000 }, (_, index) => stage(index)).join('')
    expect(rulesIn(`workflow_id: w\nstages:\n${stages}`)).toEqual(['not-an-ancestor'])
  },
  BUSY_MACHINE_MS,
)
