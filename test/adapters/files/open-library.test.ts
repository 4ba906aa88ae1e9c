import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { LibraryOptions } from '../../../src/adapters/files/library-options.ts'
import { SKILL_FILE_BYTES_MAX, SKILL_FILES_MAX } from '../../../src/adapters/files/list-skill-files.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { sha256 } from '../../../src/adapters/files/sha256.ts'
import type { Blobs, Library } from '../../../src/engine/ports.ts'
import type { Tree } from '../../support/folders.ts'
import { addFiles, folderWith } from '../../support/folders.ts'
import { ref } from '../../support/plans.ts'

interface World {
  readonly home?: Tree
  readonly claude?: Tree
  readonly project?: Tree
  readonly shipped?: Tree
  readonly trust?: 'accepted' | 'unseen'
}

interface OpenWorld {
  readonly library: Library
  readonly blobs: Blobs
  readonly home: string
  readonly project: string
}

/** A library over real folders; the shipped collection is called `demo`. */
function open({ home = {}, claude = {}, project = {}, shipped = {}, trust = 'accepted' }: World): OpenWorld {
  const folder = folderWith()
  const at = (name: string, tree: Tree) => {
    addFiles(join(folder, name), tree)
    return join(folder, name)
  }
  const blobs = openBlobs(join(folder, 'blobs'))
  const options: LibraryOptions = {
    home: at('home', home),
    claude: at('claude', claude),
    shipped: [at('demo', shipped)],
    project: { folder: at('project', project), accepted: trust === 'accepted' ? join(folder, 'project') : undefined },
    blobs,
  }
  return { library: openLibrary(options), blobs, home: options.home, project: join(folder, 'project') }
}

/** `file: reason` of everything that can not be used. */
async function unusable({ library }: OpenWorld): Promise<readonly string[]> {
  return (await library.listUnusable()).map(({ file, reason }) => `${file}: ${reason}`)
}

/** Root may read everything, so what is forbidden is tried as somebody else. */
async function asNobody<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const user = process.geteuid?.()
  if (user !== 0) return act()
  chmodSync(folder, 0o755)
  process.seteuid?.(65_534)
  try {
    return await act()
  } finally {
    process.seteuid?.(user)
  }
}

const agent = (description: string) => `---\nname: coder\ndescription: ${description}\n---\nYou code.\n`
const CONTRACT = 'run: { builtin: sort }\neffect: pure\n'

