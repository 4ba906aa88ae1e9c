import type { Fates, FolderNode } from './disk.ts'

/** A disk after a power cut at one place of the trace. */
export interface CrashState {
  readonly root: FolderNode
  readonly fates: Fates
  /** The calls before this one had been made. */
  readonly number: number
}
