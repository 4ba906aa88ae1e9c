import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { BetterAuthOptions } from 'better-auth'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../core/people/password.ts'

/** The library's tables and how it keeps passwords. Its cookies, its routes and its limits are not used. */
export interface Auth {
  readonly tables: AuthTables
  readonly password: Pick<AuthContext['password'], 'hash' | 'verify'>
  /** Carries all of it out or nothing. */
  readonly whole: <T>(work: (tables: AuthTables) => Promise<T>) => Promise<T>
  readonly close: () => void
}

export type AuthTables = Omit<AuthContext['adapter'], 'transaction'>
type AuthContext = Awaited<ReturnType<typeof betterAuth>['$context']>

/** Of this process. */
export type Environment = Record<string, string | undefined>

const OWNER_ONLY_FILE = 0o600
/** Only a tool that looks at the database from outside, such as a backup, can make us wait. */
const BUSY_TIMEOUT_MS = 2_000

/** Opens the library on a database of its own, which it brings to its own format. */
export async function openAuth(file: string, environment: Environment): Promise<Auth> {
  hideVariables(environment)
  const database = openFile(file)
  const options = optionsFor(database)
  await (await getMigrations(options)).runMigrations()
  const { adapter, password } = await betterAuth(options).$context
  return { tables: adapter, password, whole: (work) => adapter.transaction(work), close: () => database.close() }
}

/** SQLite would make the file readable for everybody; what it makes beside it takes over the mode. */
function openFile(file: string): DatabaseSync {
  closeSync(openSync(file, 'a', OWNER_ONLY_FILE))
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  return database
}

/** Nothing that is kept depends on the secret: it would sign the library's own cookies. */
function optionsFor(database: DatabaseSync): BetterAuthOptions {
  return {
    database,
    secret: randomBytes(32).toString('base64url'),
    baseURL: 'http://127.0.0.1',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD_MIN, maxPasswordLength: PASSWORD_MAX },
  }
}

/** The library listens to variables that would have it send reports somewhere, whatever its options say. */
function hideVariables(environment: Environment): void {
  for (const name of Object.keys(environment)) if (name.startsWith('BETTER_AUTH_')) delete environment[name]
}
