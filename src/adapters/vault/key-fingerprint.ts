import { createHash } from 'node:crypto'
import { readKeyFile } from './key-file.ts'

/** Tells the key of a file apart from any other, and gives nothing of it away: it was drawn by chance. Null: no key is there. */
export async function keyFingerprint(keyFile: string): Promise<string | null> {
  const key = await readKeyFile(keyFile)
  return key.ok && key.value !== undefined
    ? createHash('sha256').update('workcharts key\n').update(key.value).digest('hex')
    : null
}
