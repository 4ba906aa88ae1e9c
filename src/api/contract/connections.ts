import { z } from 'zod'
import { CONNECTION_LIMITS } from '../../core/connection/connection-settings.ts'
import { actor, instant, listOf } from './basics.ts'

const PROVIDERS = ['anthropic', 'openai-compatible'] as const
const DIALECTS = ['claude-code', 'codex', 'json-lines'] as const

const added = {
  name: z.string(),
  /** Whether it answers for agents that ask for no other. */
  isDefault: z.boolean(),
  /** The key itself is given by nobody any more. */
  hasKey: z.boolean(),
  by: actor,
  at: instant,
}

const modelConnection = z
  .object({
    ...added,
    type: z.literal('model'),
    provider: z.enum(PROVIDERS),
    /** Null: the provider's own address. */
    baseUrl: z.string().nullable(),
    model: z.string(),
    aliases: z.record(z.string(), z.string()).readonly(),
  })
  .readonly()

const programConnection = z
  .object({
    ...added,
    type: z.literal('program'),
    dialect: z.enum(DIALECTS),
    argv: listOf(z.string()),
    folder: z.string().nullable(),
    env: listOf(z.string()),
  })
  .readonly()

/** Who answers for agents. */
export const connection = z.discriminatedUnion('type', [modelConnection, programConnection]).meta({ id: 'Connection' })

export const connectionList = z
  .object({ connections: listOf(connection) })
  .readonly()
  .meta({ id: 'ConnectionList' })

/** What came of reaching for one, in words. */
export const connectionTest = z
  .object({
    /** Whether an agent could work with it. */
    isWell: z.boolean(),
    detail: z.string(),
  })
  .readonly()
  .meta({ id: 'ConnectionTest' })

/** Only what would be dear to look at is refused here; what is wrong is said by the rules of connections, all at once. */
const text = z.string().max(CONNECTION_LIMITS.wordCharacters)
const words = z.array(text).max(2 * CONNECTION_LIMITS.words)

const order = {
  name: text,
  /** Makes it the default. The first connection is it anyway. */
  isDefault: z.boolean().default(false),
  /** Takes the place of the one that has this name. */
  replace: z.boolean().default(false),
}

export const addConnection = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...order,
      type: z.literal('model'),
      provider: z.enum(PROVIDERS),
      baseUrl: text.nullable().default(null),
      model: text,
      aliases: z.record(text, text).default({}),
      /** Goes in here once, and comes out nowhere. */
      key: text.optional(),
    }),
    z.strictObject({
      ...order,
      type: z.literal('program'),
      dialect: z.enum(DIALECTS),
      argv: words,
      folder: text.nullable().default(null),
      env: words.default([]),
    }),
  ])
  .meta({ id: 'AddConnection' })

export type AddConnection = z.input<typeof addConnection>
export type Connection = z.infer<typeof connection>
export type ConnectionList = z.infer<typeof connectionList>
export type ConnectionTest = z.infer<typeof connectionTest>
