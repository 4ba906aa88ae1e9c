import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '../../../src/adapters/sqlite/open-database.ts'
import { DATA_FOLDER } from '../shim/desk/lines.ts'
import { integrityOf } from '../shim/desk/take-up.ts'
import type { CrashState } from './crash-state.ts'
import type { Fates, FileNode, FolderNode, Node } from './disk.ts'
import { bytesWith, entriesWith } from './disk.ts'
import { digestOf } from './dump.ts'
import type { Background, Meaning } from './meaning.ts'
import { meaningOf, readHolding } from './meaning.ts'
import { recoverState } from './recover-state.ts'
import type { Story, Told } from './story.ts'
import { sha256Of } from './story.ts'

export interface Examiner {
  /** What is wrong with a crash state, each as a sentence. Empty: nothing that was promised is lost. */
  readonly examine: (state: CrashState) => Promise<readonly string[]>
  /** Different databases that were found, and crash states that the engine recovered from, so far. */
  readonly counts: () => { readonly meanings: number; readonly recovered: number }
}

/** Of so many crash states one is recovered from by the engine, which takes a hundred times as long. */
const RECOVERED_EVERY = 250

/** The files that SQLite may find when it opens the database. */
const DATABASE_FILES = ['workcharts.db', 'workcharts.db-wal', 'workcharts.db-journal']

/** `folder`: where databases are laid out, one after the other. */
export function createExaminer(folder: string, background: Background, story: Story): Examiner {
  const meanings = new Map<string, Meaning>()
  mkdirSync(folder)
  let examined = 0
  const examine = async (state: CrashState): Promise<readonly string[]> => {
    const opened = layOut(folder, state)
    if (typeof opened === 'string') return [opened]
    using database = opened
    const damage = integrityOf(database)
    if (damage !== 'ok') return [`The database is damaged: ${damage}`]
    const digest = digestOf(database)
    const meaning = meanings.get(digest) ?? meaningOf(await readHolding(database), background, state.number)
    meanings.set(digest, meaning)
    examined += 1
    const wrong = [...meaning.wrong, ...brokenRows(meaning, state), ...brokenFiles(meaning, state, story)]
    if (examined % RECOVERED_EVERY !== 0) return wrong
    return [...wrong, ...(await recoverState(join(folder, 'home'), state, background.lines))]
  }
  return { examine, counts: () => ({ meanings: meanings.size, recovered: Math.floor(examined / RECOVERED_EVERY) }) }
}

/** Opens the database of a crash state as the program does; a sentence where it can not be opened. */
function layOut(folder: string, { root, fates }: CrashState): DatabaseSync | string {
  const data = find(root, DATA_FOLDER, fates)
  const entries = data?.type === 'folder' ? entriesWith(data, fates) : new Map<string, Node>()
  for (const name of DATABASE_FILES) {
    const node = entries.get(name)
    if (node?.type === 'file') writeFileSync(join(folder, name), bytesWith(node, fates))
    else rmSync(join(folder, name), { force: true })
  }
  const opened = openDatabase(join(folder, 'workcharts.db'))
  return opened.ok ? opened.value : `The database can not be opened: ${JSON.stringify(opened.error)}`
}

function brokenRows({ broken }: Meaning, { number }: CrashState): readonly string[] {
  return broken === undefined || broken.number >= number
    ? []
    : [`It was promised, and it is lost: ${JSON.stringify(broken.line)}`]
}

function brokenFiles(meaning: Meaning, state: CrashState, story: Story): readonly string[] {
  return [
    ...meaning.blobs.flatMap((path) =>
      isWhole(state, story, { path, from: 0 }) ? [] : [`A stored plan or fact names ${path}, which is not there whole`],
    ),
    ...partsOfFiles(state, story),
    ...lostFiles(state, story),
  ]
}

/** A file that is there has one of the contents that were put there whole. */
function partsOfFiles(state: CrashState, { contents }: Story): readonly string[] {
  return [...contents].flatMap(([path, versions]) => {
    const found = digestAt(state, path)
    return found === undefined || versions.some(({ sha256 }) => sha256 === found)
      ? []
      : [`${path} is neither the old nor the new file`]
  })
}

function lostFiles(state: CrashState, story: Story): readonly string[] {
  return promisedFiles(story.lines, state.number).flatMap(({ number, path }) => {
    const from = (story.contents.get(path) ?? []).findLastIndex((content) => content.number < number)
    return isWhole(state, story, { path, from }) ? [] : [`${path} was promised, and it is lost or older than that`]
  })
}

interface PromisedFile {
  readonly path: string
  readonly number: number
}

/** The last promise about each file. */
function promisedFiles(lines: readonly Told[], before: number): readonly PromisedFile[] {
  const files = lines.flatMap(({ number, line }) =>
    line.type === 'file' && number < before ? [{ path: line.path, number }] : [],
  )
  return [...new Map(files.map((file) => [file.path, file])).values()]
}

/** Whether the file has one of its whole contents, from that one on. */
function isWhole(
  state: CrashState,
  { contents }: Story,
  { path, from }: { readonly path: string; readonly from: number },
): boolean {
  const found = digestAt(state, path)
  return (contents.get(path) ?? []).slice(Math.max(0, from)).some(({ sha256 }) => sha256 === found)
}

const DURABLE_DIGESTS = new WeakMap<Buffer, string>()

function digestAt({ root, fates }: CrashState, path: string): string | undefined {
  const node = find(root, path, fates)
  return node?.type === 'file' ? digestOfFile(node, fates) : undefined
}

function digestOfFile(node: FileNode, fates: Fates): string {
  if (node.pending.length > 0) return sha256Of(bytesWith(node, fates))
  const known = DURABLE_DIGESTS.get(node.durable) ?? sha256Of(node.durable)
  DURABLE_DIGESTS.set(node.durable, known)
  return known
}

function find(root: FolderNode, path: string, fates: Fates): Node | undefined {
  let found: Node | undefined = root
  for (const name of path.split('/')) {
    if (found?.type !== 'folder') return undefined
    found = entriesWith(found, fates).get(name)
  }
  return found
}
