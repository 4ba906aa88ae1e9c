import { describe, expect, it } from 'vitest'
import { capabilityAlone } from '../../../src/core/plan/capability-alone.ts'
import { exampleInputs } from '../../../src/core/plan/example-inputs.ts'
import type { Plan, PlannedStage } from '../../../src/core/plan/plan.ts'
import { planForTest } from '../../../src/core/plan/plan-for-test.ts'
import { stageAlone } from '../../../src/core/plan/stage-alone.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { aCapability, after, aPlan, aStage, NOBODY, PERSON } from '../../support/runs.ts'

const MAIL = aCapability({ ref: 'skill:send-email', name: 'Send e-mail', effect: 'once-or-ask' })
const MESSAGE_ID = { type: 'object', properties: { messageId: { type: 'string' } }, required: ['messageId'] }

function sending(over: Partial<PlannedStage> = {}): PlannedStage {
  return aStage('send', { primary: MAIL, effect: 'once-or-ask', outputs: MESSAGE_ID, ...over })
}

/** A stage as it stands in the test of a plan. */
function tested(plan: Plan, id: string): PlannedStage | undefined {
  return planForTest(plan).plan.stages.find((stage) => stage.id === id)
}

describe('what is held back in a test', () => {
  it('[TR1] is what a machine would do that does more than read, also where only the stage says so', () => {
    const archive = aStage('archive', { effect: 'idempotent' })
    const nobody = aStage('nobody', { primary: NOBODY, effect: 'once-or-ask' })
    const { inputs: _, ...person } = aStage('person', { primary: PERSON, effect: 'once-or-ask' })
    const plan = aPlan([aStage('sort'), sending(), archive, person, nobody])
    expect(planForTest(plan).heldBack).toEqual(['send', 'archive'])
    expect(tested(plan, 'sort')).toBe(plan.stages[0])
    expect(tested(plan, 'person')).toBe(person)
    expect(tested(plan, 'nobody')).toBe(nobody)
    expect(tested(plan, 'archive')?.primary).toMatchObject({ kind: 'capability', effect: 'idempotent' })
  })

  it('[TR2] gives nothing where nothing of it is read, or nothing of it is needed', () => {
    const plan = aPlan([sending(), aStage('after', { when: "stages.send.outcome == 'succeeded'" })])
    expect(tested(plan, 'send')).not.toHaveProperty('outputs')
    expect(tested(plan, 'send')?.primary).toEqual(MAIL)
    const { outputs: _, ...free } = sending()
    const reading = aStage('after', { inputs: { all: ['${{ stages.send.outputs }}', 'as it is', 1] } })
    expect(tested(aPlan([free, reading]), 'send')?.primary).toEqual(MAIL)
    expect(tested(aPlan([sending({ outputs: { type: 'object' } }), reading]), 'send')?.primary).toEqual(MAIL)
  })

  it.each([
    [
      'an input of another stage',
      { stages: [aStage('x', { inputs: { a: [{ id: '${{ stages.send.outputs.messageId }}' }] } })] },
    ],
    ['a condition', { stages: [aStage('x', { when: "stages.send.outputs.messageId != ''" })] }],
    ['the stage as a whole', { stages: [aStage('x', { when: 'size(stages.send) > 0' })] }],
    ['what the run returns', { outputs: { id: '${{ stages.send.outputs.messageId }}' } }],
  ])(
    '[TR2] is asked of the tester where %s reads what it must give',
    (_reader, { stages = [], outputs = {} }: Partial<Plan>) => {
      const send = tested(aPlan([sending({ reviewer: PERSON }), ...stages], { outputs }), 'send')
      expect(send?.primary).toEqual({
        kind: 'unavailable',
        ref: 'skill:send-email',
        name: 'Send e-mail',
        reason:
          'Held back in a test: Send e-mail was not done. Later stages use what it gives, so say what that would have been.',
      })
      expect(send).toMatchObject({ outputs: MESSAGE_ID })
      expect(send).not.toHaveProperty('reviewer')
    },
  )

  it('[TR3] includes a reviewer that does more than read, and no other', () => {
    const reviewed = (reviewer: PlannedStage['primary']) =>
      tested(aPlan([aStage('sort', { reviewer })]), 'sort')?.reviewer
    expect(reviewed(MAIL)).toEqual({
      kind: 'unavailable',
      ref: 'skill:send-email',
      name: 'Send e-mail',
      reason: 'Send e-mail is held back in a test.',
    })
    expect(reviewed(aCapability())).toEqual(aCapability())
    expect(reviewed(PERSON)).toEqual(PERSON)
  })
})

