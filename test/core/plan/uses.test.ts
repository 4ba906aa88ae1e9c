import { describe, expect, it } from 'vitest'
import { usesIn } from '../../../src/core/plan/uses-in.ts'
import { workflowOf } from '../../support/documents.ts'

describe('what stages use', () => {
  it('[PL54] is what they name in any place, and the usual holder of a role', () => {
    const workflow = workflowOf(`workflow_id: w
roles:
  sorter: { default: "skill:sort" }
  nobody: {}
stages:
  - id: a
    roles: { primary: "role:sorter", tools: ["skill:sort", "skill:look-up@sha256:${'a'.repeat(64)}"], reviewer: "human:ann" }
  - id: b
    roles: { primary: "agent:writer", helper: "role:nobody" }
`)
    expect(usesIn(workflow).map(({ ref, stage }) => `${stage.id} ${ref}`)).toEqual([
      'a skill:sort',
      'a skill:look-up',
      'a human:ann',
      'b agent:writer',
      'b role:nobody',
    ])
  })
})
