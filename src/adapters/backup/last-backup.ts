import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileWhole } from '../write-file-whole.ts'

const FILE = 'last-backup.json'

const lastBackup = z
  .object({
    /** From when it is: ISO 8601, UTC. */
    at: z.iso.datetime(),
    /** Where it was written to. */
    file: z.string(),
  })
  .readonly()

export type LastBackup = z.infer<typeof lastBackup>

/** Remembers in the data folder that a backup of it was made. */
export async function noteBackup(folder: string, backup: LastBackup): Promise<void> {
  await writeFileWhole(join(folder, FILE), `${JSON.stringify(backup)}\n`)
}

/** Undefined: none is known of. */
export async function findLastBackup(folder: string): Promise<LastBackup | undefined> {
  try {
    return lastBackup.parse(JSON.parse(await readFile(join(folder, FILE), 'utf8')))
  } catch {
    return undefined
  }
}
