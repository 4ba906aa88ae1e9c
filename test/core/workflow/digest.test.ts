import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalDocument, digestOf } from '../../../src/core/workflow/digest.ts'
import { documentOf, fixture } from '../../support/documents.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const digest = (text: string, file = 'a.yaml') => digestOf(documentOf(text, file).json, sha256)

const YAML = `
# How refunds are made.
workflow_id: refunds
x-team: blue
stages:
  - id: draft # first
    roles: { primary: "agent:writer" }
`

describe('the digest of a document', () => {
  it('[WF100] does not change with the syntax, key order, comments, layout, aliases or `view`', () => {
    const json =
      '{"x-team":"blue","stages":[{"roles":{"primary":"agent:writer"},"id":"draft"}],"workflow_id":"refunds"}'
    const expected = digest(YAML)
    expect(digest(json, 'a.json')).toBe(expected)
    expect(digest(`${YAML}view: { positions: { draft: [1, 2] } }\n`)).toBe(expected)
    expect(digest(YAML.replace('blue', '&b blue').replace('id: refunds', 'id: "refunds"'))).toBe(expected)
    expect(digest(fixture('seed.json'), 'a.json')).toBe(digest(fixture('seed-compact.json'), 'b.json'))
  })

  it('[WF101] changes with every other word, `x-…` keys included', () => {
    for (const [from, to] of [
      ['blue', 'red'],
      ['writer', 'writer-v2'],
      ['x-team', 'x-Team'],
    ] as const) {
      expect(digest(YAML.replace(from, to))).not.toBe(digest(YAML))
    }
    expect(digest(YAML.replace('  - id', '    on_error: fail\n  - id').replace('    on_error: fail\n', ''))).toBe(
      digest(YAML),
    )
  })

  it('[WF102] is the SHA-256 of the canonical form', () => {
    const json = { view: {}, b: 1, a: [{ view: 1 }] }
    expect(canonicalDocument(json)).toBe('{"a":[{"view":1}],"b":1}')
    expect(canonicalDocument([1])).toBe('[1]')
    expect(digestOf(json, sha256)).toBe(sha256('{"a":[{"view":1}],"b":1}'))
  })
})
