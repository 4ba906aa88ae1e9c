import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../make-folder.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { ifPresent } from './if-present.ts'

/** Something that a template brings along: a skill is a folder, an agent and a context module are a file each. */
export interface Part {
  /** `sort-invoice`, `change-rules`. */
  readonly name: string
  /** Where it comes from and where it goes, as absolute paths. */
  readonly source: string
  readonly target: string
}

/** The folders of a collection that a template may add to. */
const AREAS = ['skills', 'agents', 'context']

export async function listParts(template: string, collection: string): Promise<readonly Part[]> {
  const areas = AREAS.map(async (area) => {
    const names = (await ifPresent(() => readdir(join(template, area)))) ?? []
    return names.map((name) => {
      const [source, target] = [join(template, area, name), join(collection, area, name)]
      return { name: name.replace(/\.md$/, ''), source, target }
    })
  })
  return (await Promise.all(areas)).flat()
}

/** Whether the user has something else under its name. */
export async function isKept({ source, target }: Part): Promise<boolean> {
  const [ours, theirs] = await Promise.all([bytesIn(source), bytesIn(target)])
  return theirs.size > 0 && !isSame(ours, theirs)
}

/**
 * Copies a part unless something has its name. It is written under a hidden name, which no reader looks at, and moved when
 * it is whole: after a crash it is there as it should be, or not at all.
 */
export async function copyPart({ source, target }: Part): Promise<void> {
  if ((await bytesIn(target)).size > 0) return
  const hidden = join(dirname(target), `.${randomUUID()}.tmp`)
  try {
    for (const [path, bytes] of await bytesIn(source)) await writeFileWhole(join(hidden, path), bytes)
    await moveUnlessTaken(hidden, target)
    await syncFolder(dirname(target))
  } finally {
    await rm(hidden, { recursive: true, force: true })
  }
}

/** Neither a folder with something in it nor a file is ever replaced, also where it came up only now. */
async function moveUnlessTaken(from: string, to: string): Promise<void> {
  try {
    await ((await stat(from)).isDirectory() ? rename(from, to) : link(from, to))
  } catch (error) {
    if (!isTaken(error)) throw error
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTEMPTY')
}

/** The bytes of every file by its path from `place` on; of a single file, its own under the empty path. */
async function bytesIn(place: string): Promise<ReadonlyMap<string, Buffer>> {
  const found = await ifPresent(() => stat(place))
  if (found === undefined) return new Map()
  const paths = found.isDirectory() ? await filesBelow(place) : ['']
  const files = paths.map(async (path) => [path, await readFile(join(place, path))] as const)
  return new Map(await Promise.all(files))
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

function isSame(left: ReadonlyMap<string, Buffer>, right: ReadonlyMap<string, Buffer>): boolean {
  return left.size === right.size && [...left].every(([path, bytes]) => right.get(path)?.equals(bytes) === true)
}
