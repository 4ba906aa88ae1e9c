import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { err, ok } from '../../../src/core/basics/result.ts'
import {
  formatReference,
  parseReference,
  REFERENCE_KINDS,
  REFERENCE_NAME_MAX,
} from '../../../src/core/workflow/reference.ts'

const PIN = 'a'.repeat(64)

describe('references', () => {
  it.each([
    ['agent:coder-v2', { kind: 'agent', name: 'coder-v2' }],
    ['agent:team/coder', { kind: 'agent', name: 'team/coder' }],
    ['skill:git-ops', { kind: 'skill', name: 'git-ops' }],
    ['command:make/report', { kind: 'command', name: 'make/report' }],
    ['mcp:files/read_file', { kind: 'mcp', name: 'files/read_file' }],
    ['model:house/small:8b', { kind: 'model', name: 'house/small:8b' }],
    ['human:support.lead', { kind: 'human', name: 'support.lead' }],
    ['workflow:refund-requests', { kind: 'workflow', name: 'refund-requests' }],
    ['ctx:repo-rules', { kind: 'ctx', name: 'repo-rules' }],
    ['role:code_reviewer', { kind: 'role', name: 'code_reviewer' }],
    [`skill:git-ops@sha256:${PIN}`, { kind: 'skill', name: 'git-ops', pin: PIN }],
  ] as const)('[WF80] %s is read, its version being part of the name', (text, reference) => {
    expect(parseReference(text)).toEqual(ok(reference))
  })

  it.each([
    ['coder', '`coder` does not say what kind of thing it is.', 'Write for example `agent:coder`.'],
    ['agnt:coder', '`agnt` is not a kind of reference.', 'Did you mean `agent`?'],
    ['zzzzzz:a', '`zzzzzz` is not a kind of reference.', 'Use one of `agent`, `skill`'],
    ['agent:', '`` is not a name of kind `agent`.', 'Write for example `agent:coder-v2`.'],
    ['agent: coder', '` coder` is not a name of kind `agent`.', 'agent:coder-v2'],
    ['agent:../secret', '`../secret` is not a name', 'agent:coder-v2'],
    ['skill:a/b', '`a/b` is not a name of kind `skill`.', 'skill:git-ops'],
    ['mcp:files', '`files` is not a name of kind `mcp`.', 'Write for example `mcp:server/tool`.'],
    ['model:small', '`small` is not a name of kind `model`.', 'model:provider/model-id'],
    ['workflow:Refunds', '`Refunds` is not a name of kind `workflow`.', 'workflow:refund-requests'],
    [`agent:${'a'.repeat(REFERENCE_NAME_MAX + 1)}`, 'is not a name of kind `agent`.', 'agent:coder-v2'],
    ['agent:a@v2', '`@v2` does not pin an artifact.', 'Write `@sha256:` and 64 digits 0-9 a-f, or remove the pin.'],
    [`agent:a@sha256:${PIN}@x`, 'does not pin an artifact.', 'remove the pin'],
  ])('[WF81] %s is refused', (text, message, help) => {
    expect(parseReference(text)).toEqual(
      err({
        code: 'bad-reference',
        message: expect.stringContaining(message),
        help: expect.stringContaining(help),
      }),
    )
  })

  it('[WF82] a reference is printed as it is read, and nothing makes reading it fail', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom(...REFERENCE_KINDS), fc.stringMatching(/^[a-z0-9/._@:-]{0,20}$/))
        .map((pair) => pair.join(':')),
    )
    fc.assert(
      fc.property(text, (written) => {
        const parsed = parseReference(written)
        if (parsed.ok) expect(formatReference(parsed.value)).toBe(written)
      }),
    )
    expect(formatReference({ kind: 'agent', name: 'a', pin: PIN })).toBe(`agent:a@sha256:${PIN}`)
  })
})
