import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { editOverrides } from '../../../src/adapters/files/edit-overrides.ts'
import { ACCEPTED_PROJECTS_MAX, openAcceptedProjects } from '../../../src/adapters/files/open-accepted-projects.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { openProjectFolders } from '../../../src/adapters/files/open-project-folders.ts'
import { PROJECT_BYTES_MAX, PROJECT_FILES_MAX, readProject } from '../../../src/adapters/files/read-project.ts'
import { sha256 } from '../../../src/adapters/files/sha256.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import type { ActorId } from '../../../src/core/run/ids.ts'
import type { WorkflowId } from '../../../src/core/workflow/workflow.ts'
import type { AcceptedProject, OverridesEdit, ProjectFolders } from '../../../src/engine/project-ports.ts'
import type { Tree } from '../../support/folders.ts'
import { addFiles, folderWith } from '../../support/folders.ts'
import { ref } from '../../support/plans.ts'

const FILE = '.skillmeat-workflow-overrides.toml'
const AGENT = '---\nname: a\ndescription: Does it.\n---\nDo it.\n'

describe('what a project brings along', () => {
  it('[FI80] is its overrides, agents, skills and commands, each read once and hashed, in the order of paths', async () => {
    const folder = folderWith({
      [FILE]: '# none\n',
      '.claude/agents/team/b.md': AGENT,
      '.claude/agents/a.md': AGENT,
      '.claude/skills/s/SKILL.md': AGENT,
      '.claude/skills/s/tool.sh': 'echo',
      '.agents/skills/t/SKILL.md': AGENT,
      '.claude/commands/c.md': 'Do it.',
      '.claude/settings.json': '{}',
      '.claude/agents/.hidden.md': AGENT,
      'context/x.md': '# Known',
      'AGENTS.md': '# Known',
    })
    const read = await readProject(folder)
    const files = read.ok ? read.value : []
    expect(files.map(({ path }) => path)).toEqual([
      '.agents/skills/t/SKILL.md',
      '.claude/agents/a.md',
      '.claude/agents/team/b.md',
      '.claude/commands/c.md',
      '.claude/skills/s/SKILL.md',
      '.claude/skills/s/tool.sh',
      FILE,
    ])
    expect(files.every(({ sha256: hash, size, bytes }) => hash === sha256(bytes) && size === bytes.length)).toBe(true)
    expect(await readProject(folderWith())).toEqual({ ok: true, value: [] })
  })

  it('[FI81] can not be had where a link leads out of it, to nothing, or to no file', async () => {
    const outside = folderWith({ 'secret.md': AGENT, [FILE]: '' })
    const folder = folderWith({ '.claude/agents/a.md': AGENT })
    symlinkSync(join(outside, 'secret.md'), join(folder, '.claude/agents/out.md'))
    symlinkSync(join(outside, FILE), join(folder, FILE))
    symlinkSync(join(folder, 'none'), join(folder, '.claude/agents/none.md'))
    const read = await readProject(folder)
    expect(read.ok ? [] : read.error.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      `${FILE}: It is a link to a place outside this folder.`,
      '.claude/agents/none.md: It is a link to nothing.',
      '.claude/agents/out.md: It is a link to a place outside this folder.',
    ])
    const odd = folderWith({ [`${FILE}/x`]: '' })
    expect(await readProject(odd)).toMatchObject({ ok: false, error: [{ file: FILE, reason: 'It is a folder.' }] })
  })

  it('[FI81] is read through a link that stays inside, as the file it leads to', async () => {
    const folder = folderWith({ '.claude/agents/a.md': AGENT, 'docs/b.md': AGENT })
    symlinkSync(join(folder, 'docs/b.md'), join(folder, '.claude/agents/b.md'))
    const read = await readProject(folder)
    expect(read.ok && read.value.map(({ path }) => path)).toEqual(['.claude/agents/a.md', '.claude/agents/b.md'])
  })

  it('[FI82] is at most 1,000 files, each of which is bound', async () => {
    const tree = Object.fromEntries(
      Array.from({ length: PROJECT_FILES_MAX }, (_, index) => [`.claude/agents/${index}.md`, AGENT]),
    )
    const folder = folderWith(tree)
    const read = await readProject(folder)
    expect(read.ok && read.value).toHaveLength(PROJECT_FILES_MAX)
    addFiles(folder, { [FILE]: '' })
    expect(await readProject(folder)).toMatchObject({
      ok: false,
      error: [{ reason: 'The agents, skills and commands of the project are more than 1000 files.' }],
    })
  })

  it('[FI82] is at most 8 MiB', async () => {
    const half = new Uint8Array(PROJECT_BYTES_MAX / 2)
    const folder = folderWith({ '.claude/skills/s/one.bin': half, '.claude/skills/s/two.bin': half })
    expect(await readProject(folder)).toMatchObject({ ok: true })
    addFiles(folder, { '.claude/skills/s/zero.bin': '1' })
    expect(await readProject(folder)).toMatchObject({ ok: false, error: [{ file: '.claude, .agents' }] })
  })
})