describe('where artifacts are found', () => {
  it('[FI40] the project comes before collections, those before the user’s folder, and that before what is shipped', async () => {
    const project = { '.claude/agents/coder.md': agent('project') }
    const home = {
      'collections/default/agents/coder.md': agent('default'),
      'collections/beta/agents/coder.md': agent('beta'),
    }
    const claude = { 'agents/coder.md': agent('user') }
    const shipped = { 'agents/coder.md': agent('shipped') }
    const found = async (world: World, collection?: string) => {
      const entry = await open(world).library.resolve(ref('agent:coder'), collection)
      return entry?.type === 'capability' ? entry.description : entry
    }
    expect(await found({ project, home, claude, shipped })).toBe('project')
    expect(await found({ home, claude, shipped })).toBe('default')
    expect(await found({ home, claude, shipped }, 'beta')).toBe('beta')
    expect(await found({ home, claude, shipped }, 'demo')).toBe('shipped')
    expect(await found({ claude, shipped })).toBe('user')
    expect(await found({ shipped })).toBe('shipped')
    expect(await found({})).toBeUndefined()
  })

  it('[FI41] lookup is exact in kind and name, and people, models and roles are no files', async () => {
    const { library } = open({ home: { 'collections/default/agents/coder.md': agent('x') } })
    for (const text of ['skill:coder', 'command:coder', 'ctx:coder', 'agent:Coder', 'agent:cod']) {
      expect(await library.resolve(ref(text))).toBeUndefined()
    }
    for (const text of ['human:coder', 'model:acme/coder', 'role:coder', 'mcp:a/coder', 'workflow:coder']) {
      expect(await library.resolve(ref(text))).toBeUndefined()
    }
  })

  it('[FI42] context comes from the project, the workflow’s collection, or another of the user’s, never from an example', async () => {
    const module = (text: string) => ({ 'context/tone.md': `# Tone\n${text}` })
    const home = {
      'collections/a/context/tone.md': '# Of a',
      'collections/b/context/tone.md': '# Of b',
      'collections/b/context/team/names.md': 'No heading.',
    }
    const title = async (world: World, collection: string) =>
      (await open(world).library.resolve(ref('ctx:tone'), collection))?.title
    expect(await title({ project: module('x'), home }, 'b')).toBe('Tone')
    expect(await title({ home }, 'b')).toBe('Of b')
    expect(await title({ home }, 'c')).toBe('Of a')
    expect(await title({ shipped: module('x') }, 'default')).toBeUndefined()
    expect(await title({ shipped: module('x') }, 'demo')).toBe('Tone')
    expect(await open({ home }).library.resolve(ref('ctx:team/names'))).toEqual({
      type: 'context',
      ref: 'ctx:team/names',
      title: 'team/names',
      description: 'No heading.',
      source: 'collections/b/context/team/names.md',
      sha256: sha256('No heading.'),
      size: 11,
      tokens: 2,
    })
  })

  it('[FI42] every module is listed once, as a workflow of the collection would get it', async () => {
    const { library } = open({
      project: { 'context/tone.md': '# Of the project', 'AGENTS.md': '# Ours' },
      home: {
        'collections/a/context/tone.md': '# Of a',
        'collections/a/context/names.md': '# Of a',
        'collections/b/context/names.md': '# Of b',
        'collections/b/context/broken.md': '---\nname: [\n---\n',
      },
    })
    const titles = async (collection?: string) =>
      (await library.listContext(collection)).map((entry) => `${entry.ref} ${entry.title}`)
    expect(await titles()).toEqual(
      expect.arrayContaining(['ctx:tone Of the project', 'ctx:agents-md Ours', 'ctx:names Of a']),
    )
    expect(await titles('b')).toContain('ctx:names Of b')
  })

  it('[FI43] `ctx:agents-md` is the project’s AGENTS.md, or the nearest above it in the repository', async () => {
    const find = (world: OpenWorld) => world.library.resolve(ref('ctx:agents-md'))
    expect(await find(open({ project: { 'AGENTS.md': '# Ours' } }))).toMatchObject({
      title: 'Ours',
      source: 'AGENTS.md',
    })
    const above = open({ project: { 'x.txt': '' } })
    writeFileSync(join(above.project, '../AGENTS.md'), '# Above')
    expect(await find(above)).toBeUndefined()
    mkdirSync(join(above.project, '../.git'))
    expect(await find(above)).toMatchObject({ title: 'Above' })
    const linked = open({ project: { '.git/HEAD': 'x' }, home: { 'secret.md': '# Secret' } })
    symlinkSync(join(linked.home, 'secret.md'), join(linked.project, 'AGENTS.md'))
    expect(await find(linked)).toBeUndefined()
    expect(await find(open({ home: { 'collections/x/context/agents-md.md': '# Written' } }))).toMatchObject({
      title: 'Written',
    })
    expect(await find(open({ project: { 'AGENTS.md': '' } }))).toBeUndefined()
  })

  it('[FI44] what a project brings along waits until it is accepted; its context does not', async () => {
    const project = {
      '.claude/agents/coder.md': agent('theirs'),
      '.agents/skills/run/SKILL.md': 'Runs.',
      'context/tone.md': 'Be kind.',
    }
    const world = open({ project, claude: { 'agents/coder.md': agent('mine') }, trust: 'unseen' })
    expect(await world.library.resolve(ref('agent:coder'))).toMatchObject({ description: 'mine' })
    expect(await world.library.resolve(ref('skill:run'))).toBeUndefined()
    expect(await world.library.resolve(ref('ctx:tone'))).toBeDefined()
    expect(await unusable(world)).toEqual(
      ['.claude/agents/coder.md', '.agents/skills/run/SKILL.md'].map(
        (file) => `${file}: It comes with the project, and nobody has accepted what the project brings along.`,
      ),
    )
  })

  it('[FI45] of a pinned artifact the version that fits is found, else the first, so that the plan can say what changed', async () => {
    const home = { 'collections/a/agents/coder.md': agent('old'), 'collections/b/agents/coder.md': agent('new') }
    const { library } = open({ home })
    const second = await library.resolve(ref('agent:coder'), 'b')
    const digest = second?.type === 'capability' ? second.digest : ''
    expect(digest).toBe(sha256(`${sha256(agent('new'))}  coder.md\n`))
    expect(await library.resolve(ref(`agent:coder@sha256:${digest}`))).toEqual(second)
    expect(await library.resolve(ref(`agent:coder@sha256:${'0'.repeat(64)}`))).toMatchObject({ description: 'old' })
    const module = open({ home: { 'collections/a/context/x.md': 'one', 'collections/b/context/x.md': 'two' } })
    expect(await module.library.resolve(ref(`ctx:x@sha256:${sha256('two')}`))).toMatchObject({ sha256: sha256('two') })
  })
})

