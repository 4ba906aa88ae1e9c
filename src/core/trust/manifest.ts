import { canonicalJson } from '../basics/json.ts'
import type { PlannedFile } from '../plan/plan.ts'

/** Every file of a project that a run could be decided or done by, each path once, in the order of paths. */
export type Manifest = readonly PlannedFile[]

/** The one spelling of a manifest, whose SHA-256 names it. It is JSON: the name of a file may hold a line break. */
export function manifestText(manifest: Manifest): string {
  return canonicalJson(manifest.map(({ path, sha256, size }) => ({ path, sha256, size })))
}
