import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import type { WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../../src/web/derive/builder-view.ts'
import { ANYONE, builderView } from '../../../src/web/derive/builder-view.ts'
import { GateField } from '../../../src/web/screens/builder/gate-field.tsx'

afterEach(cleanup)

const SORT: Card = { ...ANYONE, ref: 'agent:sorter', name: 'Sorter', kind: 'judged', effect: 'pure', group: 'agent' }
const CHECK: Card = { ...SORT, ref: 'skill:check', name: 'Check', group: 'own' }
const FILL: Card = { ...SORT, ref: 'agent:filler', kind: 'exact' }

const REVIEWED = 'primary: "agent:sorter", reviewer: "skill:check"'

/** The field over a document that takes its edits. */
function aField(gate: string, roles = 'primary: "agent:sorter"') {
  const edits: WorkflowEdit[] = []
  let text = `workflow_id: a\nstages:\n  - id: sort\n    roles: { ${roles} }\n    gate: ${gate} # ours\n`
  const stageIn = () => builderView({ file: 'a.yaml', text }).stages[0] as BuilderStage
  const Field = () => {
    const [stage, setStage] = useState(stageIn)
    const edit = (one: WorkflowEdit) => {
      edits.push(one)
      const edited = editWorkflow({ file: 'a.yaml', text }, one)
      if (!edited.ok) throw new Error(edited.error.code)
      text = edited.value
      setStage(stageIn())
    }
    return (
      <GateField workChart="a" cards={[SORT, CHECK, FILL]} stage={stage} history={null} samples={[]} onEdit={edit} />
    )
  }
  const screen = render(<Field />, { wrapper: MantineProvider })
  const choose = (label: string, value: string) => {
    const list = screen.getByLabelText(label)
    fireEvent.pointerDown(list)
    fireEvent.change(list, { target: { value } })
  }
  const type = (label: string, value: string) => {
    const field = screen.getByLabelText(label)
    fireEvent.change(field, { target: { value } })
    fireEvent.blur(field)
  }
  return { ...screen, edits, choose, type, gate: () => text.split('gate:')[1]?.trimStart() }
}

describe('how many may be wrong', () => {
  it('[UI426] is asked first, and steps through whole numbers', () => {
    const { getByText, getByRole, getByLabelText, type, gate, container } = aField('none')
    expect(container.textContent).toContain('Nothing is asked of how sure it is.')
    fireEvent.click(getByText('Let through at most 5 wrong in 100'))
    expect(gate()).toBe('target_error: 0.05\n')
    expect(container.textContent).toContain('people answer everything until enough of its answers were checked.')
    fireEvent.click(getByRole('button', { name: 'One more wrong in 100' }))
    fireEvent.click(getByRole('button', { name: 'One less wrong in 100' }))
    fireEvent.click(getByRole('button', { name: 'One less wrong in 100' }))
    expect(getByLabelText('Wrong in 100, at most')).toHaveProperty('value', '4')
    type('Wrong in 100, at most', '1')
    expect(gate()).toContain('target_error: 0.01')
    expect(getByRole('button', { name: 'One less wrong in 100' })).toHaveProperty('disabled', true)
    type('Wrong in 100, at most', '21')
    expect(container.textContent).toContain('Write a whole number from 1 to 20.')
  })

  it('[UI426] gives way to a percentage of one’s own and comes back; the rest of the gate stays', () => {
    const { getByText, queryByLabelText, gate } = aField('{ threshold: 0.8, samples: 3, segments: { input: a } }')
    fireEvent.click(getByText('Let through at most 5 wrong in 100'))
    expect(gate()).toBe('{ samples: 3, segments: { input: a }, target_error: 0.05 } # ours\n')
    expect(queryByLabelText('Per cent')).toBeNull()
    fireEvent.click(getByText('Set the percentage myself'))
    expect(gate()).toBe('{ samples: 3, segments: { input: a }, threshold: 0.85 } # ours\n')
    fireEvent.click(getByText('Let through at most 5 wrong in 100'))
    fireEvent.click(getByText('Do not ask by how sure it is'))
    expect(gate()).toBeUndefined()
  })

  it('[UI426] leaves a second look free to be anywhere', () => {
    const { choose, type, gate } = aField('{ target_error: 0.05 }', REVIEWED)
    choose('When Check checks', 'unsure')
    expect(gate()).toBe('{ target_error: 0.05, review_between: [ 0.65, 0.95 ] } # ours\n')
    type('Checked from, in per cent', '90')
    type('Checked to, in per cent', '91')
    expect(gate()).toBe('{ target_error: 0.05, review_between: [ 0.9, 0.91 ] } # ours\n')
  })
})

describe('asking several times', () => {
  it('[UI190] is switched on and off, and leaves the rest of the gate alone', () => {
    const { choose, gate, container } = aField('{ threshold: 0.8, audit_rate: 0.1 }')
    expect(container.textContent).toContain('this is the skill’s own estimate')
    choose('Ask several times', '3')
    expect(gate()).toBe('{ threshold: 0.8, audit_rate: 0.1, samples: 3 } # ours\n')
    expect(container.textContent).toContain('that answers agree does not make them right')
    choose('Ask several times', '1')
    expect(gate()).toBe('{ threshold: 0.8, audit_rate: 0.1 } # ours\n')
  })

  it('[UI190] offers what the file says beside three and five', () => {
    const { getByLabelText } = aField('{ threshold: 0.8, samples: 4 }')
    const list = getByLabelText('Ask several times')
    expect([...list.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      'Off',
      '3 times',
      '4 times',
      '5 times',
    ])
    expect(list).toHaveProperty('value', '4')
  })

  it.each(['skill:check', 'agent:filler'])('[UI190] is not offered for %s', (primary) => {
    expect(aField('{ threshold: 0.8 }', `primary: "${primary}"`).queryByLabelText('Ask several times')).toBeNull()
  })

  it('[UI190] can be switched off where nothing comes of it', () => {
    const { choose, gate } = aField('{ threshold: 0.8, samples: 3 }', 'primary: "skill:check"')
    choose('Ask several times', '1')
    expect(gate()).toBe('{ threshold: 0.8 } # ours\n')
  })

  it('[UI190] goes with the limit, and comes after it', () => {
    const { getByText, gate, queryByLabelText } = aField('{ threshold: 0.8, samples: 3 }')
    fireEvent.click(getByText('Do not ask by how sure it is'))
    expect(gate()).toBeUndefined()
    expect(queryByLabelText('Ask several times')).toBeNull()
    fireEvent.click(getByText('Ask a person below 85 %'))
    expect(gate()).toBe('threshold: 0.85\n')
  })
})

describe('a second look', () => {
  it('[UI191] is had every time, or only when unsure', () => {
    const { choose, gate } = aField('{ threshold: 0.8 }', REVIEWED)
    choose('When Check checks', 'unsure')
    expect(gate()).toBe('{ threshold: 0.8, review_between: [ 0.6, 0.9 ] } # ours\n')
    choose('When Check checks', 'always')
    expect(gate()).toBe('{ threshold: 0.8 } # ours\n')
  })

  it('[UI191] has limits that hold the threshold', () => {
    const { type, gate, container } = aField('{ threshold: 0.8, review_between: [ 0.6, 0.9 ] }', REVIEWED)
    type('Checked from, in per cent', '70')
    type('Checked to, in per cent', '95')
    expect(gate()).toBe('{ threshold: 0.8, review_between: [ 0.7, 0.95 ] } # ours\n')
    type('Checked from, in per cent', '81')
    expect(container.textContent).toContain('Write a whole number from 0 to 80.')
    type('Checked to, in per cent', '79')
    expect(container.textContent).toContain('Write a whole number from 80 to 100.')
  })

  it('[UI191] a threshold takes the limit along that it is moved past', () => {
    const { type, gate, edits } = aField('{ threshold: 0.8, review_between: [ 0.6, 0.9 ] }', REVIEWED)
    type('Per cent', '85')
    expect(gate()).toBe('{ threshold: 0.85, review_between: [ 0.6, 0.9 ] } # ours\n')
    type('Per cent', '50')
    expect(gate()).toBe('{ threshold: 0.5, review_between: [ 0.5, 0.9 ] } # ours\n')
    type('Per cent', '95')
    expect(gate()).toBe('{ threshold: 0.95, review_between: [ 0.5, 0.95 ] } # ours\n')
    expect(edits).toHaveLength(3)
  })

  it.each(['primary: "agent:sorter"', 'primary: "agent:sorter", reviewer: "human:ann"'])(
    '[UI191] is not spoken of with { %s }',
    (roles) => {
      expect(aField('{ threshold: 0.8 }', roles).queryByLabelText(/^When /)).toBeNull()
    },
  )
})
