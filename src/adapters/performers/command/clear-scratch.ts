import { rm } from 'node:fs/promises'
import { killMarked } from '../../kill-marked.ts'

/**
 * Ends and removes what a crashed process of ours left in its scratch folder. Call it once at the start, after making
 * sure that no other process uses the folder.
 */
export async function clearScratch(folder: string): Promise<void> {
  await killMarked(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}
