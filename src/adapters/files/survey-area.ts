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

/** An artifact that was found: its own Markdown file is read, the rest of a skill's folder is not. */
export interface Place extends Omit<Candidate, 'refusal'> {
  /** Every name it answers to; the first is the one it is listed by. */
  readonly names: readonly string[]
  readonly head: ArtifactHead
}

export interface Survey {
  readonly places: readonly Place[]
  readonly byName: ReadonlyMap<string, Place>
  readonly unusable: readonly UnusableArtifact[]
}

export type HeadReader = (path: string) => Promise<Result<ArtifactHead, Complaint>>

/** All artifacts of one kind in one root. Of two with the same name the first in the order of paths keeps it. */
export async function surveyArea(root: Root, kind: ArtifactKind, readHead: HeadReader): Promise<Survey> {
  const { candidates, unusable } = await findCandidates(root, kind)
  const read = await mapAtOnce(candidates, async (candidate) => ({
    candidate,
    head: await headOf(candidate, readHead),
  }))
  const owners: NameOwners = new Map()
  const places: Place[] = []
  const refused: UnusableArtifact[] = []
  for (const { candidate, head } of read) {
    const place = head.ok ? toPlace(candidate, head.value, owners) : head
    if (place.ok) places.push(place.value)
    else refused.push({ file: candidate.source, ...place.error })
  }
  const byName = new Map(places.flatMap((place) => place.names.map((name) => [name, place] as const)))
  return { places, byName, unusable: [...unusable, ...refused] }
}

async function headOf(
  { refusal, kind, main }: Candidate,
  readHead: HeadReader,
): Promise<Result<ArtifactHead, Complaint>> {
  if (refusal !== undefined) return err(refusal)
  const head = await readHead(main)
  return head.ok && kind === 'agent' && !head.value.hasFrontMatter ? err(NO_AGENT) : head
}

/** Takes its names. */
function toPlace(
  { refusal: _, ...candidate }: Candidate,
  head: ArtifactHead,
  owners: NameOwners,
): Result<Place, Complaint> {
  const names = nameArtifact(candidate, head.name, owners)
  return names.ok ? ok({ ...candidate, names: names.value, head }) : names
}

const NO_AGENT: Complaint = {
  reason: 'It does not begin with front matter, so it is no agent.',
  mend: 'Begin it with a line ---, its name and description, and a line ---.',
}
