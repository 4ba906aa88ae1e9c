import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { systemIds } from '../../src/adapters/system/ids.ts'
import { capabilityDetail } from '../../src/api/contract/capabilities.ts'
import type { CapabilitySource } from '../../src/api/contract/capability-source.ts'
import { capabilitySource } from '../../src/api/contract/capability-source.ts'
import { BUILDER_DOORS } from '../../src/api/posture/refuse-code.ts'
import type { Json } from '../../src/core/basics/json.ts'
import type { Caller } from '../../src/core/people/caller.ts'
import { LOCAL_OWNER } from '../../src/core/people/local-owner.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import { SOURCE_BYTES_MAX } from '../../src/engine/sources.ts'
import { someBlobs } from '../support/engine.ts'
import { folderWith } from '../support/folders.ts'
import type { ApiWorld } from '../support/http-world.ts'
import { anApi, HOST, postOf } from '../support/http-world.ts'
import { sourcesIn } from '../support/sources.ts'

const SKILL = '---\nname: sort\ndescription: Sorts a message.\n---\nSort.\n'
const AGENT = '---\nname: writer\ndescription: Writes.\n---\nWrite.\n'
const SORT_FILE = 'collections/default/skills/sort/SKILL.md'

function sourcePath(ref: string): string {
  return `/api/v1/capabilities/${encodeURIComponent(ref)}/source`
}

const SORT = sourcePath('skill:sort')

interface Desk extends ApiWorld {
  readonly read: (ref: string) => Promise<CapabilitySource>
  readonly put: (path: string, body: Json, headers?: Record<string, string>) => Promise<Response>
  /** Sends a text for a file of the skill, as somebody who has just opened it. */
  readonly write: (ref: string, name: string, text: string) => Promise<Response>
  readonly file: (path: string) => string
}

function aDesk(files: Record<string, string> = {}, parts: Partial<ApiWorld['parts']> = {}): Desk {
  const world = anApi({ files: { 'collections/default/agents/writer.md': AGENT, ...files }, parts })
  const read = (ref: string) => world.get(sourcePath(ref), capabilitySource)
  const put: Desk['put'] = (path, body, headers = {}) => {
    const { headers: json, ...order } = postOf(body)
    return world.send(path, { ...order, method: 'PUT', headers: { ...(json as Record<string, string>), ...headers } })
  }
  return {
    ...world,
    read,
    put,
    write: async (ref, name, text) => {
      const file = (await read(ref)).files.find((each) => each.name === name)
      return await put(sourcePath(ref), { name, text, seen: file?.digest ?? '' })
    },
    file: (path) => readFileSync(join(world.home, path), 'utf8'),
  }
}

async function problemOf(response: Response) {
  return { status: response.status, ...((await response.json()) as { code: string; detail: string; errors: Json }) }
}

