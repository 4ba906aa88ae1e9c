import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { objectOrEmpty } from '../../../src/core/basics/json.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import { readJson } from '../../../src/core/workflow/edit-document.ts'
import { BudgetFields } from '../../../src/web/screens/builder/budget-fields.tsx'

afterEach(cleanup)

const STAGES = 'stages:\n  - { id: one, roles: { primary: "human:lena" } } # ours\n'

/** The fields over a document that takes their edits. */
function someFields(budget = '') {
  let text = `workflow_id: a\n${budget}${STAGES}`
  const read = (): JsonObject => {
    const json = readJson({ file: 'a.yaml', text })
    return json.ok ? objectOrEmpty(json.value) : {}
  }
  const Fields = () => {
    const [document, setDocument] = useState(read)
    return (
      <BudgetFields
        document={document}
        onEdit={(edit) => {
          const edited = editWorkflow({ file: 'a.yaml', text }, edit)
          if (!edited.ok) throw new Error(edited.error.code)
          text = edited.value
          setDocument(read())
        }}
      />
    )
  }
  const screen = render(<Fields />, { wrapper: MantineProvider })
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
  return { ...screen, choose, type, budget: () => read()['budget'], text: () => text }
}

describe('what AI may take', () => {
  it('[UI195] is set for a run and for a day, and taken out again', () => {
    const fields = someFields()
    fields.choose('In one run', 'tokens')
    fields.type('In one run: tokens', '20000')
    fields.choose('In 24 hours, all runs together', 'money')
    fields.type('In 24 hours, all runs together: amount and currency', '2.50 eur')
    expect(fields.budget()).toEqual({ run: { tokens: 20_000 }, day: { money: '2.50 EUR' } })
    fields.choose('In one run', 'none')
    expect(fields.budget()).toEqual({ day: { money: '2.50 EUR' } })
    fields.choose('In 24 hours, all runs together', 'none')
    expect(fields.text()).toBe(`workflow_id: a\n${STAGES}`)
  })

  it('[UI195] what is no amount is not taken, and the field says why', () => {
    const fields = someFields('budget: { run: { tokens: 900 }, day: { money: "1 USD" } }\n')
    fields.type('In one run: tokens', 'lots')
    expect(fields.getByText(/Write a whole number/)).toBeDefined()
    fields.type('In 24 hours, all runs together: amount and currency', 'three')
    expect(fields.getByText(/such as 2.50 EUR/)).toBeDefined()
    expect(fields.budget()).toEqual({ run: { tokens: 900 }, day: { money: '1 USD' } })
  })
})
