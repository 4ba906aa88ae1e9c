/**
 * A process that makes or restores a backup and is killed meanwhile: it says on its standard output how far it is.
 * `save <file> <bytes from>` or `restore <file> <folder>`.
 */
import { createReadStream, writeSync } from 'node:fs'
import { restoreBackup } from '../../../src/adapters/backup/restore-backup.ts'
import { saveBackup } from '../../../src/adapters/backup/save-backup.ts'
import { endAllSessions } from '../../../src/adapters/sign-in/end-sessions.ts'
import { FORMAT } from '../../../src/adapters/sqlite/migrations.ts'
import { examineDatabase } from '../../../src/adapters/sqlite/off-thread.ts'

const [order = '', file = '', other = ''] = process.argv.slice(2)
const say = (word: string): number => writeSync(1, `${word}\n`)
/** Nothing more happens until the process is killed. */
const STILL = new Int32Array(new SharedArrayBuffer(4))
const stop = (): string => Atomics.wait(STILL, 0, 0)

if (order === 'save') {
  await saveBackup(spoken(createReadStream(other, { highWaterMark: 16_384 })), file)
  say('done')
} else {
  say('begun')
  await restoreBackup(
    {
      examineDatabase: async (path) => {
        say('written')
        if (order === 'restore-half') stop()
        return await examineDatabase(path)
      },
      knownFormat: FORMAT,
      endAllSessions,
    },
    { file, folder: other },
  )
  say('done')
}

/** Stands still after each piece until the one who counts them lets it go on or kills it. */
async function* spoken(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const asked = process.stdin[Symbol.asyncIterator]()
  for await (const piece of pieces) {
    say('piece')
    await asked.next()
    yield piece
  }
}
