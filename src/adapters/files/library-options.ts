import type { Blobs } from '../../engine/ports.ts'
import type { Variables } from './fill-variables.ts'

/** Where artifacts are looked for. Every folder is absolute and may be missing. */
export interface LibraryOptions {
  /** `$WORKCHARTS_HOME`, or `~/.skillmeat`: its `collections/*` are searched. */
  readonly home: string
  /** Collections that come with the program, in the order they are searched. */
  readonly shipped: readonly string[]
  /** `~/.claude`. */
  readonly claude?: string
  readonly project?: ProjectFolder
  /** What `${NAME}` in the files of MCP servers may stand for; absent: nothing. */
  readonly variables?: Variables
  readonly blobs: Blobs
}

export interface ProjectFolder {
  /** Its context, which can do nothing, is read where it stands. */
  readonly folder: string
  /**
   * A project may be anybody's. This folder holds a copy of the overrides, agents, skills and commands that a person has
   * accepted, as their bytes were hashed; undefined: nobody has, and none of them is used.
   */
  readonly accepted: string | undefined
}