describe('one stage alone', () => {
  const TEXT = { type: 'string' }
  const CONTRACT = {
    type: 'object',
    properties: { text: TEXT, limit: { type: 'integer' }, mark: {} },
    required: ['text'],
  }
  const sort = aStage('sort', {
    primary: aCapability({ input: CONTRACT }),
    dependsOn: after('first'),
    readsOutcomeOf: after('first'),
    join: 'any',
    when: "stages.first.outputs.body != ''",
    inputs: { text: '${{ stages.first.outputs.body }}', limit: 5 },
  })
  const first = aStage('first', { outputs: { type: 'object', properties: { body: TEXT } } })
  const plan = aPlan([first, sort], { outputs: { label: '${{ stages.sort.outputs.label }}' } })

  it('[TR4] starts at once and is given what its performer takes, a literal of its author as the default', () => {
    const alone = stageAlone(plan, sort.id, [])
    expect(alone?.inputs).toEqual({
      text: { schema: TEXT, required: true },
      limit: { schema: { type: 'integer' }, required: false, default: 5 },
      mark: { schema: {}, required: false },
    })
    expect(alone?.outputs).toEqual({})
    expect(alone?.stages).toEqual([
      expect.objectContaining({
        id: 'sort',
        dependsOn: [],
        readsOutcomeOf: [],
        join: 'all',
        inputs: { text: '${{ inputs.text }}', limit: '${{ inputs.limit }}' },
      }),
    ])
    expect(alone?.stages[0]).not.toHaveProperty('when')
    expect(stageAlone(plan, 'nowhere' as StageId, [])).toBeUndefined()
  })

  it('[TR4] reads an optional input only where it is given', () => {
    expect(stageAlone(plan, sort.id, ['text', 'mark'])?.stages[0]?.inputs).toHaveProperty('mark', '${{ inputs.mark }}')
  })

  it('[TR4] takes what it gets from others under the schema it has there', () => {
    const inputs = {
      body: '${{ stages.first.outputs.body }}',
      other: '${{ stages.first.outputs.other }}',
      lost: '${{ stages.nobody.outputs.body }}',
      message: '${{ inputs.message }}',
      absent: '${{ inputs.constructor }}',
      made: 'Dear ${{ inputs.message }}',
      list: ['${{ inputs.message }}'],
    }
    const ask = aStage('ask', { primary: PERSON, inputs })
    const alone = stageAlone(aPlan([first, ask], { inputs: { message: { schema: TEXT, required: true } } }), ask.id, [])
    const free = { schema: {}, required: false }
    expect(alone?.inputs).toEqual({
      body: { schema: TEXT, required: false },
      other: free,
      lost: free,
      message: { schema: TEXT, required: false },
      absent: free,
      made: free,
      list: free,
    })
  })

  it('[TR4] of a person without inputs of its own gets those of the run, and one without a contract its own', () => {
    const { inputs: _, ...ask } = aStage('ask', { primary: PERSON })
    const inputs = { message: { schema: TEXT, required: true } }
    expect(stageAlone(aPlan([ask], { inputs }), ask.id, [])).toMatchObject({ inputs, stages: [{ id: 'ask' }] })
    expect(stageAlone(aPlan([ask], { inputs }), ask.id, [])?.stages[0]).not.toHaveProperty('inputs')
    const free = aStage('free', { inputs: { a: 1 } })
    expect(stageAlone(aPlan([free]), free.id, [])?.inputs).toEqual({ a: { schema: {}, required: false, default: 1 } })
  })
})

describe('what a test begins with', () => {
  it('[TR5] is the default of an input, else the first example of its schema', () => {
    const inputs = {
      usual: { schema: { default: 'no' }, required: false, default: 'yes' },
      schemas: { schema: { type: 'string', default: 'from the schema' }, required: true },
      example: { schema: { examples: ['first', 'second'] }, required: true },
      none: { schema: { examples: 'not a list' }, required: true },
    }
    expect(exampleInputs(aPlan([], { inputs }))).toEqual({
      usual: 'yes',
      schemas: 'from the schema',
      example: 'first',
    })
  })
})

describe('one capability alone', () => {
  it('[TR12] takes what its contract names and what it is given, once, and asks no person', () => {
    const input = {
      type: 'object',
      properties: { text: { type: 'string' }, 'reply-to': { type: 'string' }, odd: true },
      required: ['text'],
    }
    const sort = aCapability({ ref: 'skill:sort', name: 'Sort', input, output: MESSAGE_ID })
    const { inputs, stages } = capabilityAlone(sort, ['reply-to', 'more'])
    expect(inputs).toEqual({
      text: { schema: { type: 'string' }, required: true },
      'reply-to': { schema: { type: 'string' }, required: false },
      odd: { schema: {}, required: false },
      more: { schema: {}, required: false },
    })
    expect(stages).toMatchObject([
      { primary: sort, outputs: MESSAGE_ID, retry: { maximumAttempts: 1 }, onError: 'fail', gate: { kind: 'none' } },
    ])
    expect(stages[0]?.inputs).toEqual({
      text: '${{ inputs.text }}',
      'reply-to': '${{ inputs["reply-to"] }}',
      more: '${{ inputs.more }}',
    })
  })

  it('[TR12] without a contract takes what it is given and gives what it likes', () => {
    const { input: _i, output: _o, ...free } = aCapability()
    const { inputs, stages } = capabilityAlone(free, ['any'])
    expect(inputs).toEqual({ any: { schema: {}, required: false } })
    expect(stages[0]).not.toHaveProperty('outputs')
  })
})
