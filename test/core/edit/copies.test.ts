import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/basics/json.ts'
import { known } from '../../../src/core/basics/known.ts'
import type { CopiedStage } from '../../../src/core/edit/copied-stage.ts'
import { copyStages, readCopied } from '../../../src/core/edit/copied-stages.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import { beginHistory, record, undo } from '../../../src/core/edit/history.ts'
import { stageListIn } from '../../../src/core/edit/stage-list.ts'
import type { WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import { dependenciesOf } from '../../../src/core/workflow/dependencies.ts'
import { readJson } from '../../../src/core/workflow/edit-document.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const FORK = `workflow_id: refunds
stages:
  - id: take-in # by mail
    roles: { primary: "human:anyone" }
  - id: sort
    roles: { primary: "skill:sort" }
    inputs: { text: "Order \${{ stages.take-in.outputs.text }}" }
  - id: pay
    when: stages.sort.outputs.label == 'stages.sort' && has(stages['take-in'].outputs.text)
    roles: { primary: "human:lead" }
    inputs: { label: "\${{ stages.sort.outputs.label }}", note: stages.sort }
view: { positions: { sort: [10, 20], pay: here } }
`

function said(text: string): JsonObject {
  const json = readJson({ file: 'a.yaml', text })
  if (!json.ok) throw new Error(json.error.code)
  return json.value as JsonObject
}

function edited(text: string, edit: WorkflowEdit): string {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function refused(text: string, edit: WorkflowEdit) {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  return result.ok ? undefined : result.error
}

function ids(...names: readonly string[]): readonly StageId[] {
  return names as readonly StageId[]
}

function copied(text: string, ...names: readonly string[]): readonly CopiedStage[] {
  const yaml = copyStages(said(text), ids(...names))
  if (!yaml.ok) throw new Error(yaml.error.code)
  return known(readCopied(yaml.value))
}

function edgesIn(document: Json): ReadonlyMap<string, readonly string[]> {
  return dependenciesOf({ stages: stageListIn(document) })
}

describe('copying', () => {
  it('[ED80] copied stages are YAML that says what they wait for among themselves, and nothing else of the document', () => {
    const yaml = copyStages(said(FORK), ids('pay', 'sort'))
    expect(yaml).toMatchObject({ ok: true })
    expect(yaml.ok && said(yaml.value)).toEqual({
      stages: [
        { ...stageOf('sort'), depends_on: [] },
        { ...stageOf('pay'), depends_on: ['sort'] },
      ],
    })
    expect(copyStages(7, [])).toEqual({ ok: true, value: 'stages: []\n' })
    expect(copyStages(said(FORK), ids('gone'))).toEqual({ ok: false, error: { code: 'stage-unknown', stage: 'gone' } })
  })

  it('[ED81] what can be pasted is a list of stages, each with an id of its own; a whole WorkChart gives all of its stages', () => {
    expect(readCopied(FORK)?.map(({ id }) => id)).toEqual(['take-in', 'sort', 'pay'])
    expect(readCopied('{"stages":[{"id":"a"}]}')).toEqual([{ id: 'a', stage: { id: 'a' }, after: [] }])
    expect(readCopied('- id: a\n- id: b\n')).toEqual([
      { id: 'a', stage: { id: 'a' }, after: [] },
      { id: 'b', stage: { id: 'b' }, after: ['a'] },
    ])
    const others = [
      'Sort the mail.',
      'stages: [',
      'stages: []',
      'stages:\n  - id: a\n  - id: a\n',
      'stages:\n  - name: a\n',
    ]
    const many = Array.from({ length: 201 }, (_, index) => `  - id: s${index}\n`).join('')
    for (const text of [...others, '{}', '{"stages": 1}', `stages:\n${many}`]) expect(readCopied(text)).toBeUndefined()
  })
})

function stageOf(id: string): JsonObject {
  return known((said(FORK)['stages'] as JsonObject[]).find((stage) => stage['id'] === id))
}

describe('pasting', () => {
  it('[ED82] pasted stages get ids of their own and wait for and read each other; the first of them wait for the chosen stage', () => {
    const text = edited(FORK, { type: 'paste-stages', copied: copied(FORK, 'sort', 'pay'), after: ids('take-in') })
    expect(text).toContain('id: take-in # by mail')
    expect(said(text)).toMatchObject({
      stages: [
        { id: 'take-in' },
        { id: 'sort-2', inputs: { text: 'Order ${{ stages.take-in.outputs.text }}' } },
        {
          id: 'pay-2',
          when: "stages.sort-2.outputs.label == 'stages.sort' && has(stages['take-in'].outputs.text)",
          inputs: { label: '${{ stages.sort-2.outputs.label }}', note: 'stages.sort' },
        },
        { id: 'sort', depends_on: ['take-in'] },
        { id: 'pay' },
      ],
    })
    const edges = edgesIn(said(text))
    expect([edges.get('sort-2'), edges.get('pay-2'), edges.get('pay')]).toEqual([['take-in'], ['sort-2'], ['sort']])
  })

  it('[ED82] into an empty WorkChart the first of them start at once', () => {
    const text = edited('workflow_id: a\n', { type: 'paste-stages', copied: copied(FORK, 'pay', 'sort'), after: [] })
    expect([...edgesIn(said(text))]).toEqual([
      ['sort', []],
      ['pay', ['sort']],
    ])
    const gone: WorkflowEdit = { type: 'paste-stages', copied: [], after: ids('gone') }
    expect(refused(FORK, gone)).toEqual({ code: 'stage-unknown', stage: 'gone' })
  })
})

describe('duplicating', () => {
  it('[ED83] a copy waits for what its original waits for, and stands beside it where somebody has placed that', () => {
    const text = edited(FORK, { type: 'duplicate-stages', stages: ids('pay', 'sort') })
    const document = said(text)
    expect([...edgesIn(document)]).toEqual([
      ['take-in', []],
      ['sort', ['take-in']],
      ['pay', ['sort']],
      ['sort-2', ['take-in']],
      ['pay-2', ['sort-2']],
    ])
    expect(document['view']).toEqual({ positions: { sort: [10, 20], pay: 'here', 'sort-2': [50, 60] } })
    const unplaced = edited(FORK.slice(0, FORK.indexOf('view')), { type: 'duplicate-stages', stages: ids('sort') })
    expect(said(unplaced)).not.toHaveProperty('view')
    expect(refused(FORK, { type: 'duplicate-stages', stages: ids('gone') })).toMatchObject({ code: 'stage-unknown' })
  })

  it('[ED83] lists and numbers in a stage are copied as they are, and a canvas without places has none', () => {
    const rich =
      'stages:\n  - id: a\n    gate: { threshold: 0.9 }\n    escalation: { to: ["human:${{ stages.a.outputs.who }}"] }\nview: 7\n'
    const text = edited(rich, { type: 'duplicate-stages', stages: ids('a') })
    expect(said(text)).toMatchObject({
      stages: [{}, { gate: { threshold: 0.9 }, escalation: { to: ['human:${{ stages.a-2.outputs.who }}'] } }],
      view: 7,
    })
    const unplaced = edited('stages:\n  - id: a\nview: {}\n', { type: 'duplicate-stages', stages: ids('a') })
    expect(said(unplaced)['view']).toEqual({})
    const strange = edited('stages:\n  - id: a\nview: { positions: 7 }\n', {
      type: 'duplicate-stages',
      stages: ids('a'),
    })
    expect(said(strange)['view']).toEqual({ positions: 7 })
    expect(edited('7\n', { type: 'duplicate-stages', stages: [] })).toBe('7\n')
  })

  it('[ED83] a condition in braces reads the copies as well', () => {
    const braced = FORK.replace(/when: .*/, 'when: "${{ stages.sort.outputs.ok }}"')
    const text = edited(braced, { type: 'duplicate-stages', stages: ids('sort', 'pay') })
    expect(said(text)).toMatchObject({ stages: [{}, {}, {}, {}, { when: '${{ stages.sort-2.outputs.ok }}' }] })
  })
})

/** A graph of up to eight stages: each may wait for some of those before it in the list, in some order. */
const graph = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
const chosen = fc.array(fc.nat(7), { minLength: 1, maxLength: 8 })

function textOf(waits: readonly (readonly number[])[]): string {
  const stages = waits.map((before, index) => {
    const after = [...new Set(before.filter((other) => other < index))].map((other) => `s${other}`)
    return `  - id: s${index} # number ${index}\n    depends_on: [${after.join(', ')}]\n    when: ${after.map((id) => `stages.${id}.outputs.ok`).join(' && ') || 'true'}\n`
  })
  return `workflow_id: a\nstages:\n${stages.join('')}x-end: kept # to the last\n`
}

