import { describe, expect, it } from 'vitest'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import { offeredValues } from '../../../src/core/wiring/offered-values.ts'
import type { Card } from '../../../src/web/derive/builder-view.ts'
import { ANYONE, builderView } from '../../../src/web/derive/builder-view.ts'
import { firstRow, withRow, withTest } from '../../../src/web/derive/condition-setup.ts'
import { conditionWords, textChoices } from '../../../src/web/derive/condition-words.ts'
import {
  afterFailureOptions,
  attemptOptions,
  durationOptions,
  failureSentence,
  failureSetup,
  stricterEffects,
  usualSetup,
  withRetry,
} from '../../../src/web/derive/failure-setup.ts'
import { fieldName, fieldSetup, withSetup } from '../../../src/web/derive/field-setup.ts'
import type { InputScene } from '../../../src/web/derive/input-edits.ts'
import { askAtStart, giveAnother, giveInput } from '../../../src/web/derive/input-edits.ts'
import { stageInputs } from '../../../src/web/derive/stage-inputs.ts'
import { composedText, partsOf } from '../../../src/web/derive/text-composition.ts'
import { misfitFor, valueGroups } from '../../../src/web/derive/value-options.ts'
import { valueWords, wiringOfView } from '../../../src/web/derive/wiring-view.ts'
import { fixWords } from '../../../src/web/words/fixes.ts'

const TEXT = `workflow_id: refunds
inputs:
  message: { type: string, title: Letter }
  urgent: { type: boolean, optional: true }
roles:
  clerk: { default: "skill:send" }
stages:
  - id: read
    name: Read it
    roles: { primary: "human:anyone" }
    outputs:
      topic: { type: string, title: Topic, enum: [refund, other] }
      amount: { type: number }
  - id: send
    roles: { primary: "role:clerk" }
`
const SEND: Card = {
  ...ANYONE,
  ref: 'skill:send',
  kind: 'exact',
  input: {
    type: 'object',
    properties: {
      message: { type: 'string' },
      topic: { type: 'string', description: 'What it is about.' },
      sum: { type: 'number', title: 'Sum' },
      note: { type: 'string' },
    },
    required: ['topic', 'sum'],
  },
  output: { type: 'object', properties: { sent_at: { type: 'string' } } },
}

function sceneOf(text = TEXT, stage = 'send'): InputScene {
  const wiring = known(wiringOfView(builderView({ file: 'a.yaml', text }), [SEND, ANYONE]))
  const found = known(wiring.stages.get(stage))
  return { wiring, stage: found, offered: offeredValues(wiring, found, 'inputs') }
}

function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('It is not there.')
  return value
}

function edited(edit: WorkflowEdit, text = TEXT): string {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  return result.ok ? result.value : result.error.code
}

