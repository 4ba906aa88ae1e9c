import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProject } from '../../../src/cli/find/find-project.ts'
import { isThere } from '../../../src/cli/node/text-files.ts'
import type { CliOptions } from '../../support/cli.ts'
import { aCli, collection } from '../../support/cli.ts'
import type { Tree } from '../../support/folders.ts'
import { addFiles, folderWith } from '../../support/folders.ts'

const FILE = '.skillmeat-workflow-overrides.toml'
const EXAMPLE = join(import.meta.dirname, '../../../examples/feature-ship')
const read = (path: string) => readFileSync(join(EXAMPLE, path), 'utf8')

/** The example of shipping a feature, as a collection that several projects share. */
const SHARED: Tree = collection({
  'workflows/sdlc-feature-ship.json': read('workflows/sdlc-feature-ship.json'),
  'context/repo-rules.md': read('context/repo-rules.md'),
  'agents/researcher-v1.md': read('agents/researcher-v1.md'),
  'agents/coder-v2.md': read('agents/coder-v2.md'),
  'skills/git-ops/SKILL.md': read('skills/git-ops/SKILL.md'),
})
const SHIP = 'sdlc-feature-ship'
const MINE = '---\nname: my-researcher\ndescription: Looks into our archive first.\n---\nLook it up.\n'
const OVERRIDES = `# Our archive comes first.
[workflows.${SHIP}.stages.research.roles]
primary = "agent:my-researcher" # ours
`
const PROJECT: Tree = { [FILE]: OVERRIDES, '.claude/agents/my-researcher.md': MINE }

function ship(options: Partial<CliOptions> = {}) {
  return aCli({ tree: SHARED, project: PROJECT, ...options })
}

async function planned(cli: ReturnType<typeof ship>, ...flags: readonly string[]) {
  const { exit, stdout } = await cli.run('workflow', 'plan', SHIP, '--json', ...flags)
  return { exit, data: JSON.parse(stdout).data }
}

describe('an override swaps the researcher for this project only', () => {
  it('[CM104][TT5] is held back until it is accepted, and the plan says what it would change', async () => {
    const cli = ship()
    const { exit, stdout } = await cli.run('workflow', 'plan', SHIP)
    expect(exit).toBe(4)
    expect(stdout).toContain(`Project: ${cli.folder}, not accepted yet. Nothing of it is applied.`)
    expect(stdout).toContain(
      `It would change:\n  research: who does it: agent:my-researcher instead of agent:researcher-v1 (${FILE}:3:1)\n`,
    )
    expect(stdout).toContain('who does it  a person, in place of agent:researcher-v1 (decided by the workflow)')
  })

  it('[CM104][TT3] is applied once it is accepted, with its place, and the shared WorkChart stays as it is', async () => {
    const cli = ship()
    const before = await planned(cli, '--no-project')
    await cli.run('trust', 'accept', '--yes')
    const { exit, data } = await planned(cli)
    expect([before.exit, exit]).toEqual([0, 0])
    expect(data.overrides).toEqual([
      {
        target: 'stage-role',
        stage: 'research',
        name: 'primary',
        before: 'agent:researcher-v1',
        value: 'agent:my-researcher',
        layer: 'project overrides',
        file: FILE,
        line: 3,
        column: 1,
      },
    ])
    expect(data.project).toMatchObject({ standing: 'accepted', use: 'applied' })
    expect(before.data).toMatchObject({ overrides: [], project: null })
    const digest = async () => JSON.parse((await cli.run('workflow', 'show', SHIP, '--json')).stdout).data.digest
    const shared = await digest()
    const other = ship({ project: {} })
    expect(JSON.parse((await other.run('workflow', 'show', SHIP, '--json')).stdout).data.digest).toBe(shared)
    expect((await planned(other)).data.stages[0].performer.ref).toBe('agent:researcher-v1')
  })

  it('[CM104] names no endpoint, secret or dependency: refused with file, line and column', async () => {
    const text = `[workflows.${SHIP}]
endpoint = "https://evil.example"
[workflows.${SHIP}.stages.research]
depends_on = []
env = { KEY = "secret" }
`
    const cli = ship({ project: { [FILE]: text } })
    await cli.run('trust', 'accept', '--yes')
    const { exit, stdout } = await cli.run('workflow', 'plan', SHIP)
    expect(exit).toBe(3)
    for (const place of ['2:1', '4:1']) expect(stdout).toContain(`${FILE}:${place} error`)
    expect(stdout).toMatch(/toml:5:\d+ error/)
    const run = await cli.run('workflow', 'run', SHIP, '--no-input')
    expect([run.exit, run.stderr]).toEqual([3, expect.stringContaining(`${FILE}:2:1 `)])
  })
})

