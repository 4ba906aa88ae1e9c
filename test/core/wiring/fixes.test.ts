import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { childPointer } from '../../../src/core/basics/json-pointer.ts'
import { checkSource } from '../../../src/core/diagnostics/check-source.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { Fix } from '../../../src/core/wiring/fix.ts'
import { fixesFor } from '../../../src/core/wiring/fixes-for.ts'
import { inputsByName } from '../../../src/core/wiring/inputs-by-name.ts'
import { misfitOf } from '../../../src/core/wiring/misfit.ts'
import { respell } from '../../../src/core/wiring/respell.ts'
import { wiringOf } from '../../../src/core/wiring/wiring.ts'
import { known } from './a-wiring.ts'

/** The stages of a document, each a line of YAML. */
function aText(...stages: readonly string[]): string {
  return [
    'workflow_id: a',
    'inputs: { message: { type: string } }',
    'stages:',
    ...stages.map((each) => `  - ${each}`),
    '',
  ].join('\n')
}

const SORT = '{ id: sort, roles: { primary: "human:a" }, outputs: { label: { type: string } } }'

function fixesIn(text: string, rule: string): readonly Fix[] {
  const { problems, document } = checkSource({ file: 'a.yaml', text })
  const scene = { document: known(document), wiring: wiringOf(known(document).workflow, () => undefined) }
  return fixesFor(known(problems.find((problem) => problem.rule === rule)), scene)
}

/** The text after the first fix, which must have taken the problem away and made no other. */
function mended(text: string, rule: string): string {
  const { edit } = known(fixesIn(text, rule)[0])
  const edited = editWorkflow({ file: 'a.yaml', text }, edit)
  if (!edited.ok) throw new Error(edited.error.code)
  expect(checkSource({ file: 'a.yaml', text: edited.value }).problems).toEqual([])
  return edited.value
}

const AFTER = (more: string) => `{ id: then, roles: { primary: "human:a" }, ${more} }`