describe('what a stage gets', () => {
  it('[UI77] everything its performer takes, with what gives it: by name, nothing yet, or left out', () => {
    const { stage, wiring } = sceneOf()
    const { inputs, isFree } = stageInputs(stage, wiring)
    expect(isFree).toBe(false)
    expect(inputs.map(({ title, help, isRequired, otherwise }) => [title, help, isRequired, otherwise])).toEqual([
      ['Message', '', false, 'By name: Letter, from the start'],
      ['Topic', 'What it is about.', true, 'By name: Topic, from Read it'],
      ['Sum', '', true, 'Nothing gives it yet'],
      ['Note', '', false, 'Left out'],
    ])
  })

  it('[UI77] what its author gives stands there instead; whoever takes anything has names of the author', () => {
    const given = sceneOf(`${TEXT}    inputs: { sum: "\${{ stages.read.outputs.amount }}", more: 1 }\n`)
    const { inputs } = stageInputs(given.stage, given.wiring)
    expect(inputs.map(({ name, source, otherwise }) => [name, source?.type ?? null, otherwise])).toEqual([
      ['message', null, 'Left out'],
      ['topic', null, 'Nothing gives it yet'],
      ['sum', 'value', null],
      ['note', null, 'Left out'],
      ['more', 'fixed', null],
    ])
    const person = sceneOf(TEXT, 'read')
    expect(stageInputs(person.stage, person.wiring)).toEqual({ inputs: [], isFree: true })
  })

  it('[UI77] with the first input that is given, what was matched by name is written too', () => {
    const scene = sceneOf()
    const amount = { type: 'value', value: { type: 'output', stage: 'read', name: 'amount' } } as const
    const text = edited(giveInput('sum', amount, scene))
    expect(text).toContain('message: ${{ inputs.message }}\n      topic: ${{ stages.read.outputs.topic }}')
    expect(text).toContain('sum: ${{ stages.read.outputs.amount }}')
    expect(edited(giveInput('sum', null, sceneOf(text)), text)).not.toContain('sum:')
  })

  it('[UI77] an input of the run is added and given in one step; one of that name that is there stays', () => {
    const scene = sceneOf()
    const [message, , sum] = stageInputs(scene.stage, scene.wiring).inputs
    expect(askAtStart(known(sum), scene)).toEqual({
      type: 'set-run-input',
      name: 'sum',
      schema: { type: 'number', title: 'Sum' },
    })
    const text = edited(askAtStart(known(message), scene))
    expect(text).toContain('  message_2:\n    type: string\n    title: Message\n')
    expect(text).toContain('message: ${{ inputs.message_2 }}')
    const written = sceneOf(`${TEXT}    inputs: { note: x }\n`)
    const given = edited(askAtStart(known(sum), written), `${TEXT}    inputs: { note: x }\n`)
    expect(given).toContain('inputs: { note: x, sum: "${{ inputs.sum }}" }')
    const person = { ...scene, stage: { ...known(sceneOf(TEXT, 'read').stage), inputs: { letter: 'x' } } }
    expect(giveAnother(known(scene.offered[0]), person)).toEqual({
      type: 'set-inputs',
      stage: 'read',
      inputs: { letter_2: '${{ inputs.message }}' },
    })
  })

  it('[UI78] values stand under where they come from, what does not fit last, with the reason', () => {
    const { wiring, offered } = sceneOf()
    const shown = valueGroups(offered, wiring, misfitFor({ type: 'number' }))
    expect(shown.map(({ group, items }) => [group, items.map(({ label, disabled }) => [label, disabled])])).toEqual([
      [
        'From the start',
        [
          ['Letter (a text, not a number)', true],
          ['Urgent (a yes or no, not a number)', true],
        ],
      ],
      [
        'From Read it',
        [
          ['Amount', false],
          ['Topic (a text, not a number)', true],
        ],
      ],
    ])
    expect(misfitFor({ type: 'boolean' })(known(offered[1]))).toBe('may be missing')
  })

  it('[UI79] in a text a value stands as a mark with its name, and every character stays', () => {
    const { wiring, offered } = sceneOf()
    const values = offered.map(({ value }) => ({ value, label: valueWords(value, wiring) }))
    const parts = [
      'About ',
      { type: 'output', stage: 'read', name: 'topic' },
      ': ',
      { type: 'input', name: 'old' },
    ] as const
    const shown = composedText(parts, values)
    expect(shown).toBe('About ⟦Topic, from Read it⟧: ⟦? old⟧')
    expect(partsOf(shown, values, parts)).toEqual(parts)
    expect(partsOf('a ⟦nothing⟧ b', values, [])).toEqual(['a ⟦nothing⟧ b'])
    expect(partsOf('', values, [])).toEqual([])
  })
})

