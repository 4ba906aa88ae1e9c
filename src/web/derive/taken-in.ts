import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'

/** Of more files at once nobody can say what they are to become. */
const FILES_MAX = 10

/** Something from outside, as text. */
export interface Outside {
  readonly text: string
  /** The name of the file it comes from. */
  readonly file?: string
}

/** Why files are not even read; null: they are. */
export function tooMuch(files: readonly { readonly name: string; readonly size: number }[]): string | null {
  if (files.length > FILES_MAX) return `${files.length} files at once; at most ${FILES_MAX} can be. Drop fewer.`
  const large = files.find(({ size }) => size > DOCUMENT_BYTES_MAX)
  return large === undefined ? null : `${large.name} is larger than 4 MiB. Drop a smaller file.`
}
