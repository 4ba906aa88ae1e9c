import type { ReferenceKind } from '../../core/workflow/reference.ts'
import type { ArtifactKind, Root } from './find-roots.ts'
import { isCollection } from './find-roots.ts'

/** The kinds of reference that stand for files. */
export const ARTIFACT_KINDS = ['agent', 'skill', 'command', 'ctx'] as const satisfies readonly ArtifactKind[]

export function artifactKind(kind: ReferenceKind): ArtifactKind | undefined {
  return ARTIFACT_KINDS.find((each) => each === kind)
}

/**
 * Where an artifact is looked for: the project first, then the workflow's own collection, then the others in their order.
 * What a project brings along waits until it is accepted, except context, which can do nothing. The context of a shipped
 * example belongs to that example alone.
 */
export function searchOrder(
  roots: readonly Root[],
  kind: ReferenceKind,
  collection: string | undefined,
): readonly Root[] {
  const isOwn = (root: Root) => root.name === collection && isCollection(root)
  const isOpen = (root: Root) => (kind === 'ctx' ? root.type !== 'shipped' || isOwn(root) : !root.isUnseen)
  const open = roots.filter(isOpen)
  return [
    ...open.filter(({ type }) => type === 'project'),
    ...open.filter(isOwn),
    ...open.filter((root) => root.type !== 'project' && !isOwn(root)),
  ]
}
