import { describe, expect, it } from 'vitest'
import type { Capability } from '../../../src/api/contract/capabilities.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { BuilderStage } from '../../../src/web/derive/builder-view.ts'
import {
  ANYONE,
  builderView,
  cardOf,
  cardsWith,
  kindOfRef,
  nameOfRef,
  stageOfProblem,
} from '../../../src/web/derive/builder-view.ts'
import { stageAbove, stageAtCanvasArrow } from '../../../src/web/derive/canvas-places.ts'
import { addAt, giveRole, pointWords, usualPoint } from '../../../src/web/derive/insert-point.ts'
import { editRefusalWords } from '../../../src/web/words/edit-refusals.ts'

const TEXT = `workflow_id: refunds
name: Refunds
stages:
  - id: sort
    name: Sort it
    roles: { primary: "skill:sort", tools: ["skill:look-up"], reviewer: "human:ann" }
    gate: { threshold: 0.85 }
    escalation: { to: ["human:support"], sla: 2h }
  - id: reply
    instructions: Be kind.
    when: stages.sort.outputs.label == 'refund'
    on_skip: continue
    gaet: none
    roles: { primary: "human:lead" }
view: { positions: { sort: [10, 20], reply: [1], gone: here } }
`

function viewOf(text: string) {
  return builderView({ file: 'a.yaml', text })
}

function id(text: string): StageId {
  return text as StageId
}

