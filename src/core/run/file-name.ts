import { utf8Length } from '../workflow/utf8-length.ts'

/** What the usual file systems take. */
const NAME_BYTES_MAX = 255
/** Line ends, other control characters, half characters, and what turns the reading direction: a name must read as it is. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u

/** Why a file can not be called this, as a sentence; undefined: it can. A name is only ever shown, never a path here. */
export function fileNameProblem(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'The file has no name. Give it one.'
  if (/[/\\]/.test(name)) return 'The name of a file has no slash in it. Leave out the folders.'
  if (UNREADABLE.test(name)) return 'The name of the file has hidden characters in it. Rename it.'
  const bytes = utf8Length(name)
  if (bytes > NAME_BYTES_MAX)
    return `The name is ${bytes} bytes long; at most ${NAME_BYTES_MAX} fit. Use a shorter one.`
  return undefined
}
