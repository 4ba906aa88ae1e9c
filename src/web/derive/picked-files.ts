import { fileNameProblem } from '../../core/run/file-name.ts'
import { FILE_BYTES_MAX, FILES_MAX } from '../../core/run/given-file.ts'
import { sizeWords } from './size-words.ts'

/** What is known of a file before it is sent. */
export interface PickedFile {
  readonly name: string
  readonly size: number
}

/** Why a file is not added to those that are there, as a sentence; undefined: it is. */
export function pickedFileProblem(there: readonly PickedFile[], { name, size }: PickedFile): string | undefined {
  if (there.length >= FILES_MAX) return `At most ${FILES_MAX} files go with one decision. Remove one first.`
  if (there.some((file) => file.name === name))
    return 'A file of this name is there already. Remove that one, or rename this one.'
  if (size > FILE_BYTES_MAX)
    return `It is larger than ${sizeWords(FILE_BYTES_MAX)}. Say in the reason where it can be found instead.`
  return fileNameProblem(name)
}
