import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OVERRIDES_LENGTH_MAX, parseOverrides } from '../../../src/adapters/files/parse-overrides.ts'
import type { Overrides } from '../../../src/core/plan/overrides-file.ts'
import { ref } from '../../support/plans.ts'

const KNOWN = new Set(['refund-requests', 'sdlc-feature-ship'])

function read(text: string): Overrides {
  return parseOverrides({ file: 'o.toml', text }, KNOWN)
}

/** `line:column code message help` of every problem. */
function problemsOf(text: string): readonly string[] {
  return read(text).problems.map(
    ({ code, message, help, at }) => `${at?.line}:${at?.column} ${code} ${message} ${help}`,
  )
}

describe('.skillmeat-workflow-overrides.toml', () => {
  it('[FI30] every value that may be overridden is read with its line and column', () => {
    const text = `# how this project works
[workflows.refund-requests.roles]
reviewer = "agent:strict-reviewer"
[workflows.refund-requests.inputs]
message = "…"
limits = { max = 3, tags = ["a", true] }
[workflows.sdlc-feature-ship.stages.research.roles]
primary = "agent:my-researcher"
  tools = [
    "skill:codebase-explorer",
  ]
[workflows.sdlc-feature-ship.stages.research.context_policy]
modules = ["ctx:my-rules"]
optional = ["ctx:my-rules"]
budget_tokens = 2000
[workflows."sdlc-feature-ship"]
context_policy.modules = []
context_policy.optional = []
context_policy.budget_tokens = 1
defaults.gate.threshold = 0.9
[workflows.sdlc-feature-ship.stages.research]
gate = { threshold = 1 }`
    const { workflows, problems } = read(text)
    const lines = (id: string) => workflows.get(id)?.map(({ at, ...rest }) => [`${at.line}:${at.column}`, rest])
    expect(problems).toEqual([])
    expect(lines('refund-requests')).toEqual([
      ['3:1', { target: 'role', role: 'reviewer', value: ref('agent:strict-reviewer') }],
      ['5:1', { target: 'input', input: 'message', value: '…' }],
      ['6:1', { target: 'input', input: 'limits', value: { max: 3, tags: ['a', true] } }],
    ])
    const stage = 'research'
    expect(new Set(lines('sdlc-feature-ship'))).toEqual(
      new Set([
        ['8:1', { target: 'stage-role', stage, role: 'primary', value: ref('agent:my-researcher') }],
        ['9:3', { target: 'stage-tools', stage, value: [ref('skill:codebase-explorer')] }],
        ['13:1', { target: 'context-modules', stage, value: [ref('ctx:my-rules')] }],
        ['14:1', { target: 'context-optional', stage, value: [ref('ctx:my-rules')] }],
        ['15:1', { target: 'context-budget', stage, value: 2000 }],
        ['17:1', { target: 'context-modules', value: [] }],
        ['18:1', { target: 'context-optional', value: [] }],
        ['19:1', { target: 'context-budget', value: 1 }],
        ['20:1', { target: 'threshold', value: 0.9 }],
        ['22:1', { target: 'threshold', stage, value: 1 }],
      ]),
    )
  })

  it('[FI31] nothing else can be changed: ids, dependencies, conditions, effects, commands, environment', () => {
    const text = `[workflows.refund-requests.stages.classify]
id = "x"
depends_on = []
when = "true"
effect = "pure"
run.command.argv = ["sh"]
env = { TOKEN = "x" }
roles.primary.kind = "agent"
gate.treshold = 0.9
[workflow.refund-requests]
roles.reviewer = "human:ann"
[workflows.refund-requests.stages.classify.deeper.and.deeper.and.deeper]
x = 1`
    const problems = problemsOf(text)
    expect(problems.filter((problem) => problem.includes(' override-key '))).toHaveLength(9)
    expect(problems).toContain(
      '9:1 override-key `workflows.refund-requests.stages.classify.gate.treshold` can not be changed by an overrides file. Did you mean `threshold`?',
    )
    expect(problems).toContain(
      '2:1 override-key `workflows.refund-requests.stages.classify.id` can not be changed by an overrides file. Only roles, inputs, context_policy, gate.threshold and defaults.gate.threshold can be overridden.',
    )
    expect(problems.some((problem) => problem.startsWith('8:1 override-value'))).toBe(true)
    expect(read(text).workflows.size).toBe(0)
  })

  it('[FI32] a workflow that no collection holds is an error with the nearest id', () => {
    expect(problemsOf('[workflows.refund-request.roles]\nreviewer = "human:ann"\n[workflows.zzz]')).toEqual([
      '1:1 override-workflow-unknown No collection holds a workflow `refund-request`. Did you mean `refund-requests`?',
      '3:1 override-workflow-unknown No collection holds a workflow `zzz`. Remove the table, or add the workflow to a collection.',
    ])
  })

  it('[FI33] a value of the wrong kind says what it must be', () => {
    const text = `[workflows.refund-requests]
roles.a = 1
roles.b = "agnt:x"
inputs.when = 2026-01-01
inputs.much = inf
inputs.not = [nan]
context_policy.modules = "ctx:x"
context_policy.optional = ["agent:x", "ctx:y"]
context_policy.budget_tokens = 1.5
defaults.gate.threshold = 2
stages.a.roles.tools = ["skill:a", "b"]`
    expect(read(text).problems.map(({ code, help, at }) => [code, at?.line, help])).toEqual([
      ['override-value', 2, 'It must be text such as "agent:my-researcher".'],
      ['override-value', 3, '`agnt` is not a kind of reference. Did you mean `agent`?'],
      ...[4, 5, 6].map((line) => [
        'override-value',
        line,
        'It must be text, a number, true, false, a list or a table. Put dates in quotes.',
      ]),
      ['override-value', 7, 'It must be a list such as ["skill:git-ops"].'],
      ['override-value', 8, '`agent:x` is no context module; write `ctx:…`.'],
      ['override-value', 9, 'It must be a whole number of tokens from 0 to 10000000.'],
      ['override-value', 10, 'It must be a number from 0 to 1.'],
      ['override-value', 11, '`b` does not say what kind of thing it is. Write for example `agent:b`.'],
    ])
    const deep = `workflows.refund-requests.inputs.x${'.y'.repeat(60)} = 1`
    expect(problemsOf(deep)[0]).toContain('override-value')
  })

  it('[FI34] what is not TOML, or too long, is one problem at its place', () => {
    expect(problemsOf('[workflows.refund-requests.roles]\nreviewer = agent:x')[0]).toMatch(/^2:\d+ override-syntax /)
    expect(problemsOf('__proto__.x = 1')[0]).toContain('override-syntax')
    expect(problemsOf('#'.repeat(OVERRIDES_LENGTH_MAX + 1))[0]).toContain('1:1 override-too-large')
  })

  it('[FI35] lines are counted right around texts over several lines, quoted keys and comments', () => {
    const text = `[workflows.refund-requests.inputs]
a = """
roles.x = 1
[workflows.other]
"""
"b=c" = 'x = y' # z = 1
'long''''' = 1`.replace("'long'''''", '"long"')
    expect(read(`${text}\n[workflows.nope]`).problems.map(({ at }) => at?.line)).toEqual([8])
    expect(
      read(text)
        .workflows.get('refund-requests')
        ?.map(({ at }) => at.line),
    ).toEqual([2, 6, 7])
    const inline = 'workflows = { refund-requests = { roles = { x = 1 } } }'
    expect(problemsOf(inline)[0]).toContain('1:1 override-value')
  })

  it('[FI36] a key that nests without end is a problem at its line, within a second', () => {
    const started = performance.now()
    expect(problemsOf(`\nworkflows.refund-requests${'.y'.repeat(20_000)} = 1`)[0]).toMatch(
      /^2:1 override-(?:key|syntax) /,
    )
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('[FI36] no text makes it throw', () => {
    const parts = fc.constantFrom(
      '[workflows.',
      'refund-requests',
      '.roles]',
      '\n',
      'a = ',
      '"human:x"',
      '"""',
      '=',
      '{',
      '}',
      '[',
      ']',
      '.',
      '1',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (all) => {
        expect(read(all.join(''))).toBeDefined()
      }),
    )
  })
})
