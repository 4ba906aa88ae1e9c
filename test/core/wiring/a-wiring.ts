import type { JsonObject } from '../../../src/core/basics/json.ts'
import type { Wiring } from '../../../src/core/wiring/wiring.ts'
import { wiringOf } from '../../../src/core/wiring/wiring.ts'
import { readWorkflow } from '../../../src/core/workflow/read-workflow.ts'

interface Wanted {
  /** What the stage `look-up` gives. */
  readonly contract: JsonObject
  readonly required: readonly string[]
  /** The condition of the stage `reader`. */
  readonly when?: string
}

export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there.')
  return value
}

/** Inputs of every kind, and four stages: one says what it gives, one has a contract, one is optional, one reads. */
export function aWiring({ contract, required, when }: Wanted): Wiring {
  const document = {
    workflow_id: 'a',
    inputs: {
      message: { type: 'string' },
      note: { type: 'string', optional: true },
      'order-id': { type: 'string', optional: true },
      count: { type: 'integer' },
      is_new: { type: 'boolean' },
      tags: { type: 'array', items: { type: 'string' } },
      anything: {},
    },
    stages: [
      {
        id: 'sort',
        roles: { primary: 'human:anyone' },
        outputs: { label: { enum: ['refund', 'other'] }, level: { type: 'number' } },
      },
      { id: 'look-up', roles: { primary: 'skill:look-up' } },
      {
        id: 'maybe',
        when: 'inputs.is_new == true',
        on_skip: 'continue',
        roles: { primary: 'human:anyone' },
        outputs: { total: { type: 'number' } },
      },
      { id: 'reader', roles: { primary: 'human:anyone' }, ...(when === undefined ? {} : { when }) },
    ],
  }
  const { document: read } = readWorkflow({ file: 'a.json', text: JSON.stringify(document) })
  return wiringOf(known(read).workflow, ({ id }) =>
    id === 'look-up' ? { takes: undefined, gives: { type: 'object', properties: contract, required } } : undefined,
  )
}