function folders(): ProjectFolders & { readonly copies: string; readonly home: string } {
  const home = folderWith({ 'collections/default/workflows/w.yaml': 'workflow_id: w\nstages: []\n' })
  const library = { home, shipped: [], blobs: openBlobs(join(home, 'blobs')) }
  const copies = join(home, 'data/projects')
  const open = (project: Parameters<typeof openLibrary>[0]['project'] & {}) => openLibrary({ ...library, project })
  return { ...openProjectFolders({ library, open, copies }), copies, home }
}

describe('a library within a project', () => {
  const tree: Tree = {
    [FILE]: '[workflows.w.roles]\nr = "human:ann"\n',
    '.claude/agents/a.md': AGENT,
    'context/x.md': '# Known\n',
    'AGENTS.md': '# Ours\n',
  }

  it('[FI83] uses exactly the bytes that were read, whatever the folder holds by then', async () => {
    const { read, within } = folders()
    const folder = folderWith(tree)
    const found = await read(folder)
    const files = found?.ok === true ? found.value : []
    addFiles(folder, { '.claude/agents/a.md': `${AGENT}Another thing.\n`, [FILE]: '', '.claude/agents/b.md': AGENT })
    await within({ folder, files }, async (library) => {
      expect(await library.resolve(ref('agent:a'))).toMatchObject({
        source: '.claude/agents/a.md',
        files: [{ path: 'a.md', sha256: sha256(AGENT) }],
      })
      expect(await library.resolve(ref('agent:b'))).toBeUndefined()
      expect((await library.overrides())?.workflows.get('w')).toHaveLength(1)
      expect((await library.listContext()).map(({ ref: module }) => module)).toEqual(['ctx:x', 'ctx:agents-md'])
    })
  })

  it('[FI83] uses nothing but context where nothing was accepted', async () => {
    const folder = folderWith(tree)
    await folders().within({ folder, files: undefined }, async (library) => {
      expect(await library.resolve(ref('agent:a'))).toBeUndefined()
      expect(await library.overrides()).toBeUndefined()
      expect(await library.resolve(ref('ctx:x'))).toMatchObject({ title: 'Known' })
    })
  })

  it('[FI84] leaves no copy behind, also where its use fails', async () => {
    const { read, within, copies } = folders()
    const folder = folderWith(tree)
    const found = await read(folder)
    const project = { folder, files: found?.ok === true ? found.value : [] }
    expect(await within(project, async () => readdirSync(copies).length)).toBe(1)
    await expect(within(project, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(readdirSync(copies)).toEqual([])
  })

  it('[FI83] a folder has one name, and is not the one it was where a link leads elsewhere now', async () => {
    const { locate, read } = folders()
    const folder = folderWith({ 'one/a': '', 'two/a': '' })
    symlinkSync(join(folder, 'one'), join(folder, 'link'))
    expect(await locate(join(folder, 'link'))).toBe(join(folder, 'one'))
    expect(await read(join(folder, 'link'))).toBeUndefined()
    expect([await locate(join(folder, 'one/a')), await locate(join(folder, 'none')), await locate('one')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

function accepted(id: string): AcceptedProject {
  const manifest = [{ path: 'a\nb', sha256: 'c', size: 1 }]
  return { id, folder: `/${id}`, manifest, by: 'human:ann' as ActorId, at: timestamp(7) }
}

describe('what was accepted', () => {
  it('[FI85] is found again by another process, the last acceptance of each project', async () => {
    const path = join(folderWith(), 'data/accepted.json')
    const store = openAcceptedProjects(path)
    expect(await store.list()).toEqual([])
    await Promise.all(['a', 'b', 'c'].map((id) => store.put(accepted(id))))
    await store.put({ ...accepted('a'), manifest: [] })
    const again = openAcceptedProjects(path)
    expect(await again.list()).toEqual([accepted('b'), accepted('c'), { ...accepted('a'), manifest: [] }])
    expect([await again.find('b'), await again.find('none')]).toEqual([accepted('b'), undefined])
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('[FI85] is forgotten again, also where others are accepted at the same time', async () => {
    const path = join(folderWith(), 'accepted.json')
    const store = openAcceptedProjects(path)
    await Promise.all([store.put(accepted('a')), store.remove('a'), store.put(accepted('b')), store.remove('none')])
    expect(await openAcceptedProjects(path).list()).toEqual([accepted('b')])
  })

  it('[FI85] is bounded: the project that was accepted first gives way', async () => {
    const folder = folderWith()
    const path = join(folder, 'accepted.json')
    const projects = Array.from({ length: ACCEPTED_PROJECTS_MAX }, (_, index) => accepted(`${index}`))
    writeFileSync(path, JSON.stringify({ format: 1, projects }))
    const store = openAcceptedProjects(path)
    await store.put(accepted('new'))
    expect([(await store.list()).length, await store.find('0')]).toEqual([ACCEPTED_PROJECTS_MAX, undefined])
  })

  it('[FI85] is not guessed from a damaged file, and is not forgotten by a write after it', async () => {
    const path = join(folderWith({ 'accepted.json': '{"format": 1, "projects": [' }), 'accepted.json')
    const store = openAcceptedProjects(path)
    await expect(store.list()).rejects.toThrow()
    await expect(store.put(accepted('a'))).rejects.toThrow()
    writeFileSync(path, '{"format": 1, "projects": []}')
    await store.put(accepted('a'))
    expect(await store.list()).toEqual([accepted('a')])
  })
})

const KNOWN = new Set(['ship', 'other'])

function edit(text: string | undefined, given: Partial<OverridesEdit>) {
  const order: OverridesEdit = {
    workflow: 'ship' as WorkflowId,
    stage: undefined,
    set: new Map(),
    remove: [],
    ...given,
  }
  const bytes = text === undefined ? undefined : new TextEncoder().encode(text)
  return editOverrides({ bytes, edit: order, known: KNOWN })
}

function edited(text: string | undefined, given: Partial<OverridesEdit>): string {
  const done = edit(text, given)
  if (!done.ok) throw new Error(done.error.code)
  return done.value.text
}

const set = (roles: Readonly<Record<string, string>>) =>
  new Map(Object.entries(roles).map(([role, text]) => [role, ref(text)]))

describe('editing the overrides file', () => {
  const TEXT = `# How we work.

[workflows.ship.roles]   # who
reviewer = "human:ann"   # she knows

# The build.
[workflows."ship".stages.build.roles]
primary = "agent:coder" # ours
tools = [
  "skill:one", # first
]

[workflows.ship.inputs]
n = 3.0
`

  it('[FI86] keeps comments, order and layout', () => {
    const changed = edited(TEXT, { stage: 'build', set: set({ primary: 'agent:mine' }) })
    expect(changed).toBe(TEXT.replace('"agent:coder"', '"agent:mine"'))
    const added = edited(TEXT, { set: set({ tester: 'human:bo' }) })
    expect(added).toBe(TEXT.replace('# she knows\n', '# she knows\ntester = "human:bo"\n'))
    const removed = edited(TEXT, { remove: ['reviewer'] })
    expect(removed).toBe(TEXT.replace('reviewer = "human:ann"   # she knows\n', ''))
  })

  it('[FI86] puts a new table at the end, and begins a file that is not there', () => {
    const table = '[workflows.ship.stages.research.roles]\nprimary = "agent:mine"\n'
    const order = { stage: 'research', set: set({ primary: 'agent:mine' }) }
    expect(edited(TEXT, order)).toBe(`${TEXT}\n${table}`)
    expect(edited(undefined, order)).toBe(table)
    expect(edited('# only', order)).toBe(`# only\n\n${table}`)
    expect(edited('# crlf\r\n', order)).toBe(`# crlf\r\n\r\n${table.replaceAll('\n', '\r\n')}`)
    expect(edited('', { set: set({ 'odd role': 'human:bo' }) })).toBe(
      '[workflows.ship.roles]\n"odd role" = "human:bo"\n',
    )
  })

  it('[FI86] goes into an inline table where the file has one', () => {
    const text = 'workflows.ship = { roles = { a = "human:ann" } } # all of it\n'
    const changed = edited(text, { stage: 'b', set: set({ primary: 'human:bo' }) })
    expect(parse(changed)).toEqual({
      workflows: { ship: { roles: { a: 'human:ann' }, stages: { b: { roles: { primary: 'human:bo' } } } } },
    })
    expect(changed).toContain('# all of it')
  })

  it('[FI87] does not touch what nobody understands, and takes out only what is there', () => {
    expect(edit('[workflows', { set: set({ a: 'human:x' }) })).toMatchObject({
      ok: false,
      error: { code: 'overrides-unreadable', problems: [{ code: 'override-syntax', at: { file: FILE, line: 1 } }] },
    })
    const bytes = new Uint8Array([0xff])
    const order: OverridesEdit = { workflow: 'ship' as WorkflowId, stage: undefined, set: new Map(), remove: [] }
    expect(editOverrides({ bytes, edit: order, known: KNOWN })).toMatchObject({
      error: { problems: [{ message: 'The overrides file is not UTF-8 text.' }] },
    })
    const absent = { ok: false, error: { code: 'override-absent', role: 'none' } }
    expect(edit(TEXT, { remove: ['none'] })).toEqual(absent)
    expect(edit(undefined, { remove: ['none'] })).toEqual(absent)
  })

  it('[FI86] says what is wrong with the text as it would be', () => {
    const done = edit('[workflows.ship]\nendpoint = "https://example.org"\n', { set: set({ a: 'human:x' }) })
    expect(done.ok && done.value.overrides.problems.map(({ code, at }) => `${code} ${at?.line}`)).toEqual([
      'override-key 2',
    ])
  })

  it('[FI86] says exactly what was asked for, whatever the file said', () => {
    const role = fc.constantFrom('a', 'b', 'c')
    const who = fc.constantFrom('human:ann', 'agent:coder')
    const step = fc.record({ stage: fc.constantFrom(undefined, 'x', 'y'), role, who })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const text = steps.reduce((before, each) => {
          return edited(before, { stage: each.stage, set: set({ [each.role]: each.who }) })
        }, '# ours\n')
        const wanted: Record<string, string> = {}
        for (const each of steps) wanted[`${each.stage} ${each.role}`] = each.who
        const done = edit(text, {})
        const said = done.ok ? (done.value.overrides.workflows.get('ship') ?? []) : []
        const found = said.map((each) => [
          `${'stage' in each ? each.stage : undefined} ${'role' in each ? each.role : ''}`,
          'role' in each ? `${each.value.kind}:${each.value.name}` : '',
        ])
        expect(Object.fromEntries(found)).toEqual(wanted)
        expect(text.startsWith('# ours\n')).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('[FI88] the file is written whole and keeps its permissions; a new one can be read by those who read the project', async () => {
    const { writeOverrides, editOverrides: editIn, read } = folders()
    const folder = folderWith({ [FILE]: TEXT })
    chmodSync(join(folder, FILE), 0o664)
    expect(await writeOverrides(folder, 'x = 1\n')).toMatchObject({ path: FILE, sha256: sha256('x = 1\n') })
    expect([readFileSync(join(folder, FILE), 'utf8'), statSync(join(folder, FILE)).mode & 0o777]).toEqual([
      'x = 1\n',
      0o664,
    ])
    const fresh = folderWith()
    mkdirSync(join(fresh, '.claude'))
    await writeOverrides(fresh, TEXT)
    expect(statSync(join(fresh, FILE)).mode & 0o777).toBe(0o644)
    expect(existsSync(join(fresh, `${FILE}.tmp`))).toBe(false)
    const found = await read(fresh)
    const files = found?.ok === true ? found.value : []
    const order = { workflow: 'w' as WorkflowId, stage: undefined, set: set({ a: 'human:x' }), remove: [] }
    expect(await editIn(files, order)).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining('# she knows') },
    })
  })
})
