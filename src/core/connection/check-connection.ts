import { childPointer } from '../basics/json-pointer.ts'
import { isNearby, readAddress } from './address.ts'
import type { ModelConnection, ProgramConnection } from './connection.ts'
import type { ConnectionSettings, SettingsFlaw } from './connection-settings.ts'
import { CONNECTION_LIMITS } from './connection-settings.ts'

/** Everything that is wrong with the settings and the key, in the order of the form. `key` null: it is given none. */
export function checkConnection(settings: ConnectionSettings, key: string | null): readonly SettingsFlaw[] {
  return [...checkName(settings.name), ...checkKind(settings, key)]
}

function checkKind(settings: ConnectionSettings, key: string | null): readonly SettingsFlaw[] {
  if (settings.type === 'program')
    return [...checkArgv(settings), ...checkFolder(settings), ...checkVariables(settings), ...noKey(key)]
  return [...checkModel(settings), ...checkAddress(settings), ...checkAliases(settings), ...checkKey(settings, key)]
}

type Model = Omit<ModelConnection, 'isDefault'>
type Program = Omit<ProgramConnection, 'isDefault'>

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

function checkName(name: string): readonly SettingsFlaw[] {
  const isName = NAME.test(name) && name.length <= CONNECTION_LIMITS.nameCharacters
  return flawsOf(
    isName || {
      pointer: '/name',
      detail: `A name is small letters, digits and single hyphens, at most ${CONNECTION_LIMITS.nameCharacters} characters. Write one like "claude" or "our-ollama".`,
    },
  )
}

function checkModel({ model }: Model): readonly SettingsFlaw[] {
  return flawsOf(
    isModelName(model) || {
      pointer: '/model',
      detail: `A model has a name without spaces, at most ${CONNECTION_LIMITS.modelCharacters} characters. Write it as the provider does.`,
    },
  )
}

/** Names of models stand in addresses, plans and receipts. */
function isModelName(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text) && text.length <= CONNECTION_LIMITS.modelCharacters
}

function checkAddress({ provider, baseUrl }: Model): readonly SettingsFlaw[] {
  if (baseUrl === null) return flawsOf(provider === 'anthropic' || NO_ADDRESS)
  const address = baseUrl.length > CONNECTION_LIMITS.addressCharacters ? undefined : readAddress(baseUrl)
  if (address === undefined) return [NOT_AN_ADDRESS]
  return flawsOf(address.isEncrypted || isNearby(address.host) || NOT_ENCRYPTED)
}

const NO_ADDRESS: SettingsFlaw = {
  pointer: '/baseUrl',
  detail: 'An address is missing. Give the one that the server says, such as http://localhost:11434/v1.',
}

const NOT_AN_ADDRESS: SettingsFlaw = {
  pointer: '/baseUrl',
  detail: `This is not an address that can be used: it begins with https:// or http://, carries no name, password or question mark, and has at most ${CONNECTION_LIMITS.addressCharacters} characters. Write it like https://models.example.com/v1; a key has its own field.`,
}

const NOT_ENCRYPTED: SettingsFlaw = {
  pointer: '/baseUrl',
  detail:
    'Everybody on the way could read what is sent there. Use https://; http:// is for this computer and private addresses such as 192.168.1.20.',
}

function checkAliases({ aliases }: Model): readonly SettingsFlaw[] {
  const entries = Object.entries(aliases)
  if (entries.length > CONNECTION_LIMITS.aliases)
    return [{ pointer: '/aliases', detail: `At most ${CONNECTION_LIMITS.aliases} short names. Leave some out.` }]
  return flawsOf(
    entries.every((alias) => alias.every(isModelName)) || {
      pointer: '/aliases',
      detail: `A short name and its model are each without spaces, at most ${CONNECTION_LIMITS.modelCharacters} characters. Write them like sonnet=claude-sonnet-5.`,
    },
  )
}

function checkKey({ provider, baseUrl }: Model, key: string | null): readonly SettingsFlaw[] {
  if (key === null) return flawsOf(provider !== 'anthropic' || baseUrl !== null || KEY_MISSING)
  return flawsOf((/^[\x21-\x7e]+$/.test(key) && key.length <= CONNECTION_LIMITS.keyCharacters) || NOT_A_KEY)
}

const KEY_MISSING: SettingsFlaw = {
  pointer: '/key',
  detail: 'Anthropic is reached with a key. Make one at console.anthropic.com and give it here.',
}

const NOT_A_KEY: SettingsFlaw = {
  pointer: '/key',
  detail: `A key is one word of plain letters, digits and signs, at most ${CONNECTION_LIMITS.keyCharacters} characters. Copy it again, and only it.`,
}

function noKey(key: string | null): readonly SettingsFlaw[] {
  return flawsOf(
    key === null || {
      pointer: '/key',
      detail: 'A command is given no key. Sign in with the command itself, or name a variable that it reads.',
    },
  )
}

function checkArgv({ argv }: Program): readonly SettingsFlaw[] {
  const [program = '', ...others] = argv
  const missing = flawsOf(
    program.trim() !== '' || {
      pointer: '/argv',
      detail: 'The command is missing. Write the program first, such as claude.',
    },
  )
  const long = flawsOf(
    others.length < CONNECTION_LIMITS.words || {
      pointer: '/argv',
      detail: `A command has at most ${CONNECTION_LIMITS.words} words. Put the others into a script and call that.`,
    },
  )
  const wrong = argv.flatMap((word, index) => flawsOf(isWord(word) || notAWord(childPointer('/argv', index))))
  return [...missing, ...long, ...wrong.slice(0, 1)]
}

/** A word ends, for the system, at the first character zero. */
function isWord(word: string): boolean {
  return word.length <= CONNECTION_LIMITS.wordCharacters && !word.includes('\0')
}

function notAWord(pointer: string): SettingsFlaw {
  const detail = `A word of a command has at most ${CONNECTION_LIMITS.wordCharacters} characters and no character zero. Make it shorter.`
  return { pointer, detail }
}

function checkFolder({ folder }: Program): readonly SettingsFlaw[] {
  return flawsOf(
    folder === null ||
      (/^(?:\/|[A-Za-z]:[\\/])/.test(folder) && isWord(folder)) || {
        pointer: '/folder',
        detail: 'The folder must be a whole path from the root. Write it like /home/ana/projects, or leave it out.',
      },
  )
}

function checkVariables({ env }: Program): readonly SettingsFlaw[] {
  const areNames = env.every(
    (name) => /^[A-Za-z_]\w*$/.test(name) && name.length <= CONNECTION_LIMITS.variableCharacters,
  )
  return flawsOf(
    (areNames && env.length <= CONNECTION_LIMITS.variables) || {
      pointer: '/env',
      detail: `Give names of variables only, never their values, at most ${CONNECTION_LIMITS.variables}. Write them like ANTHROPIC_API_KEY.`,
    },
  )
}

/** None where a check gave true. */
function flawsOf(checked: SettingsFlaw | true): readonly SettingsFlaw[] {
  return checked === true ? [] : [checked]
}