describe('the source of a skill', () => {
  it('[AP134] is told as its own text files with their digests, its programs and data left out', async () => {
    const desk = aDesk({
      'collections/default/skills/sort/run.py': 'print(1)\n',
      'collections/default/context/tone.md': 'Be kind.\n',
    })
    expect(await desk.read('skill:sort')).toEqual({
      fixed: null,
      files: [
        { name: 'SKILL.md', file: SORT_FILE, text: SKILL, digest: systemIds.sha256(SKILL) },
        {
          name: 'contract.yaml',
          file: 'collections/default/skills/sort/contract.yaml',
          text: expect.stringContaining('builtin: sort'),
          digest: expect.any(String),
        },
      ],
    })
    expect((await desk.read('agent:writer')).files).toMatchObject([{ name: 'writer.md', text: AGENT }])
    expect((await desk.read('ctx:tone')).files).toMatchObject([{ name: 'tone.md', text: 'Be kind.\n' }])
    for (const ref of ['skill:none', 'nonsense'])
      expect(await desk.refused(sourcePath(ref))).toMatchObject({ status: 404, code: 'capability-unknown' })
  })

  it('[AP134] is not told where it is somebody else’s, and says where it is changed', async () => {
    const shipped = folderWith({ 'skills/mail/SKILL.md': SKILL.replace('sort', 'mail') })
    const claude = folderWith({ 'agents/coder.md': AGENT.replace('writer', 'coder') })
    const home = folderWith({})
    const library = openLibrary({ home, shipped: [shipped], claude, blobs: someBlobs() })
    const desk = aDesk({}, { sources: sourcesIn(home, library) })
    expect(await desk.read('skill:mail')).toMatchObject({ files: [], fixed: expect.stringContaining('came with the') })
    expect(await desk.read('agent:coder')).toMatchObject({ files: [], fixed: expect.stringContaining('~/.claude') })
    const body = { name: 'SKILL.md', text: SKILL, seen: systemIds.sha256(SKILL) }
    expect(await problemOf(await desk.put(sourcePath('skill:mail'), body))).toMatchObject({
      status: 403,
      code: 'source-fixed',
      detail: expect.stringContaining('Copy it into a collection of your own'),
    })
  })

  it('[AP134] of a tool or a model is nowhere, and a text that is none or too long is not shown', async () => {
    const entry = { type: 'context', ref: 'mcp:a/b', title: '', description: '', tokens: 0, sha256: 'a' } as const
    const found = { ...entry, source: 'collections/default/mcp/a.json', size: 1 }
    const holding = (ref: string) => sourcesIn('/', { resolve: async () => ({ ...found, ref }) })
    expect((await holding('mcp:a/b').find({ kind: 'mcp', name: 'a/b' }))?.fixed).toContain('tool of a server')
    expect((await holding('model:a/b').find({ kind: 'model', name: 'a/b' }))?.fixed).toContain('under Settings')
    const contract = 'collections/default/skills/sort/contract.yaml'
    const desk = aDesk({ [contract]: '#'.repeat(SOURCE_BYTES_MAX + 1) })
    expect((await desk.read('skill:sort')).files.map(({ name }) => name)).toEqual(['SKILL.md'])
    writeFileSync(join(desk.home, contract), Buffer.from([0x23, 0xff]))
    expect((await desk.read('skill:sort')).files.map(({ name }) => name)).toEqual(['SKILL.md'])
    expect((await holding('ctx:a').find({ kind: 'ctx', name: 'a' }))?.fixed).toContain('can not be shown as text')
  })

  it('[AP135] is written whole, keeps the permissions of its file, and is another version then', async () => {
    const desk = aDesk()
    chmodSync(join(desk.home, SORT_FILE), 0o640)
    const before = await desk.get(SORT.replace('/source', ''), capabilityDetail)
    const text = `${SKILL}Ask when in doubt.\n`
    const changed = capabilitySource.parse(await (await desk.write('skill:sort', 'SKILL.md', text)).json())
    expect(changed.files[0]).toMatchObject({ text, digest: systemIds.sha256(text) })
    expect(desk.file(SORT_FILE)).toBe(text)
    expect(statSync(join(desk.home, SORT_FILE)).mode & 0o777).toBe(0o640)
    const after = await desk.get(SORT.replace('/source', ''), capabilityDetail)
    expect(after.digest).not.toBe(before.digest)
    expect(after.text?.text).toBe(text)
  })

  it('[AP135] that somebody changed meanwhile is not written over, and the same text again is no change', async () => {
    const desk = aDesk()
    const seen = systemIds.sha256(SKILL)
    const mine = { name: 'SKILL.md', text: `${SKILL}Mine.\n`, seen }
    const answers = await Promise.all([
      desk.put(SORT, mine),
      desk.put(SORT, { ...mine, text: `${SKILL}Theirs.\n` }),
      desk.put(SORT, mine),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 200])
    expect(await problemOf(answers[1] as Response)).toMatchObject({
      code: 'source-changed',
      detail: expect.stringContaining(`${SORT_FILE} was changed by somebody else`),
    })
    expect(desk.file(SORT_FILE)).toBe(mine.text)
  })

  it('[AP136] with errors is not written, and says all of them with file, line and column', async () => {
    const desk = aDesk()
    const bad = 'inptu: {}\neffect: sometimes\nrun: { builtin: 7 }\n'
    expect(await problemOf(await desk.write('skill:sort', 'contract.yaml', bad))).toMatchObject({
      status: 422,
      code: 'source-invalid',
      errors: [
        { file: 'collections/default/skills/sort/contract.yaml', line: 1, column: 1 },
        { line: 2, column: 9, detail: expect.stringContaining('`pure`') },
        { line: 3, column: 17, detail: expect.stringContaining('must be text') },
      ],
    })
    expect(desk.file('collections/default/skills/sort/contract.yaml')).toContain('builtin: sort')
  })

  it.each(['../sort/SKILL.md', '/etc/passwd', 'run.py', 'SKILL.md/../run.py', 'link.md'])(
    '[AP137] %s is no name of a file that was listed, so nothing is written',
    async (name) => {
      const desk = aDesk({ 'collections/default/skills/sort/run.py': 'print(1)\n' })
      symlinkSync('run.py', join(desk.home, 'collections/default/skills/sort/link.md'))
      expect(await problemOf(await desk.put(SORT, { name, text: 'x', seen: systemIds.sha256('x') }))).toMatchObject({
        status: 404,
        code: 'source-file-unknown',
        detail: expect.stringContaining('Choose one of SKILL.md, contract.yaml'),
      })
      expect(desk.file('collections/default/skills/sort/run.py')).toBe('print(1)\n')
    },
  )

  it('[AP137] of what is not there is not written', async () => {
    const body = { name: 'SKILL.md', text: 'x', seen: systemIds.sha256('x') }
    for (const ref of ['skill:none', 'nonsense'])
      expect(await problemOf(await aDesk().put(sourcePath(ref), body))).toMatchObject({ code: 'capability-unknown' })
  })

  it('[AP138] is opened and changed by the local owner’s session and the command line, and by nobody else', async () => {
    const desk = aDesk()
    const headers = { authorization: '', cookie: 'workcharts-session-4600=a', origin: `http://${HOST}` }
    const guest = { actor: 'human:guest' as ActorId, expiresAt: null as never }
    const as = (actor: ActorId) => ({ ...desk.sessions, find: () => ({ ...guest, actor }) })
    const callerOf = async (id: ActorId): Promise<Caller> => ({
      ...LOCAL_OWNER,
      id,
      roles: id === LOCAL_OWNER.id ? LOCAL_OWNER.roles : ['ops-manager', 'admin'],
    })
    const statuses = async (actor: ActorId) => {
      const world = aDesk({}, { sessions: as(actor), people: { ...desk.parts.people, callerOf } })
      const { digest = '' } = (await world.read('agent:writer')).files[0] ?? {}
      const body = { name: 'writer.md', text: `${AGENT}More.\n`, seen: digest }
      const path = sourcePath('agent:writer')
      const got = await world.send(path, { headers })
      const done = await world.put(path, body, headers)
      return [got.status, done.status, await world.file('collections/default/agents/writer.md')]
    }
    expect(await statuses(LOCAL_OWNER.id)).toEqual([200, 200, `${AGENT}More.\n`])
    expect(await statuses(guest.actor)).toEqual([403, 403, AGENT])
    const world = aDesk({}, { sessions: as(guest.actor), people: { ...desk.parts.people, callerOf } })
    expect(await problemOf(await world.send(SORT, { headers }))).toMatchObject({
      code: 'not-allowed',
      detail: expect.stringContaining('the role Developer'),
    })
  })

  it('[AP139] is behind no door of the builder', async () => {
    const desk = aDesk()
    const path = SORT.replace(/%3A/g, ':')
    expect(BUILDER_DOORS.filter((door) => path.startsWith(door.replace(/\*$/, '')))).toEqual([])
    const body = { name: 'SKILL.md', text: SKILL, seen: systemIds.sha256(SKILL) }
    for (const door of ['/api/v1/builder/open-source', '/api/v1/skills/sort/source', '/api/v1/drafts/sort/source'])
      expect((await desk.put(door, body)).status).toBeGreaterThanOrEqual(403)
    expect(desk.file(SORT_FILE)).toBe(SKILL)
  })
})