describe('mending', () => {
  it.each([
    ['unknown-key', AFTER('instructons: "Look."'), 'instructions: "Look."'],
    ['unknown-key', AFTER('escalation: { sal: 4h }'), 'escalation: { sla: 4h }'],
    ['unknown-dependency', AFTER('depends_on: [ sotr ]'), 'depends_on: [ sort ]'],
    [
      'unknown-stage-reference',
      AFTER('when: stages.sotr.outputs.label == "x"'),
      'when: stages.sort.outputs.label == "x"',
    ],
    ['unknown-output', AFTER('when: stages.sort.outputs.lable == "x"'), 'when: stages.sort.outputs.label == "x"'],
    ['unknown-input', AFTER('inputs: { a: "${{ inputs.mesage }}" }'), '"${{ inputs.message }}"'],
    ['unknown-input', AFTER('inputs: { a: "To: ${{ inputs.mesage }}" }'), '"To: ${{ inputs.message }}"'],
  ])('[CN14] %s: a misspelt name gets the one that was meant: %s', (rule, stage, wanted) => {
    expect(mended(aText(SORT, stage), rule).replaceAll(/\s+/g, ' ')).toContain(wanted)
  })

  it('[CN14] a key of the whole is put right too, and a name that nothing resembles is not', () => {
    expect(mended(`descripton: x\n${aText(SORT)}`, 'unknown-key')).toContain('description: x')
    expect(fixesIn(aText(SORT, AFTER('zzzzzz: 1')), 'unknown-key')).toEqual([])
    expect(fixesIn(aText(SORT, AFTER('when: stages.sort.outputs.zzzz == "x"')), 'unknown-output')).toEqual([])
    expect(fixesIn(aText(SORT, AFTER('inputs: { a: { b: "x ${{ inputs.mesage }}" } }')), 'unknown-input')).toEqual([])
  })

  it('[CN14] only names in a text that can be read are put right', () => {
    const { document } = checkSource({ file: 'a.yaml', text: aText(SORT) })
    const wiring = wiringOf(known(document).workflow, () => undefined)
    expect(respell('${{ inputs.mesage', 'template', wiring)).toBeUndefined()
    expect(respell('inputs.mesage ==', 'condition', wiring)).toBeUndefined()
    expect(respell('run.idd == inputs[0] && inputs["mesage"] == "a"', 'condition', wiring)).toBeUndefined()
    expect(respell('stages.sort.outcme == "a"', 'condition', wiring)).toBeUndefined()
  })

  it('[CN14] what the whole gives is for a person to put right', () => {
    const text = `outputs: { label: "\${{ stages.sotr.outputs.label }}" }\n${aText(SORT)}`
    expect(fixesIn(text, 'unknown-stage-reference')).toEqual([])
  })

  it('[CN15] who waits for a stage that is gone waits for one less', () => {
    const text = aText(SORT, AFTER('depends_on: [ sort, gone-for-good ]'))
    expect(fixesIn(text, 'unknown-dependency').map(({ what }) => what)).toEqual([
      { type: 'stop-waiting', stage: 'gone-for-good' },
    ])
    expect(mended(text, 'unknown-dependency')).toContain('depends_on: [ sort ]')
  })

  it.each([
    ['on-skip-without-when', AFTER('on_skip: continue'), 'on_skip'],
    ['join-of-one', AFTER('join: any'), 'join'],
    ['attempts-on-person', AFTER('timeout: 5m'), 'timeout'],
    ['gate-on-person', AFTER('gate: { threshold: 0.8 }'), 'gate'],
  ])('[CN16] %s: a setting that nothing acts on is taken out', (rule, stage, setting) => {
    expect(mended(aText(SORT, stage), rule)).not.toContain(setting)
  })

  it.each([
    ['samples-without-ai', 'samples: 3', 'samples'],
    ['review-without-skill', 'review_between: [ 0.6, 0.95 ]', 'review_between'],
    ['review-beside-threshold', 'review_between: [ 0.1, 0.2 ]', 'review_between'],
  ])('[CN16] %s: what can not be measured, or changes nothing, is taken out of the gate', (rule, key, setting) => {
    const text = aText(SORT, AFTER(`gate: { threshold: 0.8, ${key} }`))
    const pointer = `/stages/1/gate/${setting}`
    const { document } = checkSource({ file: 'a.yaml', text })
    const scene = { document: known(document), wiring: wiringOf(known(document).workflow, () => undefined) }
    const [fix] = fixesFor({ rule, pointer }, scene)
    const edited = editWorkflow({ file: 'a.yaml', text }, known(fix).edit)
    expect(edited).toEqual({ ok: true, value: aText(SORT, AFTER('gate: { threshold: 0.8 }')) })
    const inDefaults = {
      ...scene,
      document: known(checkSource({ file: 'a.yaml', text: aText(SORT, AFTER('')) }).document),
    }
    expect(fixesFor({ rule, pointer }, inDefaults)).toEqual([])
  })

  it('[CN17] an input that is read as a whole can be asked for at the start', () => {
    const text = aText(SORT, AFTER('inputs: { a: "${{ inputs.customer }}" }'))
    expect(mended(text, 'unknown-input')).toContain('customer:')
    expect(fixesIn(aText(SORT, AFTER('inputs: { a: "x ${{ inputs.customer }}" }')), 'unknown-input')).toEqual([])
    expect(fixesIn(aText(SORT, AFTER('when: inputs.customer == "x"')), 'unknown-input')).toEqual([])
  })

  const OPTIONAL = `{ id: sort, when: inputs.message == "x", on_skip: continue, ${SORT.slice(12)}`

  it('[CN18] what may be absent is asked for first; a formula stays for a person to mend', () => {
    const condition = aText(SORT, OPTIONAL.replace('sort', 'maybe'), AFTER('when: stages.maybe.outputs.label == "x"'))
    expect(mended(condition, 'unguarded-read')).toContain('has(stages.maybe.outputs.label) && ')
    const input = aText(OPTIONAL, AFTER('inputs: { a: "${{ stages.sort.outputs.label }}" }'))
    expect(mended(input, 'unguarded-read')).toContain(': \\"\\" }}')
    const formula = aText(OPTIONAL, AFTER('when: stages.sort.outputs.label.startsWith("x")'))
    expect(fixesIn(formula, 'unguarded-read')).toEqual([])
    const inside = aText(OPTIONAL, AFTER('inputs: { a: "${{ stages.sort.outputs.label + inputs.message }}" }'))
    expect(fixesIn(inside, 'unguarded-read')).toEqual([])
  })

  it('[CN19] who follows a stage that may have failed or been refused looks at how it ended', () => {
    const tolerant = '{ id: sort, on_reject: continue, roles: { primary: "human:a" } }'
    expect(mended(aText(tolerant, AFTER('name: x')), 'refused-continue')).toContain(
      'stages.sort.outcome == "succeeded"',
    )
    const agent = `defaults: { on_error: continue }\n${aText('{ id: sort, roles: { primary: "agent:a" } }', AFTER('when: inputs.message == "x"'))}`
    expect(mended(agent, 'refused-continue')).toContain('stages.sort.outcome == "succeeded" && inputs.message == "x"')
    const any = aText(tolerant, AFTER('when: inputs.message == "x" || inputs.message == "y"'))
    expect(fixesIn(any, 'refused-continue')).toEqual([])
    const both = aText(
      tolerant,
      tolerant.replace('sort', 'second').replace('{', '{ depends_on: [],'),
      AFTER('depends_on: [ sort, second ], when: stages.sort.outcome == "succeeded"'),
    )
    expect(fixesIn(both, 'refused-continue')[0]?.what).toEqual({ type: 'look-at-outcome', stage: 'second' })
  })

  it('[CN19] a stage that nobody does is given to a person', () => {
    expect(mended(aText('{ id: sort }'), 'missing-key')).toContain('human:anyone')
    expect(mended(aText('{ id: sort, roles: { reviewer: "human:a" } }'), 'missing-key')).toContain(
      'primary: human:anyone',
    )
    expect(fixesIn(aText('{ name: x, roles: { primary: "human:a" } }', SORT), 'missing-key')).toEqual([])
    expect(fixesIn(aText(AFTER('escalation: { on_breach: [ { after: 1h } ] }')), 'missing-key')).toEqual([])
  })

  it('[CN19] a problem that is about no stage, or that is not known here, has no fix', () => {
    const { document } = checkSource({ file: 'a.yaml', text: aText(SORT) })
    const scene = { document: known(document), wiring: wiringOf(known(document).workflow, () => undefined) }
    for (const rule of [
      'join-of-one',
      'unknown-dependency',
      'unguarded-read',
      'refused-continue',
      'cycle',
      'unknown-output',
    ])
      expect(fixesFor({ rule, pointer: '/triggers/0/x' }, scene)).toEqual([])
    expect(fixesFor({ rule: 'unguarded-read', pointer: '/stages/0/outputs' }, scene)).toEqual([])
    expect(fixesFor({ rule: 'unknown-key', pointer: '' }, scene)).toEqual([])
    expect(fixesFor({ rule: 'unknown-dependency', pointer: '/stages/0/id/deeper' }, scene)).toEqual([])
  })
})