describe('running in a project', () => {
  it('[CM105][TT5] is refused while it is held back, and nothing is started', async () => {
    const cli = ship()
    const { exit, stdout, stderr } = await cli.run('workflow', 'run', SHIP, '--no-input')
    expect([exit, stdout]).toEqual([4, ''])
    expect(stderr).toContain('(project-unseen)\n  .claude/agents/my-researcher.md: added\n')
    expect((await cli.run('runs', 'list')).stderr).toMatch(/^No such run/)
  })

  it('[CM105][TT7] goes on where it is accepted, left out, or without effect', async () => {
    const cli = ship()
    expect((await cli.run('workflow', 'run', SHIP, '--no-input', '--no-project')).exit).toBe(10)
    await cli.run('trust', 'accept', '--yes')
    const { exit, stdout } = await cli.run('workflow', 'run', SHIP, '--no-input', '--json')
    expect([exit, stdout]).toEqual([10, expect.stringContaining('my-researcher')])
    const unused = ship({ project: { '.claude/agents/my-researcher.md': MINE } })
    expect((await unused.run('workflow', 'plan', SHIP)).stdout).toContain(
      'not accepted yet. It would change nothing here.',
    )
    expect((await unused.run('workflow', 'run', SHIP, '--no-input')).exit).toBe(10)
  })

  it('[CM106][TT6] accepts for one call and remembers nothing', async () => {
    const cli = ship()
    expect(await planned(cli, '--trust')).toMatchObject({
      exit: 0,
      data: { project: { standing: 'unseen', use: 'applied' } },
    })
    expect((await planned(cli)).exit).toBe(4)
    expect((await cli.run('workflow', 'run', SHIP, '--no-input', '--trust')).exit).toBe(10)
    expect((await cli.run('trust', 'list')).stderr).toBe('Nothing of any project was accepted yet.\n')
    expect((await ship({ project: {} }).run('workflow', 'plan', SHIP, '--trust')).stderr).toContain('(no-project)')
  })

  it('[CM104][TT5] says where the project has its own under a name that is shared', async () => {
    const contract = 'confidence: none\neffect: pure\nrun: { builtin: sort }\n'
    const skill = read('skills/git-ops/SKILL.md')
    const project = { '.claude/skills/git-ops/SKILL.md': skill, '.claude/skills/git-ops/contract.yaml': contract }
    const { exit, stdout } = await ship({ project }).run('workflow', 'plan', SHIP)
    expect([exit, stdout]).toEqual([
      4,
      expect.stringContaining("implementation: skill:git-ops would be the project's own"),
    ])
  })
})

