import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Containment } from './adapters/performers/command/containment.ts'
import type { Finding } from './api/contract/system.ts'
import type { Config } from './config.ts'
import type { Notices } from './engine/notices.ts'
import type { Connections, Library } from './engine/ports.ts'
import type { ToolSource } from './engine/tool-source.ts'
import type { BackupsExamined } from './examine-backups.ts'
import { examineBackups } from './examine-backups.ts'
import type { PricesExamined } from './examine-prices.ts'
import { examinePrices } from './examine-prices.ts'
import type { SchedulesExamined } from './examine-schedules.ts'
import { examineSchedules } from './examine-schedules.ts'
import { freeBytes } from './free-bytes.ts'

/** Below this much free space a busy day may not fit. */
const FREE_BYTES_MIN = 500_000_000

export interface DoctorParts extends PricesExamined, SchedulesExamined, BackupsExamined {
  readonly notices: Pick<Notices, 'count'>
  readonly config: Config
  readonly library: Library
  readonly containment: () => Promise<Containment>
  readonly tools: Pick<ToolSource, 'list'>
  readonly connections: Pick<Connections, 'list'>
}

/** What was found and what is missing, each with what mends it. */
export async function examine(parts: DoctorParts): Promise<readonly Finding[]> {
  const { config, library, containment, tools, connections } = parts
  return [
    runtime(),
    collections(config),
    await capabilities(library),
    await unusable(library),
    await claudeFolder(config, library),
    await servers(tools),
    ...['claude', 'codex'].map((name) => commandLine(config, name)),
    sayContainment(await containment()),
    await model(connections),
    await examinePrices(parts),
    await examineSchedules(parts),
    mail(config),
    await told(parts.notices),
    zone(),
    await disk(config),
    await examineBackups(parts),
  ]
}

function runtime(): Finding {
  return {
    id: 'runtime',
    title: 'Node.js',
    state: 'ok',
    detail: `${process.version}, SQLite ${process.versions['sqlite']}`,
    mend: null,
  }
}

function collections({ home }: Config): Finding {
  const folder = join(home, 'collections')
  if (existsSync(folder))
    return { id: 'collections', title: 'Your collections', state: 'ok', detail: folder, mend: null }
  const mend = 'Make one with: workcharts workflow create <id> --stage <stage>=<agent or person>'
  return { id: 'collections', title: 'Your collections', state: 'missing', detail: `${folder} is not there yet.`, mend }
}

async function capabilities(library: Library): Promise<Finding> {
  const found = (await library.listCapabilities()).filter((entry) => entry.type === 'capability')
  const able = found.filter((entry) => entry.run !== undefined).length
  const detail = `${found.length} agents, skills and commands found; ${able} can work here, a person does the work of the others.`
  return { id: 'capabilities', title: 'Who can do stages', state: 'ok', detail, mend: null }
}

async function unusable(library: Library): Promise<Finding> {
  const [first, ...others] = await library.listUnusable()
  if (first === undefined)
    return { id: 'unusable', title: 'Files that could not be used', state: 'ok', detail: 'None.', mend: null }
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return {
    id: 'unusable',
    title: 'Files that could not be used',
    state: 'missing',
    detail: `${first.file}: ${first.reason}${more}`,
    mend: first.mend,
  }
}

async function claudeFolder({ claude }: Config, library: Library): Promise<Finding> {
  const finding = { id: 'claude-folder', title: 'Your Claude agents and skills', mend: null }
  if (!existsSync(claude)) return { ...finding, state: 'missing', detail: `${claude} is not there.` }
  const found = await library.listCapabilities()
  const counts = CLAUDE_FOLDERS.map(
    (each) => `${found.filter(({ source }) => source.startsWith(`~/.claude/${each}/`)).length} ${each}`,
  )
  return { ...finding, state: 'ok', detail: `${claude}: ${counts.join(', ')}.` }
}

const CLAUDE_FOLDERS = ['agents', 'skills', 'commands'] as const