const TEXT = { type: 'string' }

const TAKES: JsonObject = { text: TEXT, count: { type: 'number' } }

/** What planning finds at this input of the last stage of a document, whose skills take these. */
function planned([rule, name]: readonly [string, string], text: string, takes = TAKES): readonly Fix[] {
  const { document } = checkSource({ file: 'a.yaml', text })
  const { workflow } = known(document)
  const wiring = wiringOf(workflow, ({ roles }) =>
    roles.primary.kind === 'skill' ? { takes: { properties: takes }, gives: undefined } : undefined,
  )
  const problem = { rule, pointer: childPointer(`/stages/${workflow.stages.length - 1}/inputs`, name) }
  return fixesFor(problem, { document: known(document), wiring })
}

function afterEdit(text: string, { edit }: Fix): string {
  const edited = editWorkflow({ file: 'a.yaml', text }, edit)
  return edited.ok ? edited.value.replaceAll(/\s+/g, ' ') : edited.error.code
}

const SKILL = (more = '') => `{ id: act, roles: { primary: "skill:act" }${more} }`

describe('mending what a stage gets', () => {
  it('[CN20] a missing input is given what fits, that of the same name first, then the nearest, or is asked for', () => {
    const text = aText(SORT, AFTER('outputs: { text: { type: string }, total: { type: number } }'), SKILL())
    expect(planned(['input-missing', 'text'], text).map(({ what }) => what)).toEqual([
      { type: 'give', value: { type: 'output', stage: 'then', name: 'text' } },
      { type: 'give', value: { type: 'input', name: 'message' } },
      { type: 'add-run-input', name: 'text' },
    ])
    const [given] = planned(['input-missing', 'count'], text)
    expect(afterEdit(text, known(given))).toContain('count: "${{ stages.then.outputs.total }}"')
    const asked = known(planned(['input-missing', 'count'], text).at(-1))
    expect(asked.edit).toEqual({ type: 'set-run-input', name: 'count', schema: { type: 'number' } })
  })

  it('[CN20] what was matched by name stays given, and an input that is written is asked for by its name', () => {
    const text = aText(SORT, SKILL())
    const [given] = planned(['input-missing', 'text'], text, { message: TEXT, text: TEXT })
    expect(afterEdit(text, known(given))).toContain('message: "${{ inputs.message }}", text: "${{ inputs.message }}"')
    const written = aText(SORT, SKILL(', inputs: { count: 1 }'))
    expect(afterEdit(written, known(planned(['input-missing', 'text'], written).at(-1)))).toContain(
      'text: "${{ inputs.text }}"',
    )
    expect(planned(['input-missing', 'message'], written, { message: { type: 'number' } })).toEqual([])
  })

  it('[CN20] of several that give an input one is chosen; one that may be absent stays empty then', () => {
    const both = aText(
      SORT,
      AFTER('depends_on: [], outputs: { label: { type: string } }'),
      SKILL(', depends_on: [sort, then]'),
    )
    expect(planned(['input-ambiguous', 'label'], both, { label: TEXT }).map(({ what }) => what)).toEqual([
      { type: 'give', value: { type: 'output', stage: 'then', name: 'label' } },
      { type: 'give', value: { type: 'output', stage: 'sort', name: 'label' } },
    ])
    const optional = aText(SORT, SKILL()).replace('{ type: string }', '{ type: string, optional: true }')
    const absent = planned(['input-may-be-absent', 'message'], optional, { message: TEXT })
    expect(absent.map(({ what }) => what)).toEqual([{ type: 'allow-absence' }])
    expect(afterEdit(optional, known(absent[0]))).toContain('${{ has(inputs.message) ? inputs.message : "" }}')
    expect(planned(['input-may-be-absent', 'message'], optional, { message: { type: 'number' } })).toEqual([])
  })

  it('[CN14] an input that the performer does not know gets the name that was meant, unless that one is given', () => {
    const text = aText(SORT, SKILL(', inputs: { txet: x }'))
    expect(afterEdit(text, known(planned(['input-unknown', 'txet'], text)[0]))).toContain('inputs: { text: x }')
    const taken = aText(SORT, SKILL(', inputs: { txet: x, text: y }'))
    expect(planned(['input-unknown', 'txet'], taken)).toEqual([])
    expect(planned(['input-unknown', 'txet'], aText(AFTER('inputs: { txet: x }')))).toEqual([])
  })

  it('[CN20] what is about no input has no fix', () => {
    const { document } = checkSource({ file: 'a.yaml', text: aText(SORT) })
    const scene = { document: known(document), wiring: wiringOf(known(document).workflow, () => undefined) }
    for (const rule of ['input-missing', 'input-ambiguous', 'input-may-be-absent', 'input-unknown']) {
      expect(fixesFor({ rule, pointer: '/inputs' }, scene)).toEqual([])
      expect(fixesFor({ rule, pointer: '/stages/7/inputs/text' }, scene)).toEqual([])
    }
    expect(fixesFor({ rule: 'input-missing', pointer: '/stages/0/inputs' }, scene)).toEqual([])
  })

  it('[CN19] where something that is no person is asked, anyone is', () => {
    const text = aText(SORT, AFTER('escalation: { to: ["human:b", "agent:a"], sla: 2h }'))
    expect(mended(text, 'escalation-to-person')).toContain('human:anyone')
    expect(mended(text, 'escalation-to-person')).toContain('sla: 2h')
    const inDefaults = `defaults: { escalation: { to: ["agent:a"] } }\n${aText(SORT)}`
    expect(fixesIn(inDefaults, 'escalation-to-person')).toEqual([])
    const later = aText(SORT, AFTER('escalation: { on_breach: [{ after: 1h, to: ["agent:a"] }] }'))
    expect(fixesIn(later, 'escalation-to-person')).toEqual([])
  })
})