function aCapability(given: Partial<Capability> = {}): Capability {
  return {
    ref: 'skill:sort',
    name: 'Sort a message',
    description: 'Sorts what comes in.',
    kind: 'ai',
    unavailable: null,
    input: null,
    output: null,
    effect: 'pure',
    takes: [],
    gives: [],
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

describe('the document', () => {
  it('[UI34] is shown with its stages, their order and their places', () => {
    const { name, stages, places, isUnreadable } = viewOf(TEXT)
    expect({ name, isUnreadable }).toEqual({ name: 'Refunds', isUnreadable: false })
    expect(stages.map(({ written: _, ...shown }) => shown)).toEqual([
      {
        id: 'sort',
        name: 'Sort it',
        primary: 'skill:sort',
        tools: ['skill:look-up'],
        reviewer: 'human:ann',
        namedRoles: [],
        instructions: '',
        when: '',
        isOptional: false,
        dependsOn: [],
        threshold: 0.85,
        target: null,
        samples: null,
        reviewBetween: null,
        askedPeople: ['human:support'],
        escalation: { to: ['human:support'], sla: '2h' },
        sla: '2h',
        errors: 1,
      },
      {
        id: 'reply',
        name: 'reply',
        primary: 'human:lead',
        tools: [],
        reviewer: null,
        namedRoles: [],
        instructions: 'Be kind.',
        when: "stages.sort.outputs.label == 'refund'",
        isOptional: true,
        dependsOn: ['sort'],
        threshold: null,
        target: null,
        samples: null,
        reviewBetween: null,
        askedPeople: [],
        escalation: {},
        sla: '',
        errors: 1,
      },
    ])
    expect(places).toEqual(new Map([['sort', { x: 10, y: 20 }]]))
  })

  it('[UI34] leaves out what is written wrongly, and says when nothing can be read', () => {
    expect(viewOf('workflow_id: a\nstages: []\n')).toMatchObject({ name: 'a', stages: [] })
    expect(viewOf('name: 7\nstages: [7, { roles: 3, gate: none }]\n')).toMatchObject({
      name: 'WorkChart',
      stages: [
        { id: '', primary: '' },
        { id: '', threshold: null },
      ],
    })
    expect(viewOf('stages: [')).toMatchObject({ isUnreadable: true, stages: [] })
    expect(viewOf('stages: [').problems).toHaveLength(1)
  })

  it('[UI35] a problem is shown at its stage, and what planning finds is placed in the text', () => {
    const planned = { code: 'input-missing', severity: 'error', stage: 'sort', message: 'No text.', help: 'Say it.' }
    const view = builderView(
      { file: 'a.yaml', text: TEXT.replace('    gaet: none\n', '').replace(', tools: ["skill:look-up"]', '') },
      [
        { ...planned, severity: 'error', pointer: '/stages/0/inputs', at: null },
        { ...planned, severity: 'warning', stage: null, pointer: '', at: null },
      ],
    )
    expect(view.problems).toMatchObject([
      { rule: 'input-missing', line: 4, column: 5, pointer: '/stages/0/inputs' },
      { severity: 'warning', line: 1, pointer: '' },
    ])
    expect(view.stages.map(({ errors }) => errors)).toEqual([1, 0])
    expect(view.problems.map((problem) => stageOfProblem(view.stages, problem)?.id)).toEqual(['sort', undefined])
  })
})

describe('cards', () => {
  it('[UI39] who says how sure he is and changes nothing gets a gate', () => {
    const kinds = [{}, { kind: 'exact' }, { effect: 'once-or-ask' }] as const
    expect(kinds.map((given) => cardOf(aCapability(given)).kind)).toEqual(['judged', 'exact', 'exact'])
  })

  it('[UI39] are found and named by the words people read', () => {
    const cards = [
      cardOf(aCapability()),
      cardOf(aCapability({ ref: 'skill:send', name: 'Send', unavailable: 'No.' })),
      ANYONE,
    ]
    expect(cardsWith(cards, ' sort MESSAGE').map(({ ref }) => ref)).toEqual(['skill:sort'])
    expect(cardsWith(cards, '')).toEqual(cards)
    expect(['skill:sort', 'human:lena-fischer', ''].map((ref) => nameOfRef(cards, ref))).toEqual([
      'Sort a message',
      'lena fischer',
      'Nobody yet',
    ])
    expect(['skill:sort', 'skill:send', 'skill:gone', 'human:a'].map((ref) => kindOfRef(cards, ref))).toEqual([
      'ai',
      'unavailable',
      'unavailable',
      'person',
    ])
    expect(kindOfRef([cardOf(aCapability({ kind: 'exact' }))], 'skill:sort')).toBe('exact')
  })
})

/** a above b and c; d below b. */
const STAGES: readonly BuilderStage[] = viewOf(
  `workflow_id: x
stages:
  - { id: a, name: First, roles: { primary: "human:p" } }
  - { id: b, roles: { primary: "human:p" } }
  - { id: c, depends_on: [a], roles: { primary: "human:p" } }
  - { id: d, depends_on: [b], roles: { primary: "human:p" } }
`,
).stages
const PLACES = new Map([
  ['a', { x: 150, y: 0 }],
  ['b', { x: 0, y: 130 }],
  ['c', { x: 300, y: 140 }],
  ['d', { x: 0, y: 260 }],
])
const WISH = { name: 'First', primary: 'human:p', kind: 'person' } as const

describe('adding', () => {
  const nameOf = (stage: string) => STAGES.find((each) => each.id === stage)?.name ?? stage

  it('[UI36] goes after the chosen stage, else after the last, else it is the first', () => {
    expect(usualPoint(STAGES, 'b')).toEqual({ type: 'after', stages: ['b'] })
    expect(usualPoint(STAGES, null)).toEqual({ type: 'after', stages: ['d'] })
    expect(usualPoint([], 'gone')).toEqual({ type: 'after', stages: [] })
    expect(addAt(STAGES, { type: 'after', stages: [id('a')] }, WISH)).toMatchObject({
      type: 'add-stage',
      after: ['a'],
      stage: { id: 'first', name: 'First' },
    })
    const edge = { type: 'edge', from: id('a'), to: id('b') } as const
    expect(addAt(STAGES, edge, WISH)).toMatchObject({ type: 'insert-stage', from: 'a', to: 'b' })
    const words = [edge, usualPoint(STAGES, 'a'), usualPoint([], null)].map((point) => pointWords(point, nameOf))
    expect(words).toEqual(['between First and b', 'after First', 'as the first'])
  })

  it('[UI37] what is dropped comes after the nearest stage above', () => {
    expect(stageAbove(STAGES, PLACES, { x: 110, y: 230 })?.id).toBe('b')
    expect(stageAbove(STAGES, PLACES, { x: 410, y: 300 })?.id).toBe('c')
    expect(stageAbove(STAGES, PLACES, { x: 0, y: 20 })).toBeUndefined()
    expect(stageAbove(STAGES, new Map(), { x: 0, y: 900 })).toBeUndefined()
  })

  it('[UI37] what is dropped on a stage becomes a role of it', () => {
    const [sort, lead] = viewOf(TEXT).stages as [BuilderStage, BuilderStage]
    const agent = { ...sort, primary: 'agent:writer' }
    const [skill, writer] = [cardOf(aCapability()), cardOf(aCapability({ ref: 'agent:other' }))]
    expect(giveRole(ANYONE, sort)).toEqual({ type: 'bind-role', stage: 'sort', role: 'reviewer', to: 'human:anyone' })
    expect(giveRole(ANYONE, lead)).toMatchObject({ role: 'primary', to: 'human:anyone' })
    expect(giveRole(skill, agent)).toEqual({ type: 'add-tool', stage: 'sort', tool: 'skill:sort' })
    expect(giveRole(writer, agent)).toMatchObject({ role: 'primary', to: 'agent:other' })
    expect(giveRole(skill, lead)).toMatchObject({ role: 'primary', to: 'skill:sort' })
  })

  it('[UI38] arrows follow the edges and the rows', () => {
    const steps = [
      ['a', 'ArrowDown', 'b'],
      ['d', 'ArrowDown', undefined],
      ['c', 'ArrowUp', 'a'],
      ['a', 'ArrowUp', undefined],
      ['b', 'ArrowRight', 'c'],
      ['c', 'ArrowLeft', 'b'],
      ['b', 'ArrowLeft', undefined],
      ['gone', 'ArrowRight', undefined],
    ] as const
    for (const [from, key, to] of steps) expect(stageAtCanvasArrow(STAGES, PLACES, { from, key })).toBe(to)
  })

  it('[UI42] what can not be done says why', () => {
    const words = [
      editRefusalWords({ code: 'edit-loop', from: id('a'), to: id('b') }, nameOf),
      editRefusalWords({ code: 'stage-unknown', stage: id('z') }, nameOf),
      editRefusalWords({ code: 'stage-exists', stage: id('z') }, nameOf),
      editRefusalWords({ code: 'edit-path', path: [] }, nameOf),
      editRefusalWords({ code: 'edit-unreadable', message: 'A bracket is open.' }, nameOf),
    ]
    expect(words.every((sentence) => sentence.endsWith('Nothing was changed.'))).toBe(true)
    expect(words[0]).toContain('"First" comes after "b" already')
  })
})
