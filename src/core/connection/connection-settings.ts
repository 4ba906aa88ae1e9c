import type { Connection } from './connection.ts'

/** What a person says about a connection; whether it is the default is decided apart. */
export type ConnectionSettings = Without<Connection, 'isDefault'>

/** Of each member of a union by itself, so that it stays a union. */
type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

/** One thing that is wrong with what was said. The sentence repeats nothing of it: somebody may have put a key there. */
export interface SettingsFlaw {
  /** JSON Pointer into the settings, `/key` for the key. */
  readonly pointer: string
  /** What is wrong and what to do next. */
  readonly detail: string
}

/** What the settings of a connection may hold. */
export const CONNECTION_LIMITS = {
  nameCharacters: 48,
  addressCharacters: 500,
  modelCharacters: 200,
  aliases: 50,
  words: 64,
  wordCharacters: 4_096,
  variables: 50,
  variableCharacters: 128,
  keyCharacters: 4_096,
} as const

/** Whether a key that was kept for one is still meant for the other: it goes to nobody it was not given for. */
export function sharesKey(before: ConnectionSettings, after: ConnectionSettings): boolean {
  return (
    before.type === 'model' &&
    after.type === 'model' &&
    before.provider === after.provider &&
    before.baseUrl === after.baseUrl
  )
}
