import { basename, dirname } from 'node:path'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CapabilityEntry, CatalogEntry, ContextEntry } from '../../core/plan/catalog.ts'
import type { PlannedFile } from '../../core/plan/plan.ts'
import { countTokens } from '../../core/plan/tokens.ts'
import type { Complaint } from './complaint.ts'
import { CONTRACT_FILE, describeSkill } from './describe-skill.ts'
import { listSkillFiles } from './list-skill-files.ts'
import { MARKDOWN_BYTES_MAX } from './read-head.ts'
import { isModuleFile, readModule } from './read-module.ts'
import { readText } from './read-text.ts'
import { sha256 } from './sha256.ts'
import type { Place } from './survey-area.ts'
import { NO_AI } from './why-idle.ts'

/** What a file's bytes are, once they are where they are wanted. Rejects only where they could not be kept. */
export type Keep = (path: string) => Promise<Result<Omit<PlannedFile, 'path'>, Complaint>>

/** Everything about an artifact, every file of it kept. */
export async function loadEntry(place: Place, ref: string, keep: Keep): Promise<Result<CatalogEntry, Complaint>> {
  if (place.kind === 'skill') return loadSkill(place, ref, keep)
  const mark = await keep(place.main)
  if (!mark.ok) return mark
  if (place.kind === 'ctx') return loadContext(place, ref, mark.value)
  const files = [{ path: basename(place.main), ...mark.value }]
  const { agent } = place.head
  return ok({ ...identify(place, ref, files), ...BY_AN_AGENT, agent, unavailable: `${ref} is here, but ${NO_AI}` })
}

/** What only an agent can carry out says how sure it is, and changes nothing but by its tools. */
const BY_AN_AGENT = { confidence: 'reported', effect: 'pure' } as const

async function loadContext(
  place: Place,
  ref: string,
  mark: Omit<PlannedFile, 'path'>,
): Promise<Result<ContextEntry, Complaint>> {
  const { title, description, source } = identify(place, ref, [])
  const named = { type: 'context', ref, title, description, source, ...mark } as const
  if (isModuleFile(place.main)) {
    const module = await readModule(place.main)
    if (!module.ok) return module
    const { selection, priority } = module.value
    return ok({ ...named, tokens: 0, memory: { selection, priority, candidates: [] } })
  }
  const text = await readText(place.main, MARKDOWN_BYTES_MAX)
  return text.ok ? ok({ ...named, tokens: countTokens(text.value) }) : text
}

async function loadSkill(place: Place, ref: string, keep: Keep): Promise<Result<CapabilityEntry, Complaint>> {
  const listed = await listSkillFiles(dirname(place.main), dirname(place.source))
  if (!listed.ok) return listed
  const files: PlannedFile[] = []
  for (const { path, absolute } of listed.value) {
    const mark = await keep(absolute)
    if (!mark.ok) return mark
    files.push({ path, ...mark.value })
  }
  const contract = listed.value.find(({ path }) => path === CONTRACT_FILE)
  return ok({ ...identify(place, ref, files), ...(await describeSkill(ref, place.head.agent, contract?.absolute)) })
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
