import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { SkillToUse } from '../../../src/core/edit/hand-to-skill.ts'
import { handToSkill } from '../../../src/core/edit/hand-to-skill.ts'
import type { NewStage, WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import { readJson } from '../../../src/core/workflow/edit-document.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const CHAIN = `stages:
  - id: sort # first
    roles: { primary: human:ann }
  # then
  - id: send
    roles: { primary: human:bob }
view:
  notes:
    - { text: free, at: [ 1, 2 ] }
    - { text: Intake, before: sort }
    - { text: Sorting, before: sort }
    - { text: Answer, before: send }
`

function id(text: string): StageId {
  return text as StageId
}

function aStage(name: string): NewStage {
  return { id: id(name), roles: { primary: 'human:anyone' } }
}

function edited(text: string, edit: WorkflowEdit): string {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  return result.ok ? result.value : JSON.stringify(result.error)
}

function said(text: string): Json {
  const json = readJson({ file: 'a.yaml', text })
  if (!json.ok) throw new Error(json.error.code)
  return json.value
}

describe('stages that are added together', () => {
  it('[ED50] follow one another after what the first waits for, and others wait for what they waited for', () => {
    const stages = [aStage('a'), aStage('b'), aStage('c')]
    const text = edited(CHAIN, { type: 'add-stages', stages, after: [id('sort')] })
    expect(said(text)).toMatchObject({
      stages: [{ id: 'sort' }, { id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'send', depends_on: ['sort'] }],
    })
    expect(text.match(/depends_on/g)).toHaveLength(1)
    expect(text).toContain('# then\n  - id: send')
    const first = edited('stages: []\n', { type: 'add-stages', stages, after: [] })
    expect(said(first)).toEqual({
      stages: [{ ...stages[0], depends_on: [] }, stages[1], stages[2]].map((each, at) => (at === 0 ? stages[0] : each)),
    })
    expect(edited(CHAIN, { type: 'add-stages', stages: [], after: [] })).toBe(CHAIN)
  })

  it.each([
    [[aStage('a'), aStage('send')], [], 'stage-exists'],
    [[aStage('a'), aStage('a')], [], 'stage-exists'],
    [[aStage('send')], [], 'stage-exists'],
    [[aStage('a')], [id('gone')], 'stage-unknown'],
  ])('[ED50] are refused where one can not be there', (stages, after, code) => {
    expect(edited(CHAIN, { type: 'add-stages', stages, after })).toContain(`"code":"${code}"`)
  })

  it('[ED50] ten thousand are added in one go', { timeout: 60_000 }, () => {
    const stages = Array.from({ length: 10_000 }, (_, number) => aStage(`s${number}`))
    const text = edited(CHAIN, { type: 'add-stages', stages, after: [id('send')] })
    expect(text.match(/- id: /g)).toHaveLength(10_002)
  })
})

describe('edits that are one gesture', () => {
  it('[ED51] are made one after the other, all of them or none', () => {
    const add = { type: 'add-stage', stage: aStage('a'), after: [id('send')] } as const
    const bind = { type: 'bind-role', stage: id('a'), role: 'primary', to: 'human:eve' } as const
    const text = edited(CHAIN, { type: 'together', edits: [add, bind] })
    expect(text).toContain('  - id: a\n    roles:\n      primary: human:eve\n')
    expect(edited(CHAIN, { type: 'together', edits: [bind, add] })).toContain('stage-unknown')
    expect(edited(CHAIN, { type: 'together', edits: [] })).toBe(CHAIN)
    expect(edited('a: b: c', { type: 'together', edits: [add] })).toContain('edit-unreadable')
  })
})

describe('notes', () => {
  it('[ED52] go behind those that are there, each before a stage that is there', () => {
    const notes = [{ text: 'Late', before: 'send' }]
    expect(edited(CHAIN, { type: 'add-notes', notes })).toBe(`${CHAIN}    - text: Late\n      before: send\n`)
    expect(edited(CHAIN, { type: 'add-notes', notes: [] })).toBe(CHAIN)
    const astray: WorkflowEdit = { type: 'add-notes', notes: [{ text: 'Late', before: 'gone' }] }
    expect(edited(CHAIN, astray)).toBe('{"code":"stage-unknown","stage":"gone"}')
  })

  it('[ED98] are written anew at their place or taken out, with the last one the list goes', () => {
    expect(edited(CHAIN, { type: 'set-note', at: 2, text: 'Triage' })).toBe(CHAIN.replace('Sorting', 'Triage'))
    const without = edited(CHAIN, { type: 'set-note', at: 1, text: null })
    expect(without).toBe(CHAIN.replace('    - { text: Intake, before: sort }\n', ''))
    let text = CHAIN
    for (const _ of ['free', 'Intake', 'Sorting', 'Answer'])
      text = edited(text, { type: 'set-note', at: 0, text: null })
    expect(said(text)).toEqual({ stages: (said(CHAIN) as { readonly stages: Json }).stages })
    expect(edited(text, { type: 'set-note', at: 0, text: 'Late' })).toContain('edit-path')
  })

  it('[ED53] of a removed stage stand before the next one, and after the last they go too', () => {
    const once = edited(CHAIN, { type: 'remove-stage', stage: id('sort') })
    expect(said(once)).toMatchObject({
      view: {
        notes: [
          { text: 'free', at: [1, 2] },
          { text: 'Intake', before: 'send' },
          { text: 'Sorting', before: 'send' },
          { text: 'Answer', before: 'send' },
        ],
      },
    })
    expect(said(edited(once, { type: 'remove-stage', stage: id('send') }))).toMatchObject({
      view: { notes: [{ text: 'free', at: [1, 2] }] },
    })
  })
})

describe('a stage that goes to a skill', () => {
  const stage = { id: id('sort'), primary: 'human:ann', escalation: { sla: '2h' } }
  const nothing = { ofRun: {}, ofStages: new Set<string>() }
  const sorter: SkillToUse = {
    ref: 'skill:sort',
    kind: 'judged',
    input: {
      properties: { text: { type: 'string', title: 'Message' }, note: {} },
      required: ['text', 'constructor', 'by', 'has space', 7],
    },
  }

  it('[ED54] gets a gate, asks who did it, keeps its deadline, and the run is given what is needed', () => {
    const given = { ofRun: { order: { type: 'string' } }, ofStages: new Set(['by']) }
    const text = edited(CHAIN, handToSkill(stage, sorter, given))
    expect(said(text)).toMatchObject({
      stages: [
        {
          id: 'sort',
          roles: { primary: 'skill:sort' },
          gate: { threshold: 0.85 },
          escalation: { to: ['human:ann'], sla: '2h' },
        },
        { id: 'send' },
      ],
      inputs: { order: { type: 'string' }, text: { type: 'string', title: 'Message' }, constructor: {} },
    })
  })

  it('[ED54] that acts gets no gate, and one that needs nothing gives the run nothing', () => {
    const { edits } = handToSkill(
      { ...stage, primary: 'skill:old', escalation: {} },
      { ref: 'skill:a', kind: 'exact', input: null },
      nothing,
    )
    expect(edits).toEqual([
      { type: 'bind-role', stage: 'sort', role: 'primary', to: 'skill:a' },
      { type: 'set-stage', stage: 'sort', setting: 'escalation', value: { to: ['human:anyone'], sla: '4h' } },
    ])
    const known = handToSkill(stage, { ...sorter, input: { required: ['text'] } }, { ...nothing, ofRun: { text: {} } })
    expect(known.edits).toHaveLength(3)
    const open = handToSkill(stage, { ...sorter, input: { required: ['text'] } }, nothing)
    expect(open.edits.at(-1)).toEqual({ type: 'set-workflow', setting: 'inputs', value: { text: {} } })
  })
})