describe('what an artifact is', () => {
  it('[FI46] every file of a skill is in the blob store under the digest of the plan, hidden files and other tools’ folders are not', async () => {
    const home = {
      'collections/default/skills/sort/SKILL.md': '---\nname: sort\ndescription: Sorts.\n---\n# Sort things\n',
      'collections/default/skills/sort/contract.yaml': `${CONTRACT}confidence: reported\ninput: { type: object }\n`,
      'collections/default/skills/sort/scripts/run.sh': 'echo',
      'collections/default/skills/sort/.env': 'SECRET=1',
      'collections/default/skills/sort/node_modules/x/index.js': 'x',
    }
    const { library, blobs } = open({ home })
    const entry = await library.resolve(ref('skill:sort'))
    const files = ['SKILL.md', 'contract.yaml', 'scripts/run.sh'].map((path) => {
      const text = home[`collections/default/skills/sort/${path}` as keyof typeof home]
      return { path, sha256: sha256(text), size: text.length }
    })
    expect(entry).toEqual({
      type: 'capability',
      ref: 'skill:sort',
      title: 'Sort things',
      description: 'Sorts.',
      source: 'collections/default/skills/sort/SKILL.md',
      digest: sha256(files.map((file) => `${file.sha256}  ${file.path}\n`).join('')),
      files,
      confidence: 'reported',
      effect: 'pure',
      input: { type: 'object' },
      run: { type: 'builtin', builtin: 'sort', settings: {} },
    })
    for (const file of files) expect(await blobs.find(file.sha256)).toBeDefined()
  })

  it('[FI47] what only an agent can carry out is here but idle, with the reason', async () => {
    const home = {
      'collections/x/agents/coder.md': agent('Codes.'),
      'collections/x/commands/dev/ship.md': 'Ship it now.',
      'collections/x/skills/free/SKILL.md': 'Do this.',
      'collections/x/skills/web/SKILL.md': 'Calls.',
      'collections/x/skills/web/contract.yaml':
        'run: { http: { url: "https://example.com" } }\noutput: { type: object }\n',
      'collections/x/skills/broken/SKILL.md': 'Breaks.',
      'collections/x/skills/broken/contract.yaml': 'run: {}',
    }
    const world = open({ home })
    const entries = await world.library.listCapabilities()
    expect(entries.map((entry) => entry.type === 'capability' && [entry.ref, entry.title, entry.unavailable])).toEqual([
      [
        'agent:coder',
        'coder',
        'agent:coder is here, but no AI is connected. A person does this until an AI is connected: under Settings in the web app, or with `workcharts connections add`.',
      ],
      [
        'skill:broken',
        'broken',
        'skill:broken is here, but its contract.yaml can not be used. A person does this until the file is mended.',
      ],
      [
        'skill:free',
        'free',
        'skill:free is here, but it has no contract.yaml, so only an agent can use it. A person does this until an AI is connected: under Settings in the web app, or with `workcharts connections add`.',
      ],
      ['skill:web', 'web', 'skill:web is here, but this version makes no HTTP calls. A person does this.'],
      [
        'command:ship',
        'ship',
        'command:ship is here, but no AI is connected. A person does this until an AI is connected: under Settings in the web app, or with `workcharts connections add`.',
      ],
    ])
    expect(entries.find((entry) => entry.ref === 'skill:web')).toMatchObject({ output: { type: 'object' } })
    expect(await unusable(world)).toEqual([
      'collections/x/skills/broken/contract.yaml: It can not be used: run: write exactly one of builtin, command, http, mcp, agent.',
    ])
  })

  it('[FI48] an artifact answers to its own name if that is one, else to its file’s; in nested folders also to its path', async () => {
    const home = {
      'collections/x/agents/dev/python.md': '---\nname: python-engineer\ndescription: d\n---\n',
      'collections/x/agents/a/code-reviewer.md': '---\nname: code-reviewer\ndescription: first\n---\n',
      'collections/x/agents/b/code-reviewer.md': '---\nname: code-reviewer\ndescription: second\n---\n',
      'collections/x/agents/odd.md': '---\nname: Odd One\ndescription: d\n---\n',
      'collections/x/skills/Design Principles/skill.md': '---\nname: design-principles\ndescription: d\n---\n',
      'collections/x/skills/confidence-check/SKILL.md': '---\nname: Confidence Check\ndescription: d\n---\n',
      'collections/x/skills/group/nested/SKILL.md': 'Nested.',
    }
    const { library } = open({ home })
    expect((await library.listCapabilities()).map((entry) => entry.ref)).toEqual([
      'agent:odd',
      'agent:code-reviewer',
      'agent:b/code-reviewer',
      'agent:python-engineer',
      'skill:design-principles',
      'skill:confidence-check',
      'skill:nested',
    ])
    expect(await library.resolve(ref('agent:dev/python'))).toMatchObject({ ref: 'agent:dev/python', description: 'd' })
    expect(await library.resolve(ref('agent:a/code-reviewer'))).toMatchObject({ description: 'first' })
    expect(await library.resolve(ref('agent:b/code-reviewer'))).toMatchObject({ description: 'second' })
  })

  it('[FI49] the registry shows each name once, as a workflow of no collection would get it', async () => {
    const { library } = open({
      claude: { 'agents/coder.md': agent('user') },
      shipped: { 'agents/coder.md': agent('shipped'), 'context/x.md': 'No capability.' },
    })
    expect(await library.listCapabilities()).toMatchObject([{ ref: 'agent:coder', description: 'user' }])
  })

  it('[FI50] a file that changed is read again, a new one is found, and a deleted one is gone', async () => {
    const world = open({ home: { 'collections/x/agents/coder.md': agent('one') } })
    const list = async () =>
      (await world.library.listCapabilities()).map((entry) => entry.type === 'capability' && entry.description)
    expect(await list()).toEqual(['one'])
    const path = join(world.home, 'collections/x/agents/coder.md')
    writeFileSync(path, agent('two'))
    utimesSync(path, 0, 0)
    expect(await list()).toEqual(['two'])
    addFiles(world.home, { 'collections/y/agents/new.md': '---\ndescription: three\n---\n' })
    expect(await list()).toEqual(['two', 'three'])
  })
})

