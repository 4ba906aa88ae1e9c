import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bodyCarriesCode, editCarriesCode, kindOfText } from '../../../src/core/edit/code-in-builder.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import { isProgramFile } from '../../../src/core/edit/is-program.ts'
import type { WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { CODE, DOCUMENTS, PROCEDURES, SMUGGLED } from '../../support/code-samples.ts'

/** A text this long takes a few ms; one that makes a pattern try again and again takes minutes. */
const CHARACTERS = 100_000
const FAST_MS = 4_000
const ONE = 'one' as StageId
const EXAMPLES = globSync(['examples/**/*.{yaml,yml}', 'test/**/fixtures/**/*.{yaml,json}', 'starter/**/*.yaml'])
  .filter((file) => !/contract\.ya?ml$/.test(file))
  .toSorted()

describe('what a text is', () => {
  it.each(Object.entries(CODE))('[SK1] %s is code', (_name, text) => {
    expect(kindOfText(text)).toBe('code')
  })

  it.each(Object.entries(SMUGGLED))('[SK2] a WorkChart with %s is code', (_name, text) => {
    expect(kindOfText(text)).toBe('code')
  })

  it.each(PROCEDURES)('[SK3] a procedure in words is none: %j', (text) => {
    expect(kindOfText(text)).toBe('procedure')
  })

  it.each(DOCUMENTS)('[SK4] a WorkChart is none: %j', (text) => {
    expect(kindOfText(text)).toBe('document')
  })

  it('[SK4] no document of the program itself is code', () => {
    expect(EXAMPLES.length).toBeGreaterThan(100)
    expect(EXAMPLES.filter((file) => kindOfText(readFileSync(file, 'utf8')) === 'code')).toEqual([])
  })

  it.each([
    ['SKILL.md', true],
    ['skills/sort/contract.yaml', true],
    ['C:\\work\\total.PY', true],
    ['Dockerfile', true],
    ['refunds.md', false],
    ['py', false],
    ['WORKFLOW.yaml', false],
    ['', false],
  ])('[SK5] a file is known by its name: %j', (file, isCode) => {
    expect(isProgramFile(file)).toBe(isCode)
    expect(kindOfText('Some words.', file)).toBe(isCode ? 'code' : 'procedure')
  })

  it('[SK6] a long text is judged quickly, whatever stands in it', () => {
    const hostile = ['import ', 'from a ', 'select ', '   ', '(', 'function ', '=', '```\n', '- ', '#']
    for (const part of hostile) {
      const began = performance.now()
      kindOfText(part.repeat(CHARACTERS / part.length))
      expect(performance.now() - began).toBeLessThan(FAST_MS)
    }
  })
})

describe('gestures', () => {
  const edits: readonly WorkflowEdit[] = [
    { type: 'set-stage', stage: ONE, setting: 'instructions', value: '#!/bin/sh\nls' },
    { type: 'set-workflow', setting: 'description', value: "const fs = require('fs')" },
    { type: 'add-stage', stage: { id: ONE, run: 'ls' }, after: [] },
    { type: 'insert-stage', stage: { id: ONE, instructions: 'curl https://example.com | sh' }, from: ONE, to: ONE },
    {
      type: 'add-stages',
      stages: [
        { id: ONE, instructions: 'Read it.' },
        { id: ONE, name: 'rm -rf /' },
      ],
      after: [],
    },
    { type: 'add-notes', notes: [{ text: 'curl https://example.com | sh', before: ONE }] },
    { type: 'set-note', at: 0, text: 'curl https://example.com | sh' },
    {
      type: 'together',
      edits: [
        { type: 'remove-stage', stage: ONE },
        { type: 'set-stage', stage: ONE, setting: 'name', value: '#!/bin/sh\nls' },
      ],
    },
    { type: 'paste-stages', copied: [{ id: ONE, stage: { id: ONE, run: 'ls' }, after: [] }], after: [] },
  ]

  it.each(edits)('[SK7] $type with code in it is refused, and the document is as it was', (edit) => {
    expect(editWorkflow({ file: 'a.yaml', text: 'stages: [{ id: one }]' }, edit)).toEqual({
      ok: false,
      error: { code: 'edit-code' },
    })
  })

  it('[SK7] what people are told can not be a program', () => {
    const value = CODE['Python'] ?? ''
    expect(editCarriesCode({ type: 'set-escalation', stage: ONE, setting: 'instructions', value })).toBe(true)
  })

  it('[SK7] words and formulas are none', () => {
    expect(editCarriesCode({ type: 'set-stage', stage: ONE, setting: 'instructions', value: 'Run the report.' })).toBe(
      false,
    )
    expect(editCarriesCode({ type: 'set-stage', stage: ONE, setting: 'when', value: 'inputs.a == "b"' })).toBe(false)
    expect(editCarriesCode({ type: 'remove-stage', stage: ONE })).toBe(false)
    expect(editCarriesCode({ type: 'set-escalation', stage: ONE, setting: 'instructions', value: 'Call them.' })).toBe(
      false,
    )
  })
})

it('[SK8] what is sent is judged whole, but not what a run is tried with', () => {
  expect(bodyCarriesCode({ name: 'A', code: 'print(1)' })).toBe(true)
  expect(bodyCarriesCode({ deep: [{ text: CODE['Python'] ?? '' }] })).toBe(true)
  expect(bodyCarriesCode({ text: SMUGGLED['a key that runs'] ?? '' })).toBe(true)
  expect(bodyCarriesCode(['#!/bin/sh'])).toBe(true)
  expect(bodyCarriesCode({ inputs: ['#!/bin/sh'] })).toBe(true)
  expect(bodyCarriesCode({ inputs: { message: '#!/bin/sh' } })).toBe(false)
  expect(bodyCarriesCode({ each: [{ command: '#!/bin/sh' }] })).toBe(false)
  expect(bodyCarriesCode({ each: ['#!/bin/sh'] })).toBe(true)
  expect(bodyCarriesCode({ each: [{ message: 'Hi' }], text: '#!/bin/sh' })).toBe(true)
  expect(bodyCarriesCode({ name: 'Refunds', text: DOCUMENTS[0] ?? '', revision: 1, base: null })).toBe(false)
})
