import type { RunDetail } from '../../api/contract/run-detail.ts'

/** How a file is shown: as text, or as a picture of a kind that can hold no program; null: it is only saved. */
export type PreviewKind = 'text' | 'picture' | null

/** Larger files are saved, not looked at in a page. */
const PREVIEW_BYTES_MAX = 1_048_576
/** More of a text than this is not drawn. */
export const PREVIEW_CHARACTERS_MAX = 50_000

const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const TEXTS: ReadonlySet<string> = new Set(['application/json', 'application/yaml', 'application/xml', 'image/svg+xml'])

export function previewKind({ mediaType, size }: { readonly mediaType: string; readonly size: number }): PreviewKind {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (size > PREVIEW_BYTES_MAX) return null
  if (PICTURES.has(type)) return 'picture'
  return type.startsWith('text/') || TEXTS.has(type) ? 'text' : null
}

/** Every file of a run with the stage that gave it, in the order of the stages. */
export function filesOf({ stages }: Pick<RunDetail, 'stages'>) {
  return stages.flatMap(({ id, name, artifacts }) => artifacts.map((file) => ({ stage: { id, name }, file })))
}