describe('trust', () => {
  it('[CM102][TT3][TT4] is over when a file changes, and the difference is shown', async () => {
    const cli = ship()
    await cli.run('trust', 'accept', '--yes')
    addFiles(cli.folder, { [FILE]: OVERRIDES.replace('my-researcher', 'coder-v2'), '.claude/agents/new.md': MINE })
    rmSync(join(cli.folder, '.claude/agents/my-researcher.md'))
    const plan = await cli.run('workflow', 'plan', SHIP)
    expect([plan.exit, plan.stdout]).toEqual([4, expect.stringContaining('changed since it was accepted')])
    expect(plan.stdout).toContain(`${FILE} (changed)`)
    const { stdout } = await cli.run('trust', 'show')
    expect(stdout).toContain(
      '  -    3  primary = "agent:my-researcher" # ours\n  +    3  primary = "agent:coder-v2" # ours\n',
    )
    expect(stdout).toContain('.claude/agents/my-researcher.md  removed\n  -    1  ---\n')
    expect(stdout).toContain('.claude/agents/new.md  added\n')
    expect((await cli.run('trust', 'list')).stdout).toMatch(
      /changed since it was accepted +2026-11-21 09:00 GMT +2 files/,
    )
    const again = await cli.run('trust', 'accept', '--yes')
    expect(again.stdout).toContain('  -    3  primary = "agent:my-researcher" # ours\n')
    expect((await cli.run('workflow', 'plan', SHIP)).exit).toBe(0)
    addFiles(cli.folder, PROJECT)
    expect((await planned(cli)).exit).toBe(4)
  })

  it('[CM102][TT3] is asked for again only as long as something differs', async () => {
    const cli = ship()
    await cli.run('trust', 'accept', '--yes')
    writeFileSync(join(cli.folder, FILE), '')
    const { exit, stdout } = await cli.run('workflow', 'plan', SHIP)
    expect([exit, stdout]).toEqual([4, expect.stringContaining('It no longer changes what it changed')])
    writeFileSync(join(cli.folder, FILE), OVERRIDES)
    expect((await planned(cli)).exit).toBe(0)
    expect(await cli.run('trust', 'accept')).toMatchObject({
      exit: 0,
      stdout: `${cli.folder} is accepted while it stays as it is.\n`,
    })
  })

  it('[CM103][TT2] accepts only what was shown, after a yes', async () => {
    const cli = ship({ terminal: 'all', answers: ['no', 'yes'] })
    expect(await cli.run('trust', 'accept')).toMatchObject({
      exit: 4,
      stdout: expect.stringMatching(/[0-9a-f]{64} {2}\.claude/),
    })
    expect((await planned(cli)).exit).toBe(4)
    expect((await cli.run('trust', 'accept')).exit).toBe(0)
    expect(cli.questions[0]).toContain('Accept 2 files of')
    expect((await planned(cli)).exit).toBe(0)
    const piped = ship()
    expect(await piped.run('trust', 'accept')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('(not-confirmed)'),
    })
    const late = ship({ terminal: 'all' })
    const { ask, ...stdin } = late.parts.io.stdin
    const changing = async () => {
      addFiles(late.folder, { [FILE]: '' })
      return 'yes'
    }
    Object.assign(late.parts.io, { stdin: { ...stdin, ask: changing } })
    expect(await late.run('trust', 'accept')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('(project-changed)'),
    })
    expect((await late.run('trust', 'list')).stderr).toContain('Nothing of any project')
    expect(ask).toBeTypeOf('function')
  })

  it('[CM102][TT8] is not given to what can not be read whole, or to nothing', async () => {
    const cli = ship()
    const outside = folderWith({ 'x.md': MINE })
    symlinkSync(join(outside, 'x.md'), join(cli.folder, '.claude/agents/out.md'))
    const refused = await cli.run('trust', 'accept', '--yes')
    expect(refused.exit).toBe(4)
    expect(refused.stderr).toContain('.claude/agents/out.md: It is a link to a place outside this folder.')
    const plan = await cli.run('workflow', 'plan', SHIP, '--trust')
    expect([plan.exit, plan.stdout]).toEqual([4, expect.stringContaining('out.md: It is a link to a place outside')])
    expect((await cli.run('workflow', 'run', SHIP, '--no-input', '--trust')).exit).toBe(4)
    const empty = ship({ project: { 'AGENTS.md': '# Rules' } })
    expect(await empty.run('trust', 'accept', '--yes')).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining('(nothing-to-accept)'),
    })
    expect((await planned(empty)).data.project).toMatchObject({ standing: 'nothing-to-accept', use: 'applied' })
  })

  it('[CM102][TT1][TT8] says so where a folder has gone', async () => {
    const cli = ship()
    await cli.run('trust', 'accept', '--yes')
    rmSync(cli.folder, { recursive: true })
    expect((await cli.run('trust', 'list')).stdout).toContain('the folder is gone')
    expect(await cli.run('trust', 'show', cli.folder)).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('(folder-unknown)'),
    })
    expect((await cli.run('workflow', 'plan', SHIP, '--project', cli.folder)).exit).toBe(5)
  })

  it('[CM128][TT10] is taken back at once; runs that have begun go on', async () => {
    const cli = ship()
    expect(await cli.run('trust', 'revoke')).toMatchObject({
      exit: 4,
      stdout: '',
      stderr: expect.stringContaining('(nothing-accepted)\nhelp: `workcharts trust list` names'),
    })
    await cli.run('trust', 'accept', '--yes')
    const run = await cli.run('workflow', 'run', SHIP, '--no-input', '--json')
    const { id } = JSON.parse(run.stdout).data.summary
    expect(await cli.run('trust', 'revoke')).toMatchObject({
      exit: 0,
      stdout: `Nothing of ${cli.folder} counts any more.\n`,
      stderr: expect.stringContaining('Runs that have begun go on'),
    })
    expect((await planned(cli)).exit).toBe(4)
    expect((await cli.run('workflow', 'run', SHIP, '--no-input')).exit).toBe(4)
    expect((await cli.run('trust', 'list')).stderr).toContain('Nothing of any project')
    expect((await cli.run('runs', 'show', id)).stdout).toContain('my-researcher')
    await cli.run('trust', 'accept', '--yes')
    const json = await cli.run('trust', 'revoke', cli.folder, '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'project', data: { standing: 'unseen' } })
  })

  it('[CM128] is taken back also where the folder has gone', async () => {
    const cli = ship()
    await cli.run('trust', 'accept', '--yes')
    rmSync(cli.folder, { recursive: true })
    expect((await cli.run('trust', 'revoke', cli.folder)).exit).toBe(0)
    const again = await cli.run('trust', 'revoke', cli.folder)
    expect(again).toMatchObject({ exit: 5, stderr: expect.stringContaining('(folder-unknown)') })
    expect((await aCli().run('trust', 'revoke')).stderr).toContain('(no-project)')
  })

  it('[CM102][TT4] as JSON carries everything; what is no text says so', async () => {
    const cli = ship({
      project: { '.claude/skills/s/SKILL.md': MINE, '.claude/skills/s/x.bin': new Uint8Array([0xff]) },
    })
    expect((await cli.run('trust', 'show')).stdout).toContain('x.bin  added\n  It is no text')
    const shown = JSON.parse((await cli.run('trust', 'show', '--json')).stdout)
    expect(shown.data.files).toHaveLength(2)
    expect(JSON.parse((await cli.run('trust', 'accept', '--yes', '--json')).stdout).data.standing).toBe('accepted')
    expect(JSON.parse((await cli.run('trust', 'list', '--json')).stdout).data.projects).toHaveLength(1)
  })
})

