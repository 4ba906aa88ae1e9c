import { expect, it } from 'vitest'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { SingleEdit, WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import { readJson } from '../../../src/core/workflow/edit-document.ts'
import { parseSource, readWorkflow } from '../../../src/core/workflow/read-workflow.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const CHAIN = '# kept\nstages:\n  # first\n  - id: a\n  - id: b # second\n  - id: c\n'

function remove(stage: string): SingleEdit {
  return { type: 'remove-stage', stage: stage as StageId }
}

function together(...edits: readonly SingleEdit[]): WorkflowEdit {
  return { type: 'together', edits }
}

it('[ED51] several edits are made together, each in the document as the one before it left it', () => {
  const source = { file: 'a.yaml', text: CHAIN }
  const place: SingleEdit = { type: 'place-stages', places: new Map([['b' as StageId, { x: 1, y: 2 }]]) }
  const move: SingleEdit = { type: 'move-stage', stage: 'c' as StageId, to: 0 }
  const text = '# kept\nstages:\n  - id: c\n    depends_on:\n      - b\n  - id: b # second\n    depends_on: []\n'
  expect(editWorkflow(source, together(place, move, remove('a')))).toEqual({
    ok: true,
    value: `${text}view:\n  positions:\n    b:\n      - 1\n      - 2\n`,
  })
})

it('[ED51] where one of several edits is refused, none is made', () => {
  const source = { file: 'a.yaml', text: CHAIN }
  expect(editWorkflow(source, together(remove('a'), remove('a')))).toEqual({
    ok: false,
    error: { code: 'stage-unknown', stage: 'a' },
  })
  expect(
    editWorkflow({ file: 'a.yaml', text: '7' }, { type: 'set-workflow', setting: 'name', value: 'A' }),
  ).toMatchObject({
    ok: false,
    error: { code: 'edit-path' },
  })
  expect(editWorkflow(source, together())).toEqual({ ok: true, value: CHAIN })
})

it('[ED87] many places are written together, beside those that stay', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `s${index}` as StageId)
  const text = `stages:\n${ids.map((id) => `  - id: ${id}\n`).join('')}view: { positions: { s0: [7, 7], s29: [9, 9], x-mine: kept } }\n`
  const places = new Map(ids.slice(0, 25).map((id, index) => [id, { x: index, y: 0.4 }]))
  const edited = editWorkflow({ file: 'a.yaml', text }, { type: 'place-stages', places })
  const json = edited.ok ? readJson({ file: 'a.yaml', text: edited.value }) : edited
  expect(json).toMatchObject({
    ok: true,
    value: { view: { positions: { s0: [0, 0], s24: [24, 0], s29: [9, 9], 'x-mine': 'kept' } } },
  })
})

it.each(['a.yaml', 'a.json'])(
  '[ED88] %s, parsed once, is read and changed in different ways as if it were a text',
  (file) => {
    const yaml = '\ufeff# kept\nstages:\n  - id: a # first\n  - id: b\n'
    const text = file === 'a.yaml' ? yaml : '\ufeff{ "stages": [{ "id": "a" }, { "id": "b" }] }'
    const source = parseSource({ file, text })
    const name: WorkflowEdit = { type: 'set-workflow', setting: 'name', value: 'A' }
    for (const edit of [remove('a'), name, remove('b'), remove('gone')])
      expect(editWorkflow(source, edit)).toEqual(editWorkflow({ file, text }, edit))
    expect(readJson(source)).toEqual(readJson({ file, text }))
    expect(readWorkflow(source).problems).toEqual(readWorkflow({ file, text }).problems)
    expect(parseSource(source)).toBe(source)
  },
)