async function servers(tools: Pick<ToolSource, 'list'>): Promise<Finding> {
  const { servers: count, tools: found, unusable: problems } = await tools.list()
  const [first] = problems
  const detail = count === 0 ? 'None is named.' : `${count} named, with ${found.length} tools.`
  const title = 'MCP servers'
  if (first === undefined) return { id: 'mcp-servers', title, state: 'ok', detail, mend: null }
  const words = problems.map(({ file, reason }) => `${file}: ${reason}`).join(' ')
  return { id: 'mcp-servers', title, state: 'missing', detail: `${detail} ${words}`, mend: first.mend }
}

function commandLine({ environment }: Config, name: string): Finding {
  const folders = (environment['PATH'] ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  return {
    id: `command-${name}`,
    title: `The command ${name}`,
    state: found === undefined ? 'missing' : 'ok',
    detail: found ?? 'It is not on the PATH.',
    mend: null,
  }
}

/** How far a skill's own program is kept apart from the rest of the machine. */
function sayContainment({ walls, prlimit }: Containment): Finding {
  const sight =
    walls.type === 'bubblewrap' ? WALLED : 'A command of a skill can read your files and use the network, as you can.'
  const limitsMend = prlimit === null ? LIMITS_MISSING : null
  const bounds = prlimit === null ? ' Nothing bounds how much of this machine a command takes.' : ''
  const mend = walls.type === 'none' ? WALLS_MISSING[walls.reason] : limitsMend
  const state = mend === null ? 'ok' : 'missing'
  return { id: 'containment', title: 'Keeping commands apart', state, detail: `${sight}${bounds}`, mend }
}

const WALLED = 'A command sees its own folder and no network.'

const WALLS_MISSING = {
  'not-found': 'Install bubblewrap, for example with: sudo apt install bubblewrap. Then start WorkCharts again.',
  'turned-off':
    'The walls are turned off. Take WORKCHARTS_CONTAINMENT=off out of the environment, and start WorkCharts again.',
  forbidden:
    'bubblewrap is here, but this system does not let it work. Allow unprivileged user namespaces, or run WorkCharts outside this container.',
} as const

const LIMITS_MISSING = 'Install util-linux, which brings prlimit. Then start WorkCharts again.'

async function model({ list }: DoctorParts['connections']): Promise<Finding> {
  const connections = await list()
  const usual = connections.find(({ isDefault }) => isDefault)
  if (usual === undefined) return { id: 'model', title: 'AI', state: 'missing', ...NO_AI }
  const others = connections.length === 1 ? '' : ` (one of ${connections.length} connections)`
  const detail = `Agents are carried out by "${usual.name}"${others}. See whether it answers: workcharts connections test ${usual.name}`
  return { id: 'model', title: 'AI', state: 'ok', detail, mend: null }
}

const NO_AI = {
  detail: 'No AI is connected. A person does what an agent would do.',
  mend: 'Connect one under Settings in the web app, or with: workcharts connections add --help',
}

function mail({ smtp, data }: Config): Finding {
  if (smtp !== undefined)
    return { id: 'mail', title: 'E-mail', state: 'ok', detail: `Sent through ${smtp.url.hostname}.`, mend: null }
  const mend = 'To really send, set WORKCHARTS_SMTP_URL and WORKCHARTS_MAIL_FROM.'
  return {
    id: 'mail',
    title: 'E-mail',
    state: 'missing',
    detail: `Messages are written to ${join(data, 'outbox')} and not sent.`,
    mend,
  }
}

async function told({ count }: DoctorParts['notices']): Promise<Finding> {
  const { waiting, failed } = await count()
  const finding = { id: 'notices', title: 'Telling people' }
  if (failed === 0) return { ...finding, state: 'ok', detail: `${waiting} notices wait to be sent.`, mend: null }
  const detail = `${failed} notices could not be sent in the last thirty days.`
  return { ...finding, state: 'missing', detail, mend: 'See why with: workcharts notices list --status failed' }
}

function zone(): Finding {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { id: 'zone', title: 'Time zone', state: 'ok', detail: timeZone, mend: null }
}

async function disk({ data }: Config): Promise<Finding> {
  const free = await freeBytes(data)
  const detail = `${Math.floor(free / 1_000_000)} MB free in ${data}`
  if (free >= FREE_BYTES_MIN) return { id: 'disk', title: 'Space', state: 'ok', detail, mend: null }
  return {
    id: 'disk',
    title: 'Space',
    state: 'wrong',
    detail,
    mend: 'Free some space: nothing can be saved on a full disk.',
  }
}
