import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import type { CatalogEntry } from '../core/plan/catalog.ts'
import { createInOrder } from './in-order.ts'
import type { CheckSource, Ids, Library, Shelf } from './ports.ts'
import type { ArtifactSource, SourceFile, SourceOrder, SourceProblem, Sources } from './sources.ts'
import { SOURCE_BYTES_MAX } from './sources.ts'

export interface SourcesParts {
  readonly library: Pick<Library, 'resolve'>
  readonly shelf: Pick<Shelf, 'read' | 'write'>
  readonly check: CheckSource
  readonly ids: Pick<Ids, 'sha256'>
}

export function createSources(parts: SourcesParts): Sources {
  const inOrder = createInOrder()
  return {
    find: async (reference) => {
      const entry = await parts.library.resolve(reference)
      return entry && (await sourceOf(entry, parts))
    },
    // What a change was made from must still be there when it is written.
    change: (order) => inOrder(() => change(order, parts)),
  }
}

async function change(order: SourceOrder, parts: SourcesParts): Promise<Result<ArtifactSource, SourceProblem>> {
  const { reference, name, seen, text } = order
  const entry = await parts.library.resolve(reference)
  if (entry === undefined) return err({ code: 'capability-unknown', ref: `${reference.kind}:${reference.name}` })
  const source = await sourceOf(entry, parts)
  if (source.fixed !== null) return err({ code: 'source-fixed', reason: source.fixed })
  const found = source.files.find((each) => each.name === name)
  if (found === undefined)
    return err({ code: 'source-file-unknown', name, names: source.files.map((each) => each.name) })
  const { file, text: before, digest } = found
  // Sent again after silence it is there already.
  if (before === text) return ok(source)
  if (digest !== seen) return err({ code: 'source-changed', file })
  const faults = parts.check({ kind: reference.kind, file, before, text })
  if (faults.length > 0) return err({ code: 'source-invalid', file, faults })
  await parts.shelf.write(file, text)
  return ok(withFile(source, { ...found, text, digest: parts.ids.sha256(text) }))
}

function withFile(source: ArtifactSource, changed: SourceFile): ArtifactSource {
  return { ...source, files: source.files.map((file) => (file.name === changed.name ? changed : file)) }
}

async function sourceOf(entry: CatalogEntry, parts: SourcesParts): Promise<ArtifactSource> {
  const fixed = whyFixed(entry)
  if (fixed !== null) return { files: [], fixed }
  const files = (await Promise.all(ownFiles(entry).map((file) => readFile(file, parts)))).flat()
  return files.length > 0 ? { files, fixed: null } : { files, fixed: noText(entry) }
}

/** Null: it is the user's own. Tools of servers and models are made of no files here. */
function whyFixed({ ref, source }: CatalogEntry): string | null {
  if (ref.startsWith('mcp:')) return 'It is a tool of a server. Whoever looks after the server changes it there.'
  if (ref.startsWith('model:')) return 'It is a model of a connection. Change the connection under Settings.'
  if (source.startsWith('collections/')) return null
  if (source.startsWith('~/')) return `It stands in ${source}, where other programs use it too. Change it there.`
  return `It came with the program (${source}). Copy it into a collection of your own, then change the copy.`
}

function noText({ source }: CatalogEntry): string {
  return `What stands in ${source} can not be shown as text. Change it there.`
}

interface OwnFile extends Omit<SourceFile, 'text'> {
  readonly size: number
}

/** Its Markdown file, and the contract beside that of a skill. What else a skill brings along are programs and data. */
function ownFiles(entry: CatalogEntry): readonly OwnFile[] {
  const { source } = entry
  const folder = source.slice(0, source.lastIndexOf('/') + 1)
  const main = source.slice(folder.length)
  const files = entry.type === 'context' ? [{ ...entry, path: main }] : entry.files
  return files
    .filter(({ path }) => path === main || path === CONTRACT)
    .toSorted((left) => (left.path === main ? -1 : 1))
    .map(({ path, sha256, size }) => ({ name: path, file: `${folder}${path}`, digest: sha256, size }))
}

const CONTRACT = 'contract.yaml'

/** Nothing where it is too long, or other bytes than its text would give again. */
async function readFile(own: OwnFile, { shelf, ids }: SourcesParts): Promise<readonly SourceFile[]> {
  const { size, ...file } = own
  if (size > SOURCE_BYTES_MAX) return []
  const text = await shelf.read(file.file)
  return text !== undefined && ids.sha256(text) === file.digest ? [{ ...file, text }] : []
}
