import type { Document } from 'yaml'
import type { Finding } from './finding.ts'
import type { SourceNode } from './source-tree.ts'

/** What a text says. `root` is absent where the text has no single meaning. */
export interface ParsedText {
  readonly findings: readonly Finding[]
  readonly root?: SourceNode
  /** Of a YAML text, what changes of it are made in. Each caller gets one of its own. */
  readonly takeYaml?: () => Document.Parsed
}