describe('what fits', () => {
  const offered = (type: string, mayBeAbsent = false) =>
    ({ value: { type: 'input', name: 'a' }, schema: { type }, mayBeAbsent }) as const

  it('[CN8] what may be absent is given to a text only, or where anything is taken', () => {
    expect(misfitOf(offered('number'), { type: 'string' })).toBe('kind')
    expect(misfitOf(offered('number', true), { type: 'number' })).toBe('absence')
    expect(misfitOf(offered('string', true), { type: 'string' })).toBeNull()
    expect(misfitOf(offered('number', true), {})).toBeNull()
    expect(misfitOf(offered('number', true), { type: 'object' })).toBe('absence')
    expect(misfitOf(offered('integer'), { type: 'number' })).toBeNull()
  })
})

describe('what is given by name', () => {
  it('[CN20] what the stages right before it always give; nothing once the author says something, or to a person', () => {
    const byName = (text: string, stage = 'act') => {
      const { workflow } = known(checkSource({ file: 'a.yaml', text }).document)
      const contract = { takes: { properties: { label: TEXT, message: TEXT } }, gives: undefined }
      const wiring = wiringOf(workflow, ({ id }) => (id === 'act' ? contract : undefined))
      return inputsByName(known(wiring.stages.get(stage)), wiring)
    }
    const both = { label: '${{ stages.sort.outputs.label }}', message: '${{ inputs.message }}' }
    expect(byName(aText(SORT, AFTER('depends_on: []'), SKILL(', depends_on: [sort, then, gone]')))).toEqual(both)
    expect(byName(aText(SORT, SKILL(', inputs: { label: x }')))).toEqual({})
    expect(byName(aText(SORT), 'sort')).toEqual({})
  })
})
