import { describe, expect, it } from 'vitest'
import { referencesToResolve } from '../../../src/core/plan/references-to-resolve.ts'
import { formatReference } from '../../../src/core/workflow/reference.ts'
import { AT, anAgent, aSkill, overridesOf, planOf, problemsOf, ref, requestFor, stageOf } from '../../support/plans.ts'

const ROLES = `
roles:
  reviewer: { accepts: [agent, human], default: "human:support-lead" }
stages:
  - id: draft
    roles: { primary: "agent:writer", reviewer: "role:reviewer" }`

const STRICT = { target: 'role', role: 'reviewer', value: ref('agent:strict'), at: AT } as const
const HERE = [anAgent('writer'), anAgent('strict'), anAgent('quick')]

describe('who does it', () => {
  it('[PL1] a run flag outranks the overrides of the project, and those outrank the role’s own default', () => {
    const world = { workflow: ROLES, here: HERE }
    const reviewer = (report: ReturnType<typeof planOf>) => report.bindings.find(({ role }) => role === 'reviewer')
    const binding = (text: string, layer: string) => ({ stage: 'draft', role: 'reviewer', ref: text, layer })
    expect(reviewer(planOf(world))).toEqual(binding('human:support-lead', 'role default'))
    const overrides = overridesOf(STRICT)
    expect(reviewer(planOf({ ...world, overrides }))).toEqual(binding('agent:strict', 'project overrides'))
    const bind = { reviewer: 'agent:quick' }
    expect(reviewer(planOf({ ...world, overrides, bind }))).toEqual(binding('agent:quick', 'run flag'))
  })

  it('[PL1] what a stage names itself was decided by the workflow, or by an override of that stage', () => {
    expect(stageOf(planOf({ workflow: ROLES }), 'draft').boundBy).toBe('workflow')
    const overrides = overridesOf({
      target: 'stage-role',
      stage: 'draft',
      role: 'primary',
      value: ref('agent:quick'),
      at: AT,
    })
    const report = planOf({ workflow: ROLES, here: HERE, overrides })
    expect(stageOf(report, 'draft')).toMatchObject({ boundBy: 'project overrides', primary: { ref: 'agent:quick' } })
  })

  it('[PL2] a role that nobody has, that is not declared, or that points to a role is an error, named once', () => {
    const workflow = `
roles:
  open: { accepts: [agent] }
  free: {}
  chained: { default: "role:open" }
stages:
  - { id: a, depends_on: [], roles: { primary: "role:open" } }
  - { id: b, depends_on: [], roles: { primary: "role:open" } }
  - { id: c, depends_on: [], roles: { primary: "role:opne" } }
  - { id: d, depends_on: [], roles: { primary: "role:chained" } }
  - { id: e, depends_on: [], roles: { primary: "role:free" } }`
    const report = planOf({ workflow })
    expect(report.plan).toBeUndefined()
    expect(problemsOf(report)).toEqual([
      'role-unbound /roles/open',
      'role-undeclared /stages/2/roles/primary',
      'role-chain /roles/chained',
      'role-unbound /roles/free',
    ])
    expect(report.problems.map(({ help }) => help)).toEqual([
      'Add `--bind open=agent:…`, or give the role a default.',
      'Did you mean `open`?',
      'Bind it to who does the work.',
      'Add `--bind free=human:…`, or give the role a default.',
    ])
    expect(stageOf(report, 'a').primary).toEqual({
      kind: 'unavailable',
      ref: 'role:open',
      name: 'open',
      reason: 'role:open is bound to nobody.',
    })
  })

  it('[PL3] a binding must be of a kind that the role accepts, whichever layer it comes from', () => {
    const report = planOf({ workflow: ROLES, bind: { reviewer: 'skill:linter' } })
    expect(problemsOf(report)).toEqual(['role-accepts /roles/reviewer/accepts'])
    expect(report.problems[0]?.message).toBe(
      'The role `reviewer` is bound to skill:linter (run flag), and it accepts only: agent, human.',
    )
  })

  it('[PL4] a run flag that names an unknown role, or one that no stage uses, is an error', () => {
    const workflow = `${ROLES}\n  - { id: next, roles: { primary: "human:ann" } }`.replace(
      '"role:reviewer"',
      '"human:bob"',
    )
    const report = planOf({ workflow, bind: { reviewer: 'human:ann', reviwer: 'human:ann', zzz: 'human:ann' } })
    expect(report.problems.map(({ code, help }) => [code, help])).toEqual([
      ['bind-unused', 'Leave it out, or write `role:reviewer` in a stage of the workflow.'],
      ['bind-unknown-role', 'Did you mean `reviewer`?'],
      ['bind-unknown-role', 'Its roles are: reviewer.'],
    ])
    const bare = planOf({ workflow: 'stages: [{ id: a, roles: { primary: "human:ann" } }]', bind: { x: 'human:bob' } })
    expect(bare.problems.map(({ help }) => help)).toEqual(['Leave it out.'])
  })

  it('[PL5] context can not do work, whether a flag or an override gives it a role', () => {
    const workflow = `
roles: { helper: {} }
stages:
  - { id: a, roles: { primary: "role:helper" } }
  - { id: b, roles: { primary: "agent:x" } }`
    const overrides = overridesOf({ target: 'stage-tools', stage: 'b', value: [ref('ctx:notes')], at: AT })
    const report = planOf({ workflow, bind: { helper: 'ctx:notes' }, overrides })
    expect(problemsOf(report)).toEqual(['not-a-performer /roles/helper', 'not-a-performer /stages/1/roles/tools/0'])
  })

  it('[PL6] other named roles become tools of an agent; whoever else does the stage has no tools', () => {
    const workflow = `
roles: { doer: {} }
stages:
  - { id: a, roles: { primary: "role:doer", tools: ["skill:git-ops"], critic: "skill:lint" } }`
    const here = [aSkill('git-ops'), aSkill('lint'), aSkill('sort'), anAgent('coder')]
    const byAgent = planOf({ workflow, here, bind: { doer: 'agent:coder' } })
    expect(stageOf(byAgent, 'a').tools.map((tool) => tool.ref)).toEqual(['skill:git-ops', 'skill:lint'])
    expect(byAgent.problems).toEqual([])
    const bySkill = planOf({ workflow, here, bind: { doer: 'skill:sort' } })
    expect(problemsOf(bySkill)).toEqual([
      'tools-without-agent /stages/0/roles/tools/0',
      'tools-without-agent /stages/0/roles/critic',
    ])
    expect(problemsOf(planOf({ workflow, here }))).toEqual(['role-unbound /roles/doer'])
  })

  it('[PL7] what has no performer here is no error: the plan says that a person does it, why, and what brings it back', () => {
    const workflow = `
stages:
  - { id: a, roles: { primary: "agent:coder", tools: ["skill:git-ops", "command:lint", "mcp:files/read"] } }
  - { id: b, roles: { primary: "skill:sort" } }
  - { id: c, roles: { primary: "model:acme/large" } }
  - { id: d, roles: { primary: "workflow:other" } }
  - { id: e, roles: { primary: "agent:here", reviewer: "agent:gone" } }`
    const { unavailable: _, ...silent } = anAgent('here')
    const report = planOf({ workflow, here: [anAgent('coder'), silent] })
    expect(report.plan).toBeDefined()
    expect(report.missing.map(({ stage, role, reason }) => `${stage} ${role}: ${reason}`)).toEqual([
      'a primary: agent:coder waits for AI.',
      'a tools: skill:git-ops is not in any collection. A person does this until `skills/git-ops/SKILL.md` is there.',
      'a tools: command:lint is not in any collection. A person does this until `commands/lint.md` is there.',
      'a tools: mcp:files/read can not be called: no file names the server. A person does this until a file under `mcp/` of a collection names `files`.',
      'b primary: skill:sort is not in any collection. A person does this until `skills/sort/SKILL.md` is there.',
      'c primary: model:acme/large can not be asked: no model is connected as `acme`. A person does this until one is: under Settings in the web app, or with `workcharts connections add acme`.',
      'd primary: workflow:other is not started by a stage in this version. A person does this.',
      'e primary: agent:here is here, but nothing in this version can carry it out. A person does this.',
      'e reviewer: agent:gone is not in any collection. A person does this until `agents/gone.md` is there.',
    ])
  })

  it('[PL8] what has to be looked up is every artifact that the plan will use, each once, after bindings and overrides', () => {
    const workflow = `
roles: { reviewer: { default: "human:ann" }, helper: { default: "skill:lint" } }
context_policy: { modules: ["ctx:rules"] }
stages:
  - { id: a, roles: { primary: "agent:coder", reviewer: "role:reviewer" }, context_policy: { modules: ["ctx:rules", "ctx:more"] } }
  - { id: b, roles: { primary: "agent:coder", tools: ["role:helper"] } }
  - { id: c, roles: { primary: "human:bob" } }`
    const overrides = overridesOf({ target: 'role', role: 'reviewer', value: ref('agent:strict'), at: AT })
    const request = requestFor({ workflow, overrides })
    const names = referencesToResolve(request.workflow, new Map(), overrides).map(formatReference)
    expect(names).toEqual(['agent:coder', 'agent:strict', 'skill:lint', 'ctx:rules', 'ctx:more'])
    expect(
      referencesToResolve(request.workflow, new Map([['reviewer', ref('human:eve')]])).map(formatReference),
    ).toEqual(['agent:coder', 'skill:lint', 'ctx:rules', 'ctx:more'])
  })

  it('[PL9] an artifact that is not the version its author pinned is an error that gives the new pin', () => {
    const pin = 'b'.repeat(64)
    const workflow = `
stages:
  - { id: a, roles: { primary: "skill:sort@sha256:${pin}" }, context_policy: { modules: ["ctx:rules@sha256:${pin}"] } }`
    const request = requestFor({ workflow })
    const rules = {
      type: 'context',
      ref: 'ctx:rules',
      title: 'Rules',
      description: '',
      source: 'x',
      size: 4,
      tokens: 1,
    } as const
    const plan = (digest: string) =>
      planOf({
        workflow,
        here: [
          { ...aSkill('sort'), digest, ref: `skill:sort@sha256:${pin}` },
          { ...rules, sha256: digest, ref: `ctx:rules@sha256:${pin}` },
        ],
      })
    expect(request.catalog.size).toBe(0)
    expect(plan(pin).problems).toEqual([])
    const changed = plan('e'.repeat(64))
    expect(problemsOf(changed)).toEqual([
      'pin-mismatch /stages/0/roles/primary',
      'pin-mismatch /stages/0/context_policy/modules/0',
    ])
    expect(changed.problems[0]?.help).toBe(`Look at what changed, then write \`skill:sort@sha256:${'e'.repeat(64)}\`.`)
  })
})
