import { describe, expect, it } from 'vitest'
import type { CapabilityEntry } from '../../../src/core/plan/catalog.ts'
import type { PlanReport } from '../../../src/core/plan/plan-report.ts'
import { anAgent, aSkill, planOf, problemsOf, stageOf } from '../../support/plans.ts'

const AI = anAgent('ai', { run: { type: 'agent', connection: 'house', model: 'm', maximumTurns: 3 } })
const PROGRAM = anAgent('program', { run: { type: 'program', connection: 'cli' } })
const MAIL = aSkill('mail', { effect: 'once-or-ask' })
const HERE = [AI, PROGRAM, MAIL, aSkill('sort'), aSkill('check')]

function planned(workflow: string, here: readonly CapabilityEntry[] = HERE): PlanReport {
  return planOf({ workflow, here })
}

describe('kinds of answers', () => {
  const SEGMENTS = 'segments: { input: channel, values: [mail, photo] }'
  const sorted = (gate: string, more = '') =>
    planned(`stages: [{ id: a, roles: { primary: "skill:sort" }, gate: { ${gate} }${more} }]`)

  it('[PL19] a gate keeps the kinds that it tells apart, and the share of what passes that people look at', () => {
    const { gate } = stageOf(
      sorted(`target_error: 0.05, audit_rate: 0.2, ${SEGMENTS}`, ', inputs: { channel: mail }'),
      'a',
    )
    expect(gate).toEqual({
      kind: 'target-error',
      target: 0.05,
      auditRate: 0.2,
      segments: { input: 'channel', values: ['mail', 'photo'] },
    })
    expect(stageOf(sorted('target_error: 0.05'), 'a').gate).toEqual({ kind: 'target-error', target: 0.05 })
  })

  it('[PL67] are told apart by an input of the stage', () => {
    expect(problemsOf(sorted(`target_error: 0.05, ${SEGMENTS}`, ', inputs: { channel: mail }'))).toEqual([])
    expect(problemsOf(sorted(`threshold: 0.8, ${SEGMENTS}`, ', inputs: { other: mail }'))).toEqual([
      'segment-input-unknown /stages/0/gate/segments/input',
    ])
    const [problem] = sorted(`target_error: 0.05, ${SEGMENTS}`).problems
    expect(problem).toMatchObject({ severity: 'error', stage: 'a' })
    expect(problem?.message).toBe(
      'The gate of the stage `a` tells answers apart by `channel`, which the stage is not given.',
    )
  })
})

/** Somebody reads, something is put in between, and at last a mail is sent. */
interface Chart {
  readonly by?: string
  readonly gate?: string
  readonly reviewer?: string
  readonly between?: string
}

function chart({ by = 'agent:ai', gate = 'target_error: 0.05', reviewer = '', between = '"skill:sort"' }: Chart) {
  return planned(`stages:
  - { id: read, roles: { primary: "${by}"${reviewer} }, gate: { ${gate} } }
  - { id: sort, roles: { primary: ${between} }, depends_on: [read], gate: none }
  - { id: send, name: Send the mail, roles: { primary: "skill:mail" }, depends_on: [sort] }`)
}

const TRUSTS = ['gate-trusts-content /stages/0/gate']

describe('how sure an AI says it is', () => {
  it('[PL68] is no ground to let something act on the world without a person in between', () => {
    const report = chart({})
    expect(problemsOf(report)).toEqual(TRUSTS)
    expect(report.problems[0]).toMatchObject({ severity: 'error', stage: 'read' })
    expect(report.problems[0]?.message).toBe(
      'What `agent:ai` reads can tell it how sure to be, and "Send the mail" would act on that without a person in between.',
    )
    expect(problemsOf(chart({ by: 'agent:program' }))).toEqual(expect.arrayContaining(TRUSTS))
  })

  it('[PL68] nor where a skill reviews only those that it is not sure of, or it is told once of two', () => {
    const reviewer = ', reviewer: "skill:check"'
    const gate = 'target_error: 0.05, review_between: [0.6, 0.9]'
    expect(problemsOf(chart({ reviewer, gate }))).toEqual(TRUSTS)
    const two = planned(`stages:
  - { id: read, roles: { primary: "agent:ai" }, gate: { target_error: 0.05 } }
  - { id: mail, roles: { primary: "skill:mail" }, depends_on: [read] }
  - { id: again, roles: { primary: "skill:mail" }, depends_on: [read] }`)
    expect(problemsOf(two)).toEqual(TRUSTS)
  })

  it('[PL68] nor in whatever order the stages are written', () => {
    const report = planned(`stages:
  - { id: send, roles: { primary: "skill:mail" }, depends_on: [sort] }
  - { id: sort, roles: { primary: "skill:sort" }, depends_on: [read] }
  - { id: read, roles: { primary: "agent:ai" }, depends_on: [], gate: { target_error: 0.05 } }`)
    expect(problemsOf(report)).toEqual(['gate-trusts-content /stages/2/gate'])
  })

  it.each<[string, Chart]>([
    ['it is asked several times', { gate: 'target_error: 0.05, samples: 3' }],
    ['a skill reviews every answer', { reviewer: ', reviewer: "skill:check"' }],
    ['it is no AI that says it', { by: 'skill:sort' }],
    ['a person does a stage in between', { between: '"human:anyone"' }],
    ['a person reviews a stage in between', { between: '"skill:sort", reviewer: "human:anyone"' }],
    ['somebody wrote the limit', { gate: 'threshold: 0.8' }],
  ])('[PL69] it is enough where %s', (_, given) => {
    expect(problemsOf(chart(given))).toEqual([])
  })

  it('[PL69] it is enough where nothing acts on the world after it', () => {
    expect(
      problemsOf(planned('stages: [{ id: read, roles: { primary: "agent:ai" }, gate: { target_error: 0.05 } }]')),
    ).toEqual([])
    const beside = `stages:
  - { id: read, roles: { primary: "agent:ai" }, gate: { target_error: 0.05 } }
  - { id: send, roles: { primary: "skill:mail" }, depends_on: [] }
  - { id: after, roles: { primary: "skill:sort" }, depends_on: [read] }`
    expect(problemsOf(planned(beside))).toEqual([])
  })
})
