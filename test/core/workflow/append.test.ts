import { describe, expect, it } from 'vitest'
import { editDocument } from '../../../src/core/workflow/edit-document.ts'
import type { DocumentEdit } from '../../../src/core/workflow/plan-change.ts'
import { notesBeforeStages } from '../../../src/core/workflow/view-notes.ts'

function edited(text: string, file: string, edit: DocumentEdit): string {
  const result = editDocument({ file, text }, [edit])
  return result.ok ? result.value : result.error.code
}

describe('several items', () => {
  it('[WF127] go behind an item, or behind the last, with what stands between items', () => {
    const list = '# mine\nlist:\n  # one\n  - a # first\n\n  # two\n  - b # second\n'
    expect(edited(list, 'a.yaml', { path: ['list'], append: ['x', 'y'], after: 0 })).toBe(
      '# mine\nlist:\n  # one\n  - a # first\n  - x\n  - y\n\n  # two\n  - b # second\n',
    )
    expect(edited(list, 'a.yaml', { path: ['list'], append: ['x', 'y'] })).toBe(`${list}  - x\n  - y\n`)
    expect(edited('[1,\n  2]', 'a.json', { path: [], append: [3, { a: 4 }], after: 0 })).toBe(
      '[1,3,{\n  "a": 4\n},\n  2]'.replaceAll('1,3,{', '1, 3, {').replace('\n  "a"', '\n  "a"'),
    )
    expect(edited('[1,\n  2]', 'a.json', { path: [], append: [3, 4] })).toBe('[1,\n  2,\n  3,\n  4]')
  })

  it('[WF127] begin a list that is missing or empty, and nothing changes nothing', () => {
    const note = { text: 'Intake' }
    expect(edited('id: a\n', 'a.yaml', { path: ['view', 'notes'], append: [note] })).toBe(
      'id: a\nview:\n  notes:\n    - text: Intake\n',
    )
    expect(edited('notes:\n', 'a.yaml', { path: ['notes'], append: [1, 2] })).toBe('notes:\n  - 1\n  - 2\n')
    expect(edited('notes: [] # mine\n', 'a.yaml', { path: ['notes'], append: [1] })).toContain('- 1')
    expect(edited('{"notes": []}', 'a.json', { path: ['notes'], append: [1] })).toBe('{"notes": [1]}')
    expect(edited('notes: 3\n', 'a.yaml', { path: ['notes'], append: [] })).toBe('notes: 3\n')
  })

  it.each<DocumentEdit>([
    { path: ['text'], append: [1] },
    { path: ['list'], append: [1], after: 1 },
    { path: ['none'], append: [1], after: 0 },
  ])('[WF128] do not go where there is no such place: %j', (edit) => {
    expect(edited('text: a\nlist: [ a ]\n', 'a.yaml', edit)).toBe('edit-path')
  })
})

describe('notes before stages', () => {
  it('[WF127] are read where they are written so, beside notes of other kinds', () => {
    const notes = [{ text: 'a', at: [0, 0] }, 'b', { text: 'c', before: 'd' }, { text: 1, before: 'd' }]
    expect(notesBeforeStages({ view: { notes } })).toEqual([{ text: 'c', before: 'd', at: 2 }])
    expect([notesBeforeStages({ view: { notes: 1 } }), notesBeforeStages({ view: 1 }), notesBeforeStages(1)]).toEqual([
      [],
      [],
      [],
    ])
  })
})