describe('workflows', () => {
  it('[FI51] a document stands in `<id>.yaml|yml|json` or `<id>/WORKFLOW.…` of a collection', async () => {
    const home = {
      'collections/default/workflows/a.yaml': 'workflow_id: a',
      'collections/default/workflows/b/WORKFLOW.json': '{}',
      'collections/default/workflows/b/sample.json': '[]',
      'collections/default/workflows/c.yml': 'x',
      'collections/default/workflows/README.md': 'x',
    }
    const world = open({ home, shipped: { 'workflows/d.yaml': 'd' }, claude: { 'workflows/no.yaml': 'x' } })
    const files = await world.library.listWorkflows()
    expect(files.map(({ name, collection, file }) => [name, collection, file])).toEqual([
      ['a', 'default', 'collections/default/workflows/a.yaml'],
      ['c', 'default', 'collections/default/workflows/c.yml'],
      ['b', 'default', 'collections/default/workflows/b/WORKFLOW.json'],
      ['d', 'demo', 'demo/workflows/d.yaml'],
    ])
    expect(files[0]).toMatchObject({
      text: 'workflow_id: a',
      path: join(world.home, 'collections/default/workflows/a.yaml'),
      contextFolder: join(world.home, 'collections/default/context'),
    })
    expect(await unusable(world)).toEqual([])
  })

  it('[FI52] a second document of the same name, one in the wrong place, and one that is no text are listed', async () => {
    const home = {
      'collections/default/workflows/a.yaml': 'x',
      'collections/default/workflows/a.json': '{}',
      'collections/default/workflows/b/b.yaml': 'x',
      'collections/default/workflows/c.yaml': new Uint8Array([0xff, 0xfe]),
      'collections/default/workflows/d.json': ' '.repeat(4 * 1024 * 1024 + 1),
    }
    expect(await unusable(open({ home }))).toEqual([
      'collections/default/workflows/a.yaml: `a` is already collections/default/workflows/a.json.',
      'collections/default/workflows/c.yaml: It is not UTF-8 text.',
      'collections/default/workflows/d.json: It is larger than 4194304 bytes.',
      'collections/default/workflows/b/b.yaml: It does not stand where a WorkChart is kept.',
    ])
  })
})