describe('fields that somebody fills in', () => {
  it('[UI80] a field is set up by name, type, bounds, choices and help, and is read back the same', () => {
    const changes = [
      [{ type: 'text' }, { type: 'string' }],
      [{ type: 'long-text' }, { type: 'string', format: 'textarea' }],
      [
        { type: 'number', minimum: 0, maximum: 5 },
        { type: 'number', minimum: 0, maximum: 5 },
      ],
      [{ type: 'yes-no' }, { type: 'boolean' }],
      [{ type: 'date' }, { type: 'string', format: 'date' }],
      [
        { type: 'choice', choices: ['a', ' b ', '', 'a'] },
        { type: 'string', enum: ['a', 'b'] },
      ],
    ] as const
    for (const [change, schema] of changes) {
      expect(withSetup({}, 'sum', change)).toEqual(schema)
      expect(fieldSetup(schema, 'sum').type).toBe(change.type)
    }
    expect(withSetup({ type: 'string' }, 'sum', { title: 'Total', help: 'In pounds.' })).toEqual({
      type: 'string',
      title: 'Total',
      description: 'In pounds.',
    })
    expect(withSetup({ type: 'string', title: 'Total' }, 'sum', { title: 'Sum', help: '' })).toEqual({ type: 'string' })
    expect(withSetup({}, 'kind', { type: 'choice' })).toEqual({ type: 'string', enum: ['First', 'Second'] })
  })

  it('[UI80] what there is no field for stays, unless the type is another one', () => {
    const schema = { type: 'integer', multipleOf: 5, optional: true, title: 'Sum', maximum: 50 }
    expect(withSetup(schema, 'sum', { minimum: 5 })).toEqual({ ...schema, minimum: 5, title: undefined })
    expect(withSetup(schema, 'sum', { type: 'text' })).toEqual({ type: 'string', optional: true })
    const titled = { oneOf: [{ const: 'a', title: 'First class' }, { const: 'b' }] }
    expect(withSetup(titled, 'tier', { help: 'x' })).toEqual({ ...titled, description: 'x' })
    expect(withSetup(titled, 'tier', { choices: ['a'] })).toEqual({ type: 'string', enum: ['a'] })
    const other = { type: 'array', items: { type: 'string' } }
    expect(fieldSetup(other, 'rows').type).toBe('other')
    expect(fieldSetup({ enum: [1, 2] }, 'rows').type).toBe('other')
    expect(withSetup(other, 'rows', { title: 'Lines' })).toEqual({ ...other, title: 'Lines' })
  })

  it('[UI80] its name in the document is made from what it is called, and is its own', () => {
    expect(fieldName('Order number', [])).toBe('order_number')
    expect(fieldName('Order number', ['order_number', 'order_number_2'])).toBe('order_number_3')
    expect(fieldName('2nd', [])).toBe('field_2nd')
    expect(fieldName('!', [])).toMatch(/^[a-z]/)
  })
})

describe('conditions', () => {
  const said = (when: string) => conditionWords(when, sceneOf().wiring)

  it('[UI81] are said in words on the stage; what rows can not say is said to be a condition', () => {
    expect(said('')).toBe('')
    expect(said('stages.read.outputs.topic == "refund"')).toBe('Only when Topic is refund')
    expect(said('stages.read.outcome != "succeeded" || !has(inputs.urgent)')).toBe(
      'Only when Read it is not done or Urgent is not known',
    )
    expect(said('inputs.message != "" && inputs.urgent == false && stages.read.outputs.amount > 5')).toBe(
      'Only when Letter is not an empty text and Urgent is no and …',
    )
    expect(said('1 > 0')).toBe('Only on a condition')
    expect(conditionWords('stages.read.outputs.topic == "refund"', null)).toBe('Only on a condition')
  })

  it('[UI81] a row begins with something sensible for its value, and keeps what still fits', () => {
    const { wiring, stage } = sceneOf()
    const offered = offeredValues(wiring, stage, 'condition')
    const rows = offered.map((each) => firstRow(each)).map((row) => row && { ...row, value: undefined })
    expect(rows).toEqual([
      { value: undefined, test: 'filled' },
      { value: undefined, test: 'is', with: true },
      { value: undefined, test: 'is', with: 'refund' },
      { value: undefined, test: 'is', with: 0 },
      { value: undefined, test: 'is', with: 'succeeded' },
    ])
    const amount = known(offered[3])
    expect(withTest(amount, 'more-than', 7)).toMatchObject({ test: 'more-than', with: 7 })
    expect(withTest(amount, 'more-than', 'x')).toMatchObject({ with: 0 })
    expect(withTest(known(offered[0]), 'contains', undefined)).toMatchObject({ with: '' })
    expect(firstRow({ ...amount, schema: { type: 'object' } })).toBeUndefined()
    expect(textChoices(amount.value, { type: 'number', enum: [1] })).toEqual([])
  })

  it('[UI81] rows are added, changed and taken away; with one row there is nothing to join', () => {
    const row = known(firstRow(known(offeredValues(sceneOf().wiring, sceneOf().stage, 'condition')[2])))
    const two = { join: 'any', rows: [row, row] } as const
    expect(withRow(two, 1, [])).toEqual({ join: 'all', rows: [row] })
    expect(withRow(two, 0, [row]).join).toBe('any')
  })
})

