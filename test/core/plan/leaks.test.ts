import { describe, expect, it } from 'vitest'
import { checkLeaks } from '../../../src/core/plan/check-leaks.ts'
import { aModule, anAgent, aSkill, planOf, problemsOf, stageOf } from '../../support/plans.ts'

const WRITER = anAgent('writer', { run: { type: 'agent', connection: 'c', model: 'm', maximumTurns: 1 } })
const CODER = anAgent('coder', { run: { type: 'program', connection: 'p' } })
const SEND = aSkill('send', { effect: 'once-or-ask', confidence: 'none' })
const LOOK_UP = aSkill('find', { run: { type: 'builtin', builtin: 'look-up-row', settings: {} }, confidence: 'none' })
const SEARCH = aSkill('search', { run: { type: 'mcp', server: 's', tool: 't' }, confidence: 'none' })
const HERE = [WRITER, CODER, SEND, LOOK_UP, SEARCH, aModule('rules')]
const INPUTS = 'inputs: { message: { type: string } }'

function leaksOf(...stages: readonly string[]): readonly string[] {
  return problemsOf(planOf({ workflow: `${INPUTS}\nstages:\n${stages.join('\n')}`, here: HERE })).filter((each) =>
    each.startsWith('data-can-leak'),
  )
}

const DRAFT = '  - { id: draft, roles: { primary: "agent:writer" }, context_policy: { modules: ["ctx:rules"] } }'
const SENDS = '  - { id: send, roles: { primary: "skill:send" }, inputs: { text: "${{ stages.draft.outputs.text }}" } }'

describe('what can leak', () => {
  it('[PL50] words from outside, data of one’s own and an effect without a person between', () => {
    expect(leaksOf(DRAFT, SENDS)).toEqual(['data-can-leak /stages/1'])
    expect(planOf({ workflow: `${INPUTS}\nstages:\n${DRAFT}\n${SENDS}`, here: HERE }).plan).toBeDefined()
  })

  it('[PL50] a person between them reads it, as who does a stage or as who reviews it', () => {
    expect(leaksOf(DRAFT, '  - { id: look, roles: { primary: "human:ann" } }', sendsFrom('look'))).toEqual([])
    expect(leaksOf(DRAFT.replace('"agent:writer"', '"agent:writer", reviewer: "human:ann"'), SENDS)).toEqual([])
    expect(leaksOf(DRAFT.replace('}, context', '}, gate: { threshold: 0.9 }, context'), SENDS)).toHaveLength(1)
  })

  it('[PL50] without one of the three nothing leaks', () => {
    const told = DRAFT.replace(', context_policy', ', inputs: { topic: hello }, context_policy')
    expect(leaksOf(told, SENDS)).toEqual([])
    expect(leaksOf('  - { id: draft, roles: { primary: "agent:writer" } }', SENDS)).toEqual([])
    expect(leaksOf(DRAFT, SENDS.replace('skill:send', 'skill:find'))).toEqual([])
    expect(leaksOf('  - { id: draft, roles: { primary: "skill:find" }, inputs: {} }', SENDS)).toEqual([])
    const exact = '  - { id: draft, roles: { primary: "skill:find" }, inputs: { key: "${{ inputs.message }}" } }'
    expect(leaksOf(exact, SENDS)).toEqual([])
  })

  it('[PL50] a stage that reads one which is not before it reads nothing yet', () => {
    const [send] = planOf({ workflow: `stages:\n${SENDS}`, here: HERE }).stages
    expect(send === undefined ? null : checkLeaks([send], [[send.id]])).toEqual([])
  })

  it('[PL50] a tool brings what it reads, and acts', () => {
    const agent = '  - { id: a, roles: { primary: "agent:writer", tools: ["skill:search", "skill:send"] }, inputs: {} }'
    expect(leaksOf(agent)).toEqual(['data-can-leak /stages/0'])
    expect(leaksOf(agent.replace(', "skill:send"', ''))).toEqual([])
    const coder = '  - { id: a, roles: { primary: "agent:coder", tools: ["skill:send"] } }'
    expect(leaksOf(coder)).toHaveLength(1)
    const looking = '  - { id: a, roles: { primary: "agent:writer", tools: ["skill:find", "skill:send"] } }'
    expect(leaksOf(looking)).toHaveLength(1)
  })

  it('[PL50] data of one’s own may come from another stage, and steered words by a long way', () => {
    const find = '  - { id: find, roles: { primary: "skill:find" }, inputs: { key: x }, depends_on: [] }'
    const draft = '  - { id: draft, roles: { primary: "agent:writer" } }'
    const both =
      '  - { id: send, roles: { primary: "skill:send" }, depends_on: [find, draft], inputs: { a: "${{ stages.find.outputs.row }}", b: "${{ stages.draft.outputs.text }}" } }'
    expect(leaksOf(find, draft, both)).toEqual(['data-can-leak /stages/2'])
  })
})

describe('where data goes', () => {
  it('[PL52] a plan names the place outside this computer that a performer sends it to', () => {
    const workflow = 'stages: [{ id: a, roles: { primary: "agent:writer" } }]'
    const far = { ...WRITER, reaches: 'models.example.com' }
    expect(stageOf(planOf({ workflow, here: [far] }), 'a').primary).toMatchObject({ reaches: 'models.example.com' })
    expect(stageOf(planOf({ workflow, here: [WRITER] }), 'a').primary).not.toHaveProperty('reaches')
  })
})

function sendsFrom(stage: string): string {
  return SENDS.replace('stages.draft', `stages.${stage}`)
}