describe('what can not be used', () => {
  it('[FI53] is listed with the reason, and keeps nothing else from being used', async () => {
    const home = {
      'collections/x/agents/ok.md': agent('fine'),
      'collections/x/agents/bare.md': 'No front matter.',
      'collections/x/agents/empty.md': '',
      'collections/x/agents/note.txt': 'x',
      'collections/x/agents/README.md': 'For readers.',
      'collections/x/agents/coder.md': agent('same name'),
      'collections/x/agents/bad name.md': '---\nname: also bad!\ndescription: d\n---\n',
      'collections/x/skills/loose.md': 'x',
      'collections/x/skills/SKILL.md': 'x',
      'collections/x/context/binary.md': new Uint8Array([0xc3, 0x28]),
      'collections/x/mcp/files.json': '{}',
    }
    const world = open({ home })
    expect(await unusable(world)).toEqual([
      'collections/x/agents/bad name.md: Neither it nor its file has a name that a workflow can write.',
      'collections/x/agents/bare.md: It does not begin with front matter, so it is no agent.',
      'collections/x/agents/empty.md: It says nothing.',
      'collections/x/agents/note.txt: It is no Markdown file.',
      'collections/x/agents/ok.md: `agent:coder` is already collections/x/agents/coder.md.',
      'collections/x/skills/SKILL.md: It is no skill: a skill is a folder that holds a SKILL.md.',
      'collections/x/skills/loose.md: It is no skill: a skill is a folder that holds a SKILL.md.',
      'collections/x/context/binary.md: It is not UTF-8 text.',
      'collections/x/mcp/files.json: It names no MCP server.',
    ])
    expect((await world.library.listCapabilities()).map((entry) => entry.ref)).toEqual(['agent:coder'])
  })

  it('[FI54] a name that is taken is listed with its owner', async () => {
    const home = {
      'collections/x/skills/a/SKILL.md': '---\nname: same\ndescription: first\n---\n',
      'collections/x/skills/b/SKILL.md': '---\nname: same\ndescription: second\n---\n',
    }
    expect(await unusable(open({ home }))).toEqual([
      'collections/x/skills/b/SKILL.md: `skill:same` is already collections/x/skills/a/SKILL.md.',
    ])
  })

  it('[FI55] links are followed inside their folder only, and a link to nothing is listed', async () => {
    const world = open({
      home: { 'collections/x/agents/coder.md': agent('x'), 'other/agents/far.md': '---\ndescription: y\n---\n' },
    })
    const agents = join(world.home, 'collections/x/agents')
    symlinkSync(join(agents, 'coder.md'), join(agents, 'inside.md'))
    symlinkSync(agents, join(agents, 'loop'))
    symlinkSync(join(world.home, 'other/agents/far.md'), join(agents, 'outside.md'))
    symlinkSync(join(agents, 'gone.md'), join(agents, 'nothing.md'))
    symlinkSync(join(world.home, 'other'), join(world.home, 'collections/linked'))
    symlinkSync('/', join(world.home, 'collections/root'))
    symlinkSync('/etc', join(world.home, 'collections/x/commands'))
    const server = createServer().listen(join(agents, 'pipe.md'))
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    symlinkSync(join(agents, 'pipe.md'), join(agents, 'to-pipe.md'))
    const list = await unusable(world)
    expect(list).toContain('collections/root: It is a link to a place outside this folder.')
    expect(list).toContain('collections/x/commands: It is a link to a place outside this folder.')
    expect(list).toContain('collections/x/agents/pipe.md: It is neither a file nor a folder.')
    expect(list).toContain('collections/x/agents/to-pipe.md: It is neither a file nor a folder.')
    expect(list).toContain('collections/x/agents/outside.md: It is a link to a place outside this folder.')
    expect(list).toContain('collections/x/agents/nothing.md: It is a link to nothing.')
    expect(list.some((each) => each.includes('more than 6 folders deep'))).toBe(true)
    expect(list).toContain('collections/x/agents/inside.md: `agent:coder` is already collections/x/agents/coder.md.')
    const refs = (await world.library.listCapabilities()).map((entry) => entry.ref)
    expect(refs.slice(0, 3)).toEqual(['agent:far', 'agent:coder', 'agent:loop/coder'])
  })

  it('[FI56] a skill that is not whole is not used: a link out of it, too many files, a file too large', async () => {
    const skill = (name: string) => `collections/x/skills/${name}`
    const many = Array.from({ length: SKILL_FILES_MAX }, (_, index) => [`${skill('many')}/${index}.txt`, ''] as const)
    const world = open({
      home: {
        ...Object.fromEntries(many),
        ...Object.fromEntries(
          ['many', 'large', 'heavy', 'linked'].map((name) => [`${skill(name)}/SKILL.md`, 'Does it.']),
        ),
        [`${skill('large')}/data.bin`]: new Uint8Array(SKILL_FILE_BYTES_MAX + 1),
        ...Object.fromEntries(
          [1, 2, 3, 4, 5, 6].map((index) => [`${skill('heavy')}/${index}.bin`, new Uint8Array(SKILL_FILE_BYTES_MAX)]),
        ),
      },
    })
    symlinkSync('/etc/hostname', join(world.home, skill('linked'), 'data.txt'))
    expect(await unusable(world)).toEqual([
      `${skill('heavy')}/SKILL.md: Its folder holds more than 52428800 bytes.`,
      `${skill('large')}/SKILL.md: Its folder holds a file above 10485760 bytes.`,
      `${skill('linked')}/SKILL.md: ${skill('linked')}/data.txt: It is a link to a place outside this folder.`,
      `${skill('many')}/SKILL.md: Its folder holds more than 1000 files.`,
    ])
    expect(await world.library.listCapabilities()).toEqual([])
    expect(await world.library.resolve(ref('skill:large'))).toBeUndefined()
  })

  it('[FI57] a scan is bounded, and says where it stopped', async () => {
    const world = open({})
    for (let index = 0; index < 4_001; index++)
      mkdirSync(join(world.home, `collections/x/agents/${index}`), { recursive: true })
    expect(await unusable(world)).toEqual([
      'collections/x/agents: It holds more than 4000 folders or 20000 files, so the rest was not looked at.',
    ])
  })

  it('[FI58] what this user may not read is listed', async () => {
    const world = open({
      home: {
        'collections/x/agents/secret.md': agent('x'),
        'collections/x/commands/closed/a.md': 'x',
        'collections/x/skills/part/SKILL.md': 'Does it.',
        'collections/x/skills/part/data.bin': 'x',
        'collections/x/skills/whole/SKILL.md': 'Does it.',
      },
    })
    const closed = ['agents/secret.md', 'commands/closed', 'skills/part/data.bin']
    for (const path of closed) chmodSync(join(world.home, 'collections/x', path), 0)
    const [list, capabilities] = await asNobody(join(world.home, '..'), () =>
      Promise.all([world.library.listUnusable(), world.library.listCapabilities()]),
    )
    chmodSync(join(world.home, 'collections/x/commands/closed'), 0o700)
    expect(list.map(({ file, reason }) => [file, reason.replace(/: .*/, '')])).toEqual([
      ['collections/x/agents/secret.md', 'It can not be read'],
      ['collections/x/skills/part/SKILL.md', 'It can not be read'],
      ['collections/x/commands/closed', 'The folder can not be opened'],
    ])
    expect(capabilities.map((entry) => entry.ref)).toEqual(['skill:whole'])
  })
})

