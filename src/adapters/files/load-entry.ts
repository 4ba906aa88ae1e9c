import { basename } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CapabilityEntry, CatalogEntry, ContextEntry } from '../../core/plan/catalog.ts'
import type { PlannedFile } from '../../core/plan/plan.ts'
import type { Complaint } from './complaint.ts'
import { CONTRACT_FILE, describeSkill } from './describe-skill.ts'
import { listSkillFiles } from './list-skill-files.ts'
import { mapAtOnce } from './map-at-once.ts'
import type { Contract } from './read-contract.ts'
import type { FileMark } from './read-text.ts'
import { sha256 } from './sha256.ts'
import type { Stamp } from './stamp.ts'
import type { Place } from './survey-area.ts'
import { NO_AI } from './why-idle.ts'

/** How the files of an artifact are read. */
export interface FileReader {
  /** What a file's bytes are, once they are where they are wanted. Rejects only where they could not be kept. */
  readonly keep: (file: SeenFile) => Promise<Result<FileMark, Complaint>>
  /** What a contract says, or what is wrong with it. */
  readonly contract: (path: string, stamp?: Stamp) => Promise<Result<Contract, string>>
}

/** A file with what is known of it from a moment ago. */
interface SeenFile {
  readonly absolute: string
  readonly stamp: Stamp | undefined
  readonly mark?: FileMark
}

/** Everything about an artifact, every file of it kept. */
export async function loadEntry(
  place: Place,
  ref: string,
  reader: FileReader,
): Promise<Result<CatalogEntry, Complaint>> {
  if (place.kind === 'skill') return loadSkill(place, ref, reader)
  const mark = await reader.keep({ absolute: place.main, stamp: place.stamp, mark: place.head.mark })
  if (!mark.ok) return mark
  if (place.kind === 'ctx') return ok(toModule(place, ref, mark.value))
  const files = [{ path: basename(place.main), ...mark.value }]
  const { agent } = place.head
  return ok({ ...identify(place, ref, files), ...BY_AN_AGENT, agent, unavailable: `${ref} is here, but ${NO_AI}` })
}

/** What only an agent can carry out says how sure it is, and changes nothing but by its tools. */
const BY_AN_AGENT = { confidence: 'reported', effect: 'pure' } as const

function toModule(place: Place, ref: string, mark: FileMark): ContextEntry {
  const { head } = place
  const { title, description, source } = identify(place, ref, [])
  const named = { type: 'context', ref, title, description, source, ...mark } as const
  if (head.module === undefined) return { ...named, tokens: head.tokens }
  const { selection, priority } = head.module
  return { ...named, tokens: 0, memory: { selection, priority, candidates: [] } }
}

async function loadSkill(place: Place, ref: string, reader: FileReader): Promise<Result<CapabilityEntry, Complaint>> {
  const listed = await listSkillFiles(place)
  if (!listed.ok) return listed
  const kept = await mapAtOnce(listed.value, async (file) => ({
    path: file.path,
    mark: await reader.keep(file.absolute === place.main ? { ...file, mark: place.head.mark } : file),
  }))
  const files: PlannedFile[] = []
  for (const { path, mark } of kept) {
    if (!mark.ok) return mark
    files.push({ path, ...mark.value })
  }
  const written = listed.value.find(({ path }) => path === CONTRACT_FILE)
  const contract = written === undefined ? undefined : await reader.contract(written.absolute, written.stamp)
  return ok({ ...identify(place, ref, files), ...describeSkill(ref, place.head.agent, contract) })
}

type Identity = Pick<CapabilityEntry, 'type' | 'ref' | 'title' | 'description' | 'source' | 'digest' | 'files'>

/** Agents and commands go by their name: the headings of a prompt are no titles. */
function identify({ kind, names, head, source }: Place, ref: string, files: readonly PlannedFile[]): Identity {
  const name = names[0] ?? ref
  const title = kind === 'skill' || kind === 'ctx' ? (head.title ?? name) : name
  return { type: 'capability', ref, title, description: head.description, source, digest: digestOf(files), files }
}

/** SHA-256 over one line per file, ordered by path: its SHA-256, two spaces and its path, as `sha256sum` prints. */
function digestOf(files: readonly PlannedFile[]): string {
  const ordered = files.toSorted((left, right) => (left.path < right.path ? -1 : 1))
  return sha256(ordered.map((file) => `${file.sha256}  ${file.path}\n`).join(''))
}
