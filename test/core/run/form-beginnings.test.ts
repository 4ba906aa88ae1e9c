import { expect, it } from 'vitest'
import { formBeginnings } from '../../../src/core/run/form-beginnings.ts'
import type { Workflow } from '../../../src/core/workflow/workflow.ts'
import { documentOf } from '../../support/documents.ts'

const { inputs, triggers } = documentOf(`workflow_id: refunds
inputs:
  message: { type: string }
  paid: { type: number }
triggers:
  - { type: manual, inputs: { message: Hello, paid: 5 } }
  - { id: daily, type: schedule, cron: "0 9 * * *", timezone: UTC, inputs: { message: Digest, paid: 0 } }
  - { id: computed, type: manual, inputs: { message: "\${{ trigger.at }}", paid: 7 } }
stages:
  - { id: decide, roles: { primary: "human:support" } }
`).workflow

it('[RU10] a form begins with what manual triggers give, each for itself, as far as it is a value', () => {
  expect(formBeginnings({ inputs, triggers })).toEqual([
    { id: 'manual', inputs: { message: 'Hello', paid: 5 } },
    { id: 'computed', inputs: { paid: 7 } },
  ])
})

it('[RU10] what is no input is in no form', () => {
  const trigger = { type: 'manual', id: 'manual', inputs: { payed: 5, constructor: 1 } } as const
  const workflow: Pick<Workflow, 'triggers' | 'inputs'> = { inputs, triggers: [trigger] }
  expect(formBeginnings(workflow)).toEqual([{ id: 'manual', inputs: {} }])
})
