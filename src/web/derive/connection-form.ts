import type { AddConnection, Connection } from '../../api/contract/connections.ts'

/** What a person chose to connect. */
export type ConnectionKind = 'anthropic' | 'openai-compatible' | 'claude-code' | 'codex' | 'json-lines'

export const KIND_OPTIONS: readonly { readonly value: ConnectionKind; readonly label: string }[] = [
  { value: 'anthropic', label: 'Claude (Anthropic)' },
  { value: 'openai-compatible', label: 'OpenAI-compatible address (Ollama, LM Studio, vLLM, …)' },
  { value: 'claude-code', label: 'A command on this computer: Claude Code' },
  { value: 'codex', label: 'A command on this computer: Codex' },
  { value: 'json-lines', label: 'A command on this computer: another one' },
]

export interface ConnectionDraft {
  readonly kind: ConnectionKind
  readonly name: string
  readonly model: string
  readonly address: string
  readonly key: string
  /** One word a line. */
  readonly command: string
}

export const EMPTY_CONNECTION: ConnectionDraft = {
  kind: 'anthropic',
  name: '',
  model: '',
  address: '',
  key: '',
  command: '',
}

export function isModelKind(kind: ConnectionKind): kind is 'anthropic' | 'openai-compatible' {
  return kind === 'anthropic' || kind === 'openai-compatible'
}

/** What is sent; the server says what is wrong with it. */
export function toAddConnection({ kind, name, model, address, key, command }: ConnectionDraft): AddConnection {
  if (!isModelKind(kind)) return { type: 'program', name: name.trim(), dialect: kind, argv: wordsOf(command) }
  const given = key.trim() === '' ? {} : { key: key.trim() }
  const baseUrl = kind === 'anthropic' || address.trim() === '' ? null : address.trim()
  return { type: 'model', name: name.trim(), provider: kind, baseUrl, model: model.trim(), ...given }
}

function wordsOf(command: string): string[] {
  return command
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What it is, on one line. */
export function connectionWords(connection: Connection): string {
  if (connection.type === 'program') return `The command ${connection.argv.join(' ')}`
  const where = connection.baseUrl ?? 'Anthropic'
  return `${connection.model} at ${where}, ${connection.hasKey ? 'with a key' : 'without a key'}`
}