describe('one artifact that fails', () => {
  it('[FI64] spoils no other: what can not be read is listed', async () => {
    const world = open({ home: { 'collections/x/skills/a/SKILL.md': 'A.', 'collections/x/skills/b/SKILL.md': 'B.' } })
    const broken = join(world.home, 'collections/x/skills/a/data.bin')
    symlinkSync(broken, broken)
    expect((await world.library.listCapabilities()).map((entry) => entry.ref)).toEqual(['skill:b'])
    expect(await unusable(world)).toEqual([
      'collections/x/skills/a/SKILL.md: collections/x/skills/a/data.bin: It is a link to nothing.',
    ])
  })

  it('[FI65] a blob store that refuses is no absent artifact: the caller hears of it', async () => {
    const folder = folderWith({ 'collections/x/agents/coder.md': agent('x') })
    const refuse = () => Promise.reject(new Error('the disk is full'))
    const library = openLibrary({ home: folder, shipped: [], blobs: { put: refuse, holds: refuse, find: refuse } })
    await expect(library.resolve(ref('agent:coder'))).rejects.toThrow('the disk is full')
    expect(await library.listCapabilities()).toHaveLength(1)
  })
})

describe('the overrides of a project', () => {
  const FILE = '.skillmeat-workflow-overrides.toml'

  it('[FI59] are read against the workflows of the collections and the one at hand', async () => {
    const home = {
      'collections/x/workflows/one.yaml': 'workflow_id: real-id\nstages: [{ id: a, roles: { primary: "human:ann" } }]',
      'collections/x/workflows/broken.yaml': ': [',
    }
    const text = ['real-id', 'broken', 'mine'].map((id) => `[workflows.${id}.roles]\nx = "human:ann"`).join('\n')
    const { library } = open({ home, project: { [FILE]: text } })
    const problems = async (known?: 'mine') =>
      (await library.overrides(known as never))?.problems.map(({ at }) => at?.line)
    expect(await problems()).toEqual([5])
    expect(await problems('mine')).toEqual([])
    expect((await library.overrides())?.file).toBe(FILE)
  })

  it('[FI59] are none without a file or without a project', async () => {
    expect(await open({}).library.overrides()).toBeUndefined()
    const folder = folderWith()
    const library = openLibrary({ home: folder, shipped: [], blobs: openBlobs(join(folder, 'blobs')) })
    expect([await library.overrides(), await library.listWorkflows(), await library.listUnusable()]).toEqual([
      undefined,
      [],
      [],
    ])
  })
})

