import type { PlannedModule } from '../core/plan/plan.ts'
import type { Blobs } from './ports.ts'

/**
 * What a stage is given of a planned module, byte for byte: a run, and a look before it, read it here. Rejects where it
 * is gone.
 */
export async function givenText(blobs: Pick<Blobs, 'find'>, { sha256 }: PlannedModule): Promise<string> {
  const bytes = await blobs.find(sha256)
  if (bytes === undefined)
    throw new Error(`A file that the plan was made from is gone (${sha256}). Restore it, or start a new run.`)
  return new TextDecoder().decode(bytes)
}
