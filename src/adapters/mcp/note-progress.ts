import type { Progress } from '@modelcontextprotocol/client'
import type { Assignment } from '../../engine/ports.ts'
import { PROGRESS_NOTES_MAX } from './limits.ts'
import { inWords } from './redact.ts'

export interface ProgressNotes {
  readonly add: (progress: Progress) => void
  /** Resolves when everything is written down. */
  readonly written: () => Promise<void>
}

/**
 * Writes down what a server says of its progress, each thing once and in its order. `onOver`: the attempt is over and
 * must not go on.
 */
export function noteProgress(
  record: Assignment['record'],
  secrets: readonly string[],
  onOver: () => void,
): ProgressNotes {
  let last = ''
  let count = 0
  let written: Promise<void> = Promise.resolve()
  const note = async (text: string): Promise<void> => {
    if (!(await record({ type: 'said', text }))) onOver()
  }
  return {
    add: (progress) => {
      const text = inWords(wordsFor(progress), secrets)
      if (text === last || count >= PROGRESS_NOTES_MAX) return
      last = text
      count += 1
      written = written.then(() => note(text))
    },
    written: () => written,
  }
}

function wordsFor({ progress, total, message }: Progress): string {
  const share = total === undefined ? `${progress}` : `${progress} of ${total}`
  return message === undefined ? share : `${share}: ${message}`
}
