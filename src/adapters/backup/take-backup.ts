import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok } from '../../core/basics/result.ts'
import { isoTime } from '../../core/basics/timestamp.ts'
import type { BackupProblem, Backups } from '../../engine/backups.ts'
import type { Clock } from '../../engine/ports.ts'
import { makeFolder } from '../make-folder.ts'
import { DATABASE_NAME, SIGN_IN_NAME } from './entry-name.ts'
import { listEntries } from './list-entries.ts'
import type { Manifest } from './manifest.ts'
import { ARCHIVE_FORMAT } from './manifest.ts'
import { writeArchive } from './write-archive.ts'

export interface BackupParts {
  /** The data folder. */
  readonly folder: string
  /** Where copies of databases stand while a backup is taken; what a crash leaves there is cleared away elsewhere. */
  readonly scratch: string
  readonly clock: Clock
  /** The version of the program. */
  readonly program: string
  readonly copyDatabase: (from: string, to: string) => Promise<void>
  readonly examineDatabase: (path: string) => Promise<Examined>
  readonly keyFingerprint: () => Promise<string | null>
  /** Whoever reads is only cut off. */
  readonly onProblem: (error: unknown) => void
}

export interface Examined {
  readonly damage: string | null
  readonly isOurs: boolean
  readonly format: number
  readonly runs: number
  readonly facts: number
  readonly receipts: number
}

export function createBackups(parts: BackupParts): Backups {
  let underWay = false
  return {
    take: async () => {
      if (underWay) return err(UNDER_WAY)
      underWay = true
      const copies = join(parts.scratch, `backup-${randomUUID()}`)
      const release = async (): Promise<void> => {
        await rm(copies, { recursive: true, force: true })
        underWay = false
      }
      try {
        return ok(streamOf(await archiveOf(parts, copies), { release, onProblem: parts.onProblem }))
      } catch (error) {
        await release()
        throw error
      }
    },
  }
}

const UNDER_WAY: BackupProblem = {
  code: 'backup-under-way',
  detail: 'Another backup is being taken. Try again when that one has ended.',
}

async function archiveOf(parts: BackupParts, copies: string): Promise<AsyncGenerator<Uint8Array>> {
  const at = isoTime(parts.clock.now())
  await makeFolder(copies)
  const databases = new Map<string, string>()
  for (const name of [DATABASE_NAME, SIGN_IN_NAME]) {
    if (!existsSync(join(parts.folder, name))) continue
    databases.set(name, join(copies, name))
    await parts.copyDatabase(join(parts.folder, name), join(copies, name))
  }
  const known = {
    at,
    program: parts.program,
    database: await countsOf(parts, copies),
    key: await parts.keyFingerprint(),
  }
  let damaged = 0
  const onDamaged = (): void => {
    damaged += 1
  }
  const entries = listEntries({ folder: parts.folder, databases, onDamaged })
  return writeArchive(entries, (contents) => ({ format: ARCHIVE_FORMAT, ...known, ...contents, damaged }))
}

/** A copy that is damaged would only be refused when it is needed. */
async function countsOf({ examineDatabase }: BackupParts, copies: string): Promise<Manifest['database']> {
  const { damage, isOurs, ...counts } = await examineDatabase(join(copies, DATABASE_NAME))
  if (damage !== null || !isOurs) throw new Error(`The copy of the database can not be used: ${damage}`)
  return counts
}

interface Ending extends Pick<BackupParts, 'onProblem'> {
  /** Called once, however the reading ends. */
  readonly release: () => Promise<void>
}

function streamOf(chunks: AsyncGenerator<Uint8Array>, { release, onProblem }: Ending): ReadableStream<Uint8Array> {
  const end = async (): Promise<void> => {
    await chunks.return(undefined)
    await release()
  }
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    try {
      const { done, value } = await chunks.next()
      if (done !== true) return controller.enqueue(value)
      await end()
      controller.close()
    } catch (error) {
      await end()
      onProblem(error)
      throw error
    }
  }
  return new ReadableStream({ pull, cancel: end }, { highWaterMark: 0 })
}