it('[ED84] copies have ids of their own and the shape of their originals, nothing else changes, and undo takes all of them back', () => {
  fc.assert(
    fc.property(graph, chosen, fc.boolean(), (waits, picks, isPaste) => {
      const text = textOf(waits)
      const names = [...new Set(picks.map((pick) => `s${pick % waits.length}`))]
      const before = edgesIn(said(text))
      const edit: WorkflowEdit = isPaste
        ? { type: 'paste-stages', copied: copied(text, ...names), after: [] }
        : { type: 'duplicate-stages', stages: ids(...names) }
      const after = edited(text, edit)
      const now = edgesIn(said(after))
      expect(now.size).toBe(before.size + names.length)
      for (const [id, edges] of before) expect(now.get(id)).toEqual(edges)
      for (const id of names) {
        const kept = known(before.get(id)).filter((other) => !isPaste || names.includes(other))
        expect(now.get(`${id}-2`)).toEqual(kept.map((other) => (names.includes(other) ? `${other}-2` : other)))
      }
      for (const [index] of waits.entries()) expect(after.split(`# number ${index}`)).toHaveLength(2)
      expect(after).toContain('x-end: kept # to the last')
      expect(undo(record(beginHistory(text), after)).present).toBe(text)
    }),
    { numRuns: 60 },
  )
})
