import type { AddConnection } from '../../api/contract/connections.ts'
import { connection } from '../../api/contract/connections.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { usageFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { parsePairs } from '../input/parse-pairs.ts'
import type { Connected, Outcome } from '../session.ts'
import type { JsonOption } from '../tree/options.ts'

export interface AddOptions extends JsonOption {
  readonly provider?: 'anthropic' | 'openai-compatible'
  readonly baseUrl?: string
  readonly model?: string
  readonly alias?: readonly string[]
  readonly program?: 'claude-code' | 'codex' | 'json-lines'
  readonly folder?: string
  readonly env?: readonly string[]
  readonly keyFromEnv?: string
  readonly keyStdin?: true
  readonly default?: true
  readonly replace?: true
}

interface Typed {
  readonly name: string
  /** The command and its words. */
  readonly words: readonly string[]
}

/** The key is sent once and printed nowhere. */
export async function addConnectionBy(session: Connected, typed: Typed, options: AddOptions): Promise<Outcome> {
  const { api, screen } = session
  const body = await bodyOf(session, typed, options)
  if (!body.ok) return body
  const added = await api.post('/connections', { body: body.value, schema: connection })
  if (!added.ok) return added
  if (options.json) screen.json('connection', added.value)
  else screen.print(added.value.isDefault ? `Added ${typed.name}. Agents get it now.` : `Added ${typed.name}.`)
  screen.note(`See whether it answers with \`workcharts connections test ${typed.name}\`.`)
  return ok(EXIT.ok)
}

async function bodyOf(
  { io }: Connected,
  { name, words }: Typed,
  options: AddOptions,
): Promise<Result<AddConnection, CliFailure>> {
  const { provider, baseUrl = null, model = '', program, folder = null, env = [] } = options
  const common = { name, isDefault: options.default === true, replace: options.replace === true }
  if (program !== undefined)
    return ok({ ...common, type: 'program', dialect: program, argv: [...words], folder, env: [...env] })
  if (provider === undefined) return err(KIND_MISSING)
  if (words.length > 0) return err(WORDS_BESIDE_MODEL)
  const aliases = parsePairs('--alias', options.alias)
  if (!aliases.ok) return aliases
  const key = await readKey(io, options)
  if (!key.ok) return key
  const given = key.value === undefined ? {} : { key: key.value }
  return ok({
    ...common,
    type: 'model',
    provider,
    baseUrl,
    model,
    aliases: Object.fromEntries(aliases.value),
    ...given,
  })
}

/** What shells and editors add around a key is taken away. */
async function readKey(
  io: Connected['io'],
  { keyFromEnv, keyStdin }: AddOptions,
): Promise<Result<string | undefined, CliFailure>> {
  if (keyStdin) return ok((await io.stdin.readAll()).trim())
  if (keyFromEnv === undefined) return ok(undefined)
  const key = io.env[keyFromEnv]?.trim() ?? ''
  return key === '' ? err(VARIABLE_EMPTY) : ok(key)
}

const KIND_MISSING = usageFailure(
  'connection-kind',
  'What answers is missing.',
  'Add `--provider anthropic`, `--provider openai-compatible` or `--program <kind>`; `--help` shows examples.',
)

const WORDS_BESIDE_MODEL = usageFailure(
  'connection-words',
  'A model takes no command.',
  'Leave out what stands after its name, or use `--program <kind>` instead of `--provider`.',
)

/** It does not name the variable: somebody may have typed the key in its place. */
const VARIABLE_EMPTY = usageFailure(
  'key-variable',
  'The variable that `--key-from-env` names is not set.',
  'Give the name of the variable, such as ANTHROPIC_API_KEY, and set it first; or use `--key-stdin`.',
)