describe('editing overrides', () => {
  it('[CM107][TT9] keeps comments and what was accepted, and the shared file as it is', async () => {
    const cli = ship()
    await cli.run('trust', 'accept', '--yes')
    const done = await cli.run('workflow', 'override', SHIP, '--stage', 'research', 'primary=agent:coder-v2')
    expect(done).toMatchObject({
      exit: 0,
      stdout: `${cli.folder}/${FILE}\n`,
      stderr: expect.stringContaining('is accepted'),
    })
    expect(readFileSync(join(cli.folder, FILE), 'utf8')).toBe(OVERRIDES.replace('my-researcher', 'coder-v2'))
    expect((await planned(cli)).data.stages[0].performer.ref).toBe('agent:coder-v2')
    expect(
      (await cli.run('workflow', 'override', SHIP, '--stage', 'research', '--remove', 'primary', '--json')).exit,
    ).toBe(0)
    expect((await planned(cli)).data.stages[0].performer.ref).toBe('agent:researcher-v1')
  })

  it('[CM107][TT9] begins a file that its author has accepted, and accepts no other change', async () => {
    const cli = ship({ project: { 'AGENTS.md': '# Rules' } })
    await cli.run('workflow', 'override', SHIP, '--stage', 'research', 'primary=agent:coder-v2')
    expect((await planned(cli)).exit).toBe(0)
    addFiles(cli.folder, { '.claude/agents/coder-v2.md': MINE })
    const done = await cli.run('workflow', 'override', SHIP, '--stage', 'implementation', 'primary=human:ada')
    expect(done.stderr).toContain('changed since it was accepted')
    expect((await planned(cli)).exit).toBe(4)
  })

  it('[CM107][TT9] leaves the file alone where it would be wrong', async () => {
    const cli = ship()
    const refused = async (...argv: readonly string[]) => {
      const { exit, stderr } = await cli.run('workflow', 'override', ...argv)
      return `${exit} ${/\(([a-z-]+)\)\n/.exec(stderr)?.[1]}`
    }
    const stage = ['--stage', 'reserch', 'primary=agent:coder-v2']
    expect((await cli.run('workflow', 'override', SHIP, ...stage)).stderr).toContain('Did you mean `research`?')
    expect(await refused(SHIP, ...stage)).toBe('3 overrides-invalid')
    expect(await refused(SHIP, 'primary=coder')).toBe('2 binding-invalid')
    expect(await refused(SHIP, '--remove', 'reviewer')).toBe('5 override-absent')
    expect(await refused('none', 'a=human:x')).toBe('5 workflow-unknown')
    expect(await refused(SHIP)).toBe('2 nothing-to-override')
    expect(readFileSync(join(cli.folder, FILE), 'utf8')).toBe(OVERRIDES)
    addFiles(cli.folder, { [FILE]: '[workflows' })
    expect(await refused(SHIP, '--stage', 'research', 'primary=human:x')).toBe('3 overrides-invalid')
  })
})