describe('when it does not work out', () => {
  const usual = usualSetup({})

  it('[UI82] how often and how long is said in one sentence, with what is usual where nothing is said', () => {
    const sentence = (written: Parameters<typeof failureSetup>[0]) => failureSentence(failureSetup(written), usual)
    expect(sentence({})).toBe(
      'Tries up to 3 times, waiting 1 s at first, at most 5 min. Gives up on a try after 30 min.',
    )
    expect(sentence({ retry: { maximum_attempts: 1 }, timeout: '2h' })).toBe('Tries once. Gives up on a try after 2 h.')
    expect(sentence({ retry: { initial_interval: 'soon' } })).toContain('waiting soon at first')
  })

  it('[UI82] what is usual is what the document says for all stages', () => {
    const own = usualSetup({ defaults: { on_error: 'fail', retry: { maximum_attempts: 5 } } })
    expect(own).toEqual({ ...usual, onError: 'fail', attempts: '5' })
    expect(afterFailureOptions({ written: '', usual: own.onError }).map(({ label }) => label)).toEqual([
      'The run fails (usual)',
      'Ask a person',
      'Go on: what follows looks at how it ended',
    ])
    expect(afterFailureOptions({ written: 'later', usual: 'escalate' }).at(-1)).toEqual({
      value: 'later',
      label: 'later',
    })
    expect(attemptOptions({ written: '7', usual: '3' }).map(({ label }) => label)).toEqual([
      '3 times (usual)',
      'once',
      '2 times',
      '4 times',
      '5 times',
      '10 times',
      '7 times',
    ])
    expect(durationOptions(['1m', '5m'], { written: '5m', usual: '5m' })).toEqual([
      { value: '', label: '5 min (usual)' },
      { value: '1m', label: '1 min' },
      { value: '5m', label: '5 min' },
    ])
  })

  it('[UI82] what has no field of its own stays; only a stricter effect can be chosen', () => {
    const retry = { maximum_attempts: 2, backoff_coefficient: 3 }
    expect(withRetry(retry, 'maximum_attempts', null)).toEqual({ backoff_coefficient: 3 })
    expect(withRetry(undefined, 'maximum_attempts', 4)).toEqual({ maximum_attempts: 4 })
    expect(withRetry({ maximum_attempts: 4 }, 'maximum_attempts', null)).toBeNull()
    expect([stricterEffects('pure'), stricterEffects('once-or-ask'), stricterEffects(null)]).toEqual([
      ['idempotent', 'once-or-ask'],
      [],
      [],
    ])
  })
})

describe('mending', () => {
  it('[UI83] each way to mend a problem says what it does, in the names that stages and values have', () => {
    const { wiring } = sceneOf()
    const fixes = [
      { type: 'respell', from: 'mesage', to: 'message' },
      { type: 'wait-for', stage: 'read' },
      { type: 'stop-waiting', stage: 'gone' },
      { type: 'take-out', setting: 'gate' },
      { type: 'take-out', setting: 'other' },
      { type: 'add-run-input', name: 'sum' },
      { type: 'allow-absence' },
      { type: 'look-at-outcome', stage: 'read' },
      { type: 'give', value: { type: 'output', stage: 'read', name: 'topic' } },
      { type: 'give', value: { type: 'outcome', stage: 'read' } },
      { type: 'ask-a-person' },
      { type: 'ask-anyone' },
    ] as const
    expect(fixes.map((fix) => fixWords(fix, wiring))).toEqual([
      'write message for mesage',
      'wait for Read it',
      'do not wait for gone',
      'take out asking by how sure it is',
      'take out other',
      'ask for sum at the start',
      'go on without it where it is missing',
      'only when Read it is done',
      'give it Topic, from Read it',
      'give it How Read it ended',
      'let a person do it',
      'ask anyone instead',
    ])
  })
})
