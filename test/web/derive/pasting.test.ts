import { describe, expect, it } from 'vitest'
import type { Capability } from '../../../src/api/contract/capabilities.ts'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { isJsonObject } from '../../../src/core/basics/json.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import { readJson } from '../../../src/core/workflow/edit-document.ts'
import { REFUSE_CODE } from '../../../src/core/workflow/refuse-code.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { BuilderStage } from '../../../src/web/derive/builder-view.ts'
import { builderView } from '../../../src/web/derive/builder-view.ts'
import { newRunInputs, skillsFor, takeOverStep } from '../../../src/web/derive/offers.ts'
import {
  leftOutGroups,
  pasteAt,
  readPasted,
  stepsIn,
  stepsUnder,
  titleOf,
  toggled,
  wantedParts,
} from '../../../src/web/derive/pasted.ts'
import { procedureProblemWords } from '../../../src/web/words/left-out.ts'

const TEXT = '# Refunds\n## Intake\n- Sort the [message](a)\n- Read [it](b) <!-- x -->\n## Paying\n- Pay the customer'

function jsonOf(text: string): JsonObject {
  const json = readJson({ file: 'a.yaml', text })
  return json.ok && isJsonObject(json.value) ? json.value : {}
}

function viewOf(text: string) {
  return builderView({ file: 'a.yaml', text })
}

describe('a pasted text', () => {
  it('[UI55] is shown as what it becomes, and what is left out by its reason, the rarest first', () => {
    const { parts, problem } = readPasted(TEXT)
    expect([stepsIn(parts), problem]).toEqual([3, null])
    expect(leftOutGroups(parts).map(({ reason, parts: left }) => [reason, left.length])).toEqual([
      ['comment', 1],
      ['link-address', 2],
    ])
  })

  it('[UI55] is refused with its figures where it is too much', () => {
    const { parts, problem } = readPasted('- Do it\n'.repeat(10_001))
    expect([parts, problem === null ? '' : procedureProblemWords(problem)]).toEqual([
      [],
      'This text has 10,001 steps; a WorkChart can have 10,000. Paste a part of it.',
    ])
    expect(procedureProblemWords({ code: 'text-too-long', bytes: 5 * 1024 * 1024, bytesMax: 4 * 1024 * 1024 })).toBe(
      'This text has 5.0 MiB; 4 MiB can be read at once. Paste a part of it.',
    )
  })

  it('[UI55] is refused with the sentence of the law where it is code', () => {
    const { parts, problem } = readPasted('def add(a, b):\n    return a + b\n\nprint(add(1, 2))')
    expect([parts, problem === null ? '' : procedureProblemWords(problem)]).toEqual([[], REFUSE_CODE])
  })

  it('[UI56] steps and sections can be left out, and headings without a step go with them', () => {
    const { parts } = readPasted(TEXT)
    const shown = (unwanted: ReadonlySet<number>) =>
      wantedParts(parts, unwanted).flatMap((part) => (part.type === 'left-out' ? [] : [part.text]))
    const intake = parts.findIndex(({ text }) => text === 'Intake')
    const section = stepsUnder(parts, intake)
    expect(section).toHaveLength(2)
    expect(stepsUnder(parts, 0)).toHaveLength(3)
    const without = toggled(new Set(), section)
    expect(shown(without)).toEqual(['Refunds', 'Paying', 'Pay the customer'])
    expect(toggled(without, section)).toEqual(new Set())
    const one = toggled(new Set(), section.slice(0, 1))
    expect(shown(one)).toEqual(['Refunds', 'Intake', 'Read it', 'Paying', 'Pay the customer'])
    expect(toggled(one, section)).toEqual(new Set())
    expect(wantedParts(parts, new Set())).toBe(parts)
  })

  it('[UI57] calls itself as the heading it begins with', () => {
    expect([titleOf(readPasted(TEXT).parts), titleOf(readPasted('Do it\n# A\nNow').parts), titleOf([])]).toEqual([
      'Refunds',
      '',
      '',
    ])
  })

  it('[UI57][UI59] is added as one step where the next stage goes, headings before their stage', () => {
    const chain =
      'stages:\n  - id: a\n    roles: { primary: human:ann }\n  - id: b\n    roles: { primary: human:ann }\n'
    const paste = (point: Parameters<typeof pasteAt>[1]) => {
      const step = pasteAt(viewOf(chain).stages, point, readPasted(TEXT).parts)
      const edited = step === undefined ? undefined : editWorkflow({ file: 'a.yaml', text: chain }, step.edit)
      return { first: step?.first, view: viewOf(edited?.ok === true ? edited.value : '') }
    }
    const [a, b] = ['a' as StageId, 'b' as StageId]
    const behind = paste({ type: 'after', stages: [b] })
    expect(behind.view.stages.map(({ id, dependsOn }) => [id, ...dependsOn])).toEqual([
      ['a'],
      ['b', 'a'],
      ['sort-the-message', 'b'],
      ['read-it', 'sort-the-message'],
      ['pay-the-customer', 'read-it'],
    ])
    expect(behind.first).toBe('sort-the-message')
    expect(behind.view.notes).toEqual(
      new Map([
        ['sort-the-message', ['Refunds', 'Intake']],
        ['pay-the-customer', ['Paying']],
      ]),
    )
    const between = paste({ type: 'edge', from: a, to: b })
    expect(between.view.stages.at(-1)).toMatchObject({ id: 'b', dependsOn: ['pay-the-customer'] })
    expect(pasteAt([], { type: 'after', stages: [] }, [])).toBeUndefined()
    expect(viewOf(chain).notes).toEqual(new Map())
    expect(viewOf('a: b: c').notes).toEqual(new Map())
  })
})

