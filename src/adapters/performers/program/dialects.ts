import type { ProgramDialect } from '../../../core/connection/connection.ts'
import { CLAUDE_CODE } from './claude-code.ts'
import { CODEX } from './codex.ts'
import type { Dialect } from './dialect.ts'
import { JSON_LINES } from './json-lines.ts'

export const DIALECTS = {
  'claude-code': CLAUDE_CODE,
  codex: CODEX,
  'json-lines': JSON_LINES,
} as const satisfies Record<ProgramDialect, Dialect>