const REAL = new URL('../../../../shared/data/artifacts', import.meta.url).pathname

describe('artifacts found in the wild', () => {
  it.skipIf(!existsSync(REAL))('[FI60] every one of them is used or listed with a reason', async () => {
    const folder = folderWith()
    const library = openLibrary({ home: folder, shipped: [REAL], blobs: openBlobs(join(folder, 'blobs')) })
    const files = ['agents', 'skills', 'commands'].flatMap((kind) =>
      readdirSync(join(REAL, kind), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    )
    const [capabilities, listed] = await Promise.all([library.listCapabilities(), library.listUnusable()])
    expect(capabilities.length + listed.length).toBe(files.length)
    console.log(`${files.length} artifacts: ${capabilities.length} used, ${listed.length} listed.`)
    for (const entry of capabilities) expect(entry).toMatchObject({ description: expect.stringMatching(/\S/) })
  })
  if (!existsSync(REAL)) console.log('Skipped: ../shared/data/artifacts is not here.')
})

describe('context made of memory', () => {
  const MODULE = { name: 'House rules', selectors: { memory_types: ['gotcha'], min_confidence: 0.5 }, items: ['m1'] }

  it('[FI90] is described by a JSON or YAML file', async () => {
    const yaml = 'name: Paths\nselectors: { file_patterns: ["src/*"], workflow_stages: [sort] }\npriority: 1\n'
    const files = {
      'rules.json': JSON.stringify(MODULE),
      'team/paths.yaml': yaml,
      'all.yml': 'name: All\nselectors: {}',
    }
    const context = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`collections/default/context/${name}`, text]),
    )
    const world = open({ home: context })
    expect(await unusable(world)).toEqual([])
    const all = { selection: { selectors: {}, items: [] }, priority: 5, candidates: [] }
    expect(
      (await world.library.listContext()).map(({ ref: name, title, tokens, memory }) => [name, title, tokens, memory]),
    ).toEqual([
      ['ctx:all', 'All', 0, all],
      [
        'ctx:rules',
        'House rules',
        0,
        { ...all, selection: { selectors: { memoryTypes: ['gotcha'], minConfidence: 0.5 }, items: ['m1'] } },
      ],
      [
        'ctx:team/paths',
        'Paths',
        0,
        {
          ...all,
          selection: { selectors: { filePatterns: ['src/*'], workflowStages: ['sort'] }, items: [] },
          priority: 1,
        },
      ],
    ])
    const resolved = await world.library.resolve(ref('ctx:rules'))
    expect(resolved).toMatchObject({
      type: 'context',
      sha256: sha256(new TextEncoder().encode(JSON.stringify(MODULE))),
    })
  })

  it('[FI90] can not be used while anything is wrong with it, and all of it is said', async () => {
    const context = {
      'collections/default/context/a.json': JSON.stringify({
        ...MODULE,
        name: '',
        selectors: { types: [] },
        priority: 101,
      }),
      'collections/default/context/b.yaml': 'name: [',
      'collections/default/context/c.yaml': 'name: Nothing',
      'collections/default/context/d.json': ' '.repeat(70_000),
    }
    const world = open({ home: context })
    const said = await unusable(world)
    expect(said[0]).toMatch(/a\.json: It can not be used: name: .+; selectors: .*types.*; priority: .+\.$/)
    expect(said[1]).toContain('b.yaml: It can not be used: ')
    expect(said[2]).toContain('c.yaml: It can not be used: write selectors, items or both')
    expect(said[3]).toContain('d.json: It is larger than 65536 bytes.')
    expect(await world.library.listContext()).toEqual([])
  })
})