function aCapability(given: Partial<Capability> = {}): Capability {
  return {
    ref: 'skill:sort',
    name: 'Sort a message',
    description: 'Sorts what comes in.',
    kind: 'ai',
    unavailable: null,
    input: { required: ['text', 'by'], properties: { text: { type: 'string', title: 'Message' } } },
    output: { properties: { label: {} } },
    effect: 'pure',
    takes: ['Message'],
    gives: ['label'],
    origin: 'own',
    cost: null,
    quality: null,
    source: 'collections/default/skills/sort/SKILL.md',
    digest: 'd'.repeat(64),
    asks: null,
    uses: 0,
    workCharts: 0,
    ...given,
  }
}

const DOCUMENT = `inputs:
  order: { type: string }
stages:
  - id: one
    outputs: { by: { type: string } }
    roles: { primary: human:ann }
  - id: two
    depends_on: []
    roles: { primary: "skill:other" }
  - id: sort
    depends_on: [ one, two ]
    name: Sort the message
    roles: { primary: human:ann }
`

describe('offers', () => {
  const capabilities = [
    aCapability(),
    aCapability({ ref: 'skill:away', unavailable: 'It is not here.' }),
    aCapability({ ref: 'skill:other', name: 'Other', output: null }),
  ]
  const { stages } = viewOf(DOCUMENT)
  const sort = stages[2] as BuilderStage
  const scene = { document: jsonOf(DOCUMENT), stages, capabilities }

  it('[UI58] are registered skills that are here, for stages that a person does', () => {
    const find = skillsFor(capabilities)
    expect(find(sort).map(({ ref }) => ref)).toEqual(['skill:sort'])
    expect(find(sort)).toBe(find(sort))
    expect(find({ ...sort, instructions: 'Pay it' })).toEqual([])
    expect(find({ ...sort, primary: 'skill:other' })).toEqual([])
    expect(skillsFor([])(sort)).toEqual([])
  })

  it('[UI58] are taken in one step: skill, gate, people, and what a run is then given', () => {
    expect(newRunInputs(sort, aCapability(), scene)).toEqual(['Message'])
    const { edits } = takeOverStep(sort, aCapability(), scene)
    expect(edits.map((edit) => ('setting' in edit ? edit.setting : edit.type))).toEqual([
      'bind-role',
      'gate',
      'escalation',
      'inputs',
    ])
    expect(edits.at(-1)).toMatchObject({ value: { order: { type: 'string' }, text: { title: 'Message' } } })
  })

  it('[UI58] what a stage right before gives is not asked of the run, unless two give it', () => {
    const gives = (ref: string) => aCapability({ ref, output: { properties: { text: {}, by: {} } } })
    const one = { ...scene, capabilities: [gives('skill:other')], document: {} }
    expect(newRunInputs(sort, aCapability(), one)).toEqual([])
    const both = { ...one, stages: stages.map((stage) => ({ ...stage, primary: 'skill:other' })) }
    expect(newRunInputs(sort, aCapability({ input: { required: ['text'] } }), both)).toEqual(['text'])
    expect(newRunInputs(sort, aCapability({ input: null }), both)).toEqual([])
  })
})
