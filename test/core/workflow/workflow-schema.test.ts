import { describe, expect, it } from 'vitest'
import { checkSchema } from '../../../src/core/schema/check-schema.ts'
import { validateJson } from '../../../src/core/schema/validate-json.ts'
import { parseText, readWorkflow } from '../../../src/core/workflow/read-workflow.ts'
import { toJson } from '../../../src/core/workflow/source-tree.ts'
import { workflowSchema } from '../../../src/core/workflow/workflow-schema.ts'
import { documentOf, fixture, withKeys, withStageKeys } from '../../support/documents.ts'

describe('the schema for editors', () => {
  it('[WF140] is a schema of draft 2020-12 that fits every example', () => {
    expect(workflowSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'WorkChart',
    })
    expect(checkSchema(workflowSchema()).map(({ pointer }) => pointer)).toEqual([])
    for (const name of ['seed.json', 'seed-compact.json', 'refund-requests.yaml', 'every-key.yaml']) {
      expect(validateJson(workflowSchema(), documentOf(fixture(name), name).json)).toEqual([])
    }
  })

  it.each([
    withKeys('nme: a'),
    withKeys('tags: [a, a]'),
    withKeys('inputs: { a b: {} }'),
    withKeys('triggers: [{ id: a, type: schedule }]'),
    withStageKeys('timeout: 30'),
    withStageKeys('timeout: 1.5h'),
    withStageKeys('gate: 0.85'),
    withStageKeys('gate: { threshold: 85 }'),
    withStageKeys('effect: risky'),
    withStageKeys('retry: { maximum_attempts: 1.5 }'),
    'workflow_id: Refunds\nstages: [{ id: a, roles: { primary: "agent:b" } }]',
    'workflow_id: a\nstages: []',
    'workflow_id: a\nstages: [{ id: a, roles: { primary: worker } }]',
  ])('[WF141] what reading refuses, the schema refuses too: %#', (text) => {
    const { root } = parseText(text, 'yaml')
    expect(readWorkflow({ file: 'a.yaml', text }).problems).not.toEqual([])
    expect(validateJson(workflowSchema(), root === undefined ? null : toJson(root))).not.toEqual([])
  })
})
