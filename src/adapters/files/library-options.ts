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
  readonly folder: string
  /** A project may be anybody's: its own agents, skills and commands are used once a person has accepted them. */
  readonly trust: 'accepted' | 'unseen'
}
