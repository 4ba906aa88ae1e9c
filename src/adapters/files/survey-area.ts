import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import type { Candidate } from './find-candidates.ts'
import { findCandidates } from './find-candidates.ts'
import type { ArtifactKind, Root } from './find-roots.ts'
import { mapAtOnce } from './map-at-once.ts'
import type { NameOwners } from './name-artifact.ts'
import { nameArtifact } from './name-artifact.ts'
import type { ArtifactHead } from './read-head.ts'
import type { Stamp } from './stamp.ts'
import { findStamp } from './stamp.ts'

/** An artifact that was found: its own Markdown file is read, the rest of a skill's folder is not. */
export interface Place extends Candidate {
  /** Every name it answers to; the first is the one it is listed by. */
  readonly names: readonly string[]
  readonly head: ArtifactHead
  /** Of its Markdown file, from before that was read. */
  readonly stamp: Stamp | undefined
}

export interface Survey {
  readonly places: readonly Place[]
  readonly byName: ReadonlyMap<string, Place>
  readonly unusable: readonly UnusableArtifact[]
}

export type HeadReader = (path: string, known: Stamp | undefined) => Promise<Result<ArtifactHead, Complaint>>

/** All artifacts of one kind in one root. Of two with the same name the first in the order of paths keeps it. */
export async function surveyArea(root: Root, kind: ArtifactKind, readHead: HeadReader): Promise<Survey> {
  const { candidates, unusable } = await findCandidates(root, kind)
  const seen = await mapAtOnce(candidates, (candidate) => lookAt(candidate, readHead))
  const owners: NameOwners = new Map()
  const places: Place[] = []
  const refused: UnusableArtifact[] = []
  for (const each of seen) {
    const place = toPlace(each, owners)
    if (place.ok) places.push(place.value)
    else refused.push({ file: each.candidate.source, ...place.error })
  }
  const byName = new Map(places.flatMap((place) => place.names.map((name) => [name, place] as const)))
  return { places, byName, unusable: [...unusable, ...refused] }
}

interface SeenCandidate {
  readonly candidate: Candidate
  readonly stamp: Stamp | undefined
  readonly head: Result<ArtifactHead, Complaint>
}

async function lookAt(candidate: Candidate, readHead: HeadReader): Promise<SeenCandidate> {
  const { refusal, kind, main } = candidate
  if (refusal !== undefined) return { candidate, stamp: undefined, head: err(refusal) }
  const stamp = findStamp(main)
  const head = await readHead(main, stamp)
  const isNoAgent = head.ok && kind === 'agent' && !head.value.hasFrontMatter
  return { candidate, stamp, head: isNoAgent ? err(NO_AGENT) : head }
}

/** Takes its names. */
function toPlace({ candidate, stamp, head }: SeenCandidate, owners: NameOwners): Result<Place, Complaint> {
  if (!head.ok) return head
  const names = nameArtifact(candidate, head.value.name, owners)
  return names.ok ? ok({ ...candidate, names: names.value, head: head.value, stamp }) : names
}

const NO_AGENT: Complaint = {
  reason: 'It does not begin with front matter, so it is no agent.',
  mend: 'Begin it with a line ---, its name and description, and a line ---.',
}
