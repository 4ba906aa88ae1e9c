import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { NewStage, WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import { readJson } from '../../../src/core/workflow/edit-document.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const CHAIN = `workflow_id: refunds
# The order matters.
stages:
  - id: sort # first
    roles: { primary: "skill:sort" }
  - id: draft
    roles: { primary: "agent:writer", tools: [ "skill:a" ] }
  - id: send
    roles: { primary: "human:lead" }
`

function edited(text: string, edit: WorkflowEdit): string {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function refused(text: string, edit: WorkflowEdit) {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  return result.ok ? undefined : result.error
}

function said(text: string): Json {
  const json = readJson({ file: 'a.yaml', text })
  if (!json.ok) throw new Error(json.error.code)
  return json.value
}

function id(text: string): StageId {
  return text as StageId
}

function aStage(name: string): NewStage {
  return { id: id(name), roles: { primary: 'human:anyone' } }
}

const LOG = '  - id: log\n    roles:\n      primary: human:anyone\n'

describe('structure', () => {
  it('[ED1] a new stage follows what it waits for, and others wait for what they waited for', () => {
    const atEnd = edited(CHAIN, { type: 'add-stage', stage: aStage('log'), after: [id('send')] })
    expect(atEnd).toBe(`${CHAIN}${LOG}`)
    const inside = edited(CHAIN, { type: 'add-stage', stage: aStage('log'), after: [id('sort')] })
    const draft = '  - id: draft\n    roles: { primary: "agent:writer", tools: [ "skill:a" ] }\n'
    const wanted = CHAIN.replace(draft, `${LOG}${draft}    depends_on:\n      - sort\n`)
    expect(inside).toBe(wanted)
    const joining = edited(CHAIN, { type: 'add-stage', stage: aStage('log'), after: [id('sort'), id('send')] })
    expect(joining).toBe(`${CHAIN}${LOG}    depends_on:\n      - sort\n      - send\n`)
  })

  it('[ED2] a new stage that waits for nobody starts at once', () => {
    const add: WorkflowEdit = { type: 'add-stage', stage: aStage('log'), after: [] }
    expect(edited(CHAIN, add)).toBe(`${CHAIN}${LOG}    depends_on: []\n`)
  })

  it('[ED3] a new stage on an edge stands between its ends, and other edges stay', () => {
    const text = edited(CHAIN, { type: 'insert-stage', stage: aStage('log'), from: id('sort'), to: id('draft') })
    expect(text).toBe(CHAIN.replace('  - id: draft', `${LOG}  - id: draft`))
    const forked = edited(CHAIN, { type: 'connect', from: id('sort'), to: id('send') })
    const onEdge = edited(forked, { type: 'insert-stage', stage: aStage('log'), from: id('sort'), to: id('send') })
    expect(said(onEdge)).toMatchObject({
      stages: [{ id: 'sort' }, { id: 'log' }, { id: 'draft', depends_on: ['sort'] }, { depends_on: ['draft', 'log'] }],
    })
  })

  it('[ED4] what waited for a removed stage waits for what that one waited for', () => {
    const placed = edited(CHAIN, { type: 'place-stages', places: new Map([[id('draft'), { x: 1, y: 2 }]]) })
    const text = edited(placed, { type: 'remove-stage', stage: id('draft') })
    expect(said(text)).toEqual({
      workflow_id: 'refunds',
      stages: [
        { id: 'sort', roles: { primary: 'skill:sort' } },
        { id: 'send', roles: { primary: 'human:lead' } },
      ],
      view: { positions: {} },
    })
    const first = edited(edited(CHAIN, { type: 'connect', from: id('sort'), to: id('send') }), {
      type: 'remove-stage',
      stage: id('draft'),
    })
    expect(said(first)).toMatchObject({ stages: [{ id: 'sort' }, { id: 'send', depends_on: ['sort'] }] })
  })

  it('[ED5] connecting adds one edge, once, and never a loop', () => {
    const connect: WorkflowEdit = { type: 'connect', from: id('sort'), to: id('send') }
    const text = edited(CHAIN, connect)
    expect(text).toBe(`${CHAIN}    depends_on:\n      - draft\n      - sort\n`)
    expect(edited(text, connect)).toBe(text)
    const loop = { type: 'connect', from: id('send'), to: id('sort') } as const
    expect(refused(CHAIN, loop)).toEqual({ code: 'edit-loop', from: 'send', to: 'sort' })
    expect(refused(CHAIN, { ...loop, from: id('sort') })).toMatchObject({ code: 'edit-loop' })
  })

  it('[ED5] what waits for a stage that is not there can be connected', () => {
    const ghost = 'stages:\n  - id: a\n    depends_on: [ ghost ]\n  - id: b\n    depends_on: []\n'
    expect(said(edited(ghost, { type: 'connect', from: id('a'), to: id('b') }))).toMatchObject({
      stages: [{ depends_on: ['ghost'] }, { depends_on: ['a'] }],
    })
  })

  it('[ED6] disconnecting takes one edge away', () => {
    const text = edited(CHAIN, { type: 'disconnect', from: id('draft'), to: id('send') })
    expect(text).toBe(`${CHAIN}    depends_on: []\n`)
    expect(edited(text, { type: 'disconnect', from: id('sort'), to: id('send') })).toBe(text)
  })

  it('[ED7] a stage that gets another place in the list waits for what it waited for', () => {
    const text = edited(CHAIN, { type: 'move-stage', stage: id('send'), to: 0 })
    expect(said(text)).toMatchObject({
      stages: [
        { id: 'send', depends_on: ['draft'] },
        { id: 'sort', depends_on: [] },
        { id: 'draft', roles: { primary: 'agent:writer' } },
      ],
    })
    expect(text).toContain('id: sort # first')
    expect(edited(CHAIN, { type: 'move-stage', stage: id('send'), to: 2 })).toBe(CHAIN)
  })

  it.each<[string, WorkflowEdit, string]>([
    ['after', { type: 'add-stage', stage: aStage('log'), after: [id('gone')] }, 'stage-unknown'],
    ['with a taken id', { type: 'add-stage', stage: aStage('sort'), after: [] }, 'stage-exists'],
    ['from', { type: 'insert-stage', stage: aStage('log'), from: id('gone'), to: id('send') }, 'stage-unknown'],
    ['to', { type: 'insert-stage', stage: aStage('log'), from: id('sort'), to: id('gone') }, 'stage-unknown'],
    [
      'on an edge with a taken id',
      { type: 'insert-stage', stage: aStage('sort'), from: id('sort'), to: id('send') },
      'stage-exists',
    ],
    ['removed', { type: 'remove-stage', stage: id('gone') }, 'stage-unknown'],
    ['connected', { type: 'connect', from: id('sort'), to: id('gone') }, 'stage-unknown'],
    ['disconnected', { type: 'disconnect', from: id('gone'), to: id('sort') }, 'stage-unknown'],
    ['moved', { type: 'move-stage', stage: id('gone'), to: 0 }, 'stage-unknown'],
    ['moved past the end', { type: 'move-stage', stage: id('sort'), to: 3 }, 'edit-path'],
    ['bound', { type: 'bind-role', stage: id('gone'), role: 'primary', to: 'agent:a' }, 'stage-unknown'],
    ['set', { type: 'set-stage', stage: id('gone'), setting: 'name', value: 'a' }, 'stage-unknown'],
    ['placed', { type: 'place-stages', places: new Map([[id('gone'), { x: 0, y: 0 }]]) }, 'stage-unknown'],
  ])('[ED9] a stage that can not be there is refused: %s', (_, edit, code) => {
    expect(refused(CHAIN, edit)).toMatchObject({ code })
  })
})

describe('texts', () => {
  it.each([
    [
      'a name',
      { type: 'set-stage', stage: id('sort'), setting: 'name', value: 'n'.repeat(201) },
      { characters: 201, max: 200 },
    ],
    [
      'the whole name',
      { type: 'set-workflow', setting: 'name', value: 'n'.repeat(999) },
      { characters: 999, max: 200 },
    ],
    [
      'a new name',
      { type: 'add-stage', stage: { ...aStage('log'), name: 'n'.repeat(201) }, after: [] },
      { characters: 201, max: 200 },
    ],
    [
      'a new instruction on an edge',
      {
        type: 'insert-stage',
        stage: { ...aStage('log'), instructions: 'n'.repeat(20_001) },
        from: id('sort'),
        to: id('draft'),
      },
      { characters: 20_001, max: 20_000 },
    ],
    [
      'a text in a list',
      { type: 'set-escalation', stage: id('sort'), setting: 'to', value: ['human:a', 'n'.repeat(20_001)] },
      { characters: 20_001, max: 20_000 },
    ],
    [
      'a name among several new stages',
      { type: 'add-stages', stages: [aStage('log'), { ...aStage('file'), name: 'n'.repeat(201) }], after: [] },
      { characters: 201, max: 200 },
    ],
    [
      'a note',
      { type: 'add-notes', notes: [{ text: 'n'.repeat(20_001), before: 'sort' }] },
      { characters: 20_001, max: 20_000 },
    ],
    [
      'a text in one of several edits',
      {
        type: 'together',
        edits: [
          { type: 'place-stages', places: new Map() },
          { type: 'set-stage', stage: id('sort'), setting: 'name', value: 'n'.repeat(201) },
        ],
      },
      { characters: 201, max: 200 },
    ],
    [
      'a text of the second of several stages',
      { type: 'add-stages', stages: [aStage('a'), { ...aStage('b'), instructions: 'n'.repeat(20_001) }], after: [] },
      { characters: 20_001, max: 20_000 },
    ],
    [
      'a note',
      { type: 'add-notes', notes: [{ text: 'n'.repeat(20_001), before: 'sort' }] },
      { characters: 20_001, max: 20_000 },
    ],
    [
      'a part of a gesture',
      { type: 'together', edits: [{ type: 'set-workflow', setting: 'name', value: 'n'.repeat(201) }] },
      { characters: 201, max: 200 },
    ],
  ] as const)('[ED96] %s over its bound is refused with both numbers', (_, edit, bound) => {
    expect(refused(CHAIN, edit)).toEqual({ code: 'edit-too-long', ...bound })
  })

  it('[ED96] what is only called a name is no name', () => {
    const inputs = { name: 'n '.repeat(200) }
    expect(refused(CHAIN, { type: 'set-inputs', stage: id('sort'), inputs })).toBeUndefined()
  })

  it('[ED96] a text at its bound is taken', () => {
    const name = 'n'.repeat(200)
    expect(edited(CHAIN, { type: 'set-workflow', setting: 'name', value: name })).toContain(name)
    const instructions = 'n '.repeat(10_000)
    const value = { type: 'set-stage', stage: id('sort'), setting: 'instructions', value: instructions } as const
    expect(refused(CHAIN, value)).toBeUndefined()
  })
})

describe('roles and settings', () => {
  it('[ED20] a role is bound and taken away by its name, and a tool stands in the list once', () => {
    const bound = edited(CHAIN, { type: 'bind-role', stage: id('send'), role: 'reviewer', to: 'human:ann' })
    expect(bound).toBe(CHAIN.replace('"human:lead" }', '"human:lead", reviewer: human:ann }'))
    expect(edited(bound, { type: 'unbind-role', stage: id('send'), role: 'reviewer' })).toBe(CHAIN)
    const more = edited(CHAIN, { type: 'add-tool', stage: id('draft'), tool: 'skill:b' })
    expect(more).toBe(CHAIN.replace('[ "skill:a" ]', '[ "skill:a", skill:b ]'))
    expect(edited(more, { type: 'add-tool', stage: id('draft'), tool: 'skill:b' })).toBe(more)
    const second = { type: 'remove-tool', stage: id('draft'), tool: 'skill:b' } as const
    expect(edited(more, second)).toBe(CHAIN)
    expect(said(edited(CHAIN, { type: 'add-tool', stage: id('sort'), tool: 'skill:b' }))).toMatchObject({
      stages: [{ roles: { tools: ['skill:b'] } }, {}, {}],
    })
    expect(edited(CHAIN, { type: 'remove-tool', stage: id('draft'), tool: 'skill:a' })).toBe(
      CHAIN.replace(', tools: [ "skill:a" ]', ''),
    )
    expect(edited(CHAIN, { type: 'remove-tool', stage: id('draft'), tool: 'skill:b' })).toBe(CHAIN)
  })

  it('[ED21] a setting is set, and with null taken out', () => {
    const gate = { threshold: 0.9 }
    const set = edited(CHAIN, { type: 'set-stage', stage: id('sort'), setting: 'gate', value: gate })
    expect(set).toBe(CHAIN.replace('"skill:sort" }\n', '"skill:sort" }\n    gate:\n      threshold: 0.9\n'))
    expect(edited(set, { type: 'set-stage', stage: id('sort'), setting: 'gate', value: null })).toBe(CHAIN)
    const named = edited(CHAIN, { type: 'set-workflow', setting: 'name', value: 'Refunds' })
    expect(named).toBe(`${CHAIN}name: Refunds\n`)
  })

  it('[ED22] places on the canvas are whole px, and zero has no sign', () => {
    const places = new Map([
      [id('sort'), { x: 1.4, y: -2.5 }],
      [id('send'), { x: -0.3, y: 8 }],
    ])
    expect(said(edited(CHAIN, { type: 'place-stages', places }))).toMatchObject({
      view: { positions: { sort: [1, -2], send: [0, 8] } },
    })
  })

  it('[ED23] a document that is not finished can be edited; one that can not be read can not', () => {
    const add: WorkflowEdit = { type: 'add-stage', stage: aStage('log'), after: [] }
    for (const text of ['workflow_id: a\n', 'workflow_id: a\nstages:\n', 'workflow_id: a\nstages: []\n'])
      expect(said(edited(text, add))).toEqual({ workflow_id: 'a', stages: [aStage('log')] })
    expect(said(edited('stages:\n  - name: x\n  - 7\n', add))).toMatchObject({
      stages: [{ name: 'x' }, 7, { id: 'log', depends_on: [] }],
    })
    expect(refused('- a\n', add)).toMatchObject({ code: 'edit-path' })
    expect(refused('stages: [', add)).toMatchObject({ code: 'edit-unreadable' })
  })
})
