import { expect, it } from 'vitest'
import type { Capability } from '../../../src/api/contract/capabilities.ts'
import { builderView } from '../../../src/web/derive/builder-view.ts'
import { linesOf, skillWish } from '../../../src/web/derive/skill-wish.ts'
import { tooMuch } from '../../../src/web/derive/taken-in.ts'
import { editRefusalWords } from '../../../src/web/words/edit-refusals.ts'

const SOURCE = {
  file: 'refunds.yaml',
  text: `workflow_id: refunds
name: Refunds
inputs:
  order_number: { type: string }
  message: { type: string, title: What the customer wrote }
stages:
  - { id: sort, name: Sort it, roles: { primary: "skill:sort" } }
  - id: ask
    name: Ask the customer
    depends_on: []
    roles: { primary: "human:anyone" }
    outputs: { answer: { type: string, title: Their answer } }
  - id: check
    name: Find duplicates
    instructions: Says whether it came before.
    depends_on: [sort, ask]
    outputs: { came-before: { type: boolean } }
`,
}
const { stages } = builderView(SOURCE)
const CAPABILITIES = [
  { ref: 'skill:sort', output: { properties: { topic: { title: 'Topic' }, why_so: {} } } },
] satisfies readonly Pick<Capability, 'ref' | 'output'>[]

function wishFor(id: string | undefined, text = SOURCE.text) {
  const stage = stages.find((each) => each.id === id)
  return skillWish({ source: { ...SOURCE, text }, stages, stage, capabilities: CAPABILITIES })
}

it('[UI50] a request for a skill begins with what the stage says and what the stages before it give', () => {
  expect(wishFor('check')).toEqual({
    name: 'Find duplicates',
    purpose: 'Says whether it came before.',
    takes: 'Topic (from Sort it)\nwhy so (from Sort it)\nTheir answer (from Ask the customer)',
    gives: 'came before',
  })
})

it('[UI50] for a first stage it takes what the whole is given; for none it begins empty', () => {
  expect(wishFor('sort')).toMatchObject({ takes: 'order number\nWhat the customer wrote', gives: '' })
  expect(wishFor(undefined)).toEqual({ name: '', purpose: '', takes: '', gives: '' })
  expect(wishFor('check', 'a: [')).toMatchObject({ name: 'Find duplicates', gives: '' })
  expect(linesOf(' Topic \n\n  \nAmount')).toEqual(['Topic', 'Amount'])
})

it('[UI51] of files that are too large or too many none is read, and the bound is said', () => {
  const file = { name: 'handbook.md', size: 4 * 1024 * 1024 }
  expect(tooMuch([file])).toBeNull()
  expect(tooMuch([{ ...file, size: file.size + 1 }])).toBe('handbook.md is larger than 4 MiB. Drop a smaller file.')
  expect(tooMuch(Array(10).fill(file))).toBeNull()
  expect(tooMuch(Array(11).fill(file))).toBe('11 files at once; at most 10 can be. Drop fewer.')
})

it('[UI52] a gesture that carries code gets the sentence of the law, word for word', () => {
  expect(editRefusalWords({ code: 'edit-code' }, (id) => id)).toBe(
    'The Builder composes capabilities. Code edits belong in the Skill Registry.',
  )
})