describe('finding the project', () => {
  const find = (current: string | undefined, home: string) =>
    findProject({ folders: { current: () => current, home, isThere } })

  it('[CM100] is the nearest one, no further than the root of the repository', async () => {
    const folder = folderWith({
      'AGENTS.md': '',
      'repo/.git/HEAD': '',
      'repo/a/.claude/agents/x.md': '',
      'repo/a/b/c.txt': '',
      'repo/d/e.txt': '',
    })
    expect(await find(join(folder, 'repo/a/b'), '/home/none')).toBe(join(folder, 'repo/a'))
    expect(await find(join(folder, 'repo/d'), '/home/none')).toBeUndefined()
  })

  it('[CM100] outside of a repository is below the home folder, elsewhere only where one stands', async () => {
    const folder = folderWith({
      [FILE]: '',
      'home/.claude/agents/x.md': '',
      'home/p/AGENTS.md': '',
      'home/p/q/r.txt': '',
      'else/s.txt': '',
    })
    const home = join(folder, 'home')
    expect(await find(join(home, 'p/q'), home)).toBe(join(home, 'p'))
    expect(await find(home, home)).toBeUndefined()
    expect(await find(join(folder, 'else'), home)).toBeUndefined()
    expect(await find(folder, home)).toBe(folder)
    expect(await find(undefined, home)).toBeUndefined()
    expect(await find('/', home)).toBeUndefined()
  })

  it('[CM101] is named, or left out', async () => {
    const cli = ship({ project: {} })
    const folder = folderWith(PROJECT)
    expect((await planned(cli, '--project', folder)).data.project.folder).toBe(folder)
    expect((await planned(cli)).data.project).toBeNull()
    expect((await cli.run('workflow', 'plan', SHIP, '--project', folder, '--no-project', '--json')).exit).toBe(0)
    expect((await cli.run('trust', 'show')).stderr).toContain('(no-project)')
  })
})
