/**
 * Somebody or something outside that answers for agents: a model behind an HTTP endpoint, or a command line that works as
 * an agent. It holds no secret: the key of a connection is kept apart and sealed. Plain JSON.
 */
export type Connection = ModelConnection | ProgramConnection

interface ConnectionBase {
  /** A slug; what `model:<name>/<model>` and plans call it. */
  readonly name: string
  /** Whether it answers for agents that ask for no other. */
  readonly isDefault: boolean
}

export interface ModelConnection extends ConnectionBase {
  readonly type: 'model'
  readonly provider: ModelProvider
  /** Null: the provider's own address. */
  readonly baseUrl: string | null
  /** What agents get that name no model this connection knows; as the provider calls it. */
  readonly model: string
  /** Short names that agent files use (`sonnet`) to the provider's own. */
  readonly aliases: Readonly<Record<string, string>>
}

export type ModelProvider = 'anthropic' | 'openai-compatible'

export interface ProgramConnection extends ConnectionBase {
  readonly type: 'program'
  /** What it is, and so how it is asked and read. */
  readonly dialect: ProgramDialect
  /** The program and its fixed arguments. No shell reads them. */
  readonly argv: readonly string[]
  /** Absolute; where it works. Null: a fresh private folder for each attempt. */
  readonly folder: string | null
  /** Names of the variables it is given beside the usual ones. */
  readonly env: readonly string[]
}

/** `json-lines`: any program that reads one JSON object and writes one JSON object a line. */
export type ProgramDialect = 'claude-code' | 'codex' | 'json-lines'
