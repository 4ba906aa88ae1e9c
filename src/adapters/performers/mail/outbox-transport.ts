import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileWhole } from '../../write-file-whole.ts'
import { composeMail, keyDigest, messageIdOf } from './mail-message.ts'
import type { MailTransport } from './mail-transport.ts'

/**
 * For development: puts each message into a folder as a .eml file that any mail program opens. The file is named for
 * the message's key, so a repeat finds the first one there and leaves it.
 */
export function createOutboxTransport(folder: string): MailTransport {
  return {
    deliver: async (message) => {
      const path = join(folder, `${keyDigest(message)}.eml`)
      if (!(await exists(path))) await writeFileWhole(path, await composeMail(message))
      return { type: 'accepted', messageId: messageIdOf(message) }
    },
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
