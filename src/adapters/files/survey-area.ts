import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { UnusableArtifact } from '../../engine/ports.ts'
import type { Complaint } from './complaint.ts'
import type { Candidate } from './find-candidates.ts'
import { findCandidates } from './find-candidates.ts'
import type { ArtifactKind, Root } from './find-roots.ts'
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
  readonly unusable: readonly UnusableArtifact[]
}

export type HeadReader = (path: string) => Promise<Result<ArtifactHead, Complaint>>

/** All artifacts of one kind in one root. Of two with the same name the first in the order of paths keeps it. */
export async function surveyArea(root: Root, kind: ArtifactKind, readHead: HeadReader): Promise<Survey> {
  const { candidates, unusable } = await findCandidates(root, kind)
  const owners: NameOwners = new Map()
  const places: Place[] = []
  const refused: UnusableArtifact[] = []
  for (const candidate of candidates) {
    const place = await toPlace(candidate, owners, readHead)
    if (place.ok) places.push(place.value)
    else refused.push({ file: candidate.source, ...place.error })
  }
  return { places, unusable: [...unusable, ...refused] }
}

async function toPlace(
  { refusal, ...candidate }: Candidate,
  owners: NameOwners,
  readHead: HeadReader,
): Promise<Result<Place, Complaint>> {
  if (refusal !== undefined) return err(refusal)
  const head = await readHead(candidate.main)
  if (!head.ok) return head
  if (candidate.kind === 'agent' && !head.value.hasFrontMatter) return err(NO_AGENT)
  const names = nameArtifact(candidate, head.value.name, owners)
  return names.ok ? ok({ ...candidate, names: names.value, head: head.value }) : names
}

const NO_AGENT: Complaint = {
  reason: 'It does not begin with front matter, so it is no agent.',
  mend: 'Begin it with a line ---, its name and description, and a line ---.',
}
