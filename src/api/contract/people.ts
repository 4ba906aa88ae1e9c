import { z } from 'zod'
import { ROLES } from '../../core/people/role.ts'
import { SCOPES } from '../../core/people/scope.ts'
import { actor, instant, listOf, orNull } from './basics.ts'

const WORDS_MAX = 300
const LIST_MAX = 100
/** A token that is never renewed is found by somebody one day. */
const TOKEN_DAYS_MAX = 366

const role = z.enum(ROLES)

/** Somebody who may sign in, as those see them who manage people. */
export const person = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    roles: listOf(role),
    teams: listOf(z.string()),
    /** The ventures whose work they see; null: all. */
    ventures: orNull(listOf(z.string())),
    changedBy: actor,
    changedAt: instant,
  })
  .readonly()
  .meta({ id: 'Person' })

export const accountList = z
  .object({ people: listOf(person) })
  .readonly()
  .meta({ id: 'AccountList' })

const words = z.string().max(WORDS_MAX)
const slugs = z.array(words).max(LIST_MAX)
const roles = z.array(role).max(ROLES.length)

export const addPersonRequest = z
  .strictObject({
    name: words,
    email: words,
    roles: roles.default([]),
    teams: slugs.default([]),
    ventures: orNull(slugs).default(null),
  })
  .meta({ id: 'AddPersonRequest' })

/** What is left out stays as it is. */
export const changePersonRequest = z
  .strictObject({
    name: words.optional(),
    email: words.optional(),
    roles: roles.optional(),
    teams: slugs.optional(),
    ventures: orNull(slugs).optional(),
  })
  .meta({ id: 'ChangePersonRequest' })

export const token = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Whom it stands for: a person, or a service. */
    holder: actor,
    scopes: listOf(z.enum(SCOPES)),
    expiresAt: instant,
    madeBy: actor,
    madeAt: instant,
  })
  .readonly()
  .meta({ id: 'Token' })

export const tokenList = z
  .object({ tokens: listOf(token) })
  .readonly()
  .meta({ id: 'TokenList' })

export const makeTokenRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(WORDS_MAX),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
    /** After so many it proves nothing any more. */
    days: z.number().int().min(1).max(TOKEN_DAYS_MAX).default(90),
    /** A name for what is nobody: the token then stands for this service, not for whoever makes it. */
    service: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Use small letters, digits and hyphens.')
      .optional(),
  })
  .meta({ id: 'MakeTokenRequest' })

/** The token is told this once, and never again. */
export const madeToken = z.object({ token, secret: z.string() }).readonly().meta({ id: 'MadeToken' })

export const auditQuery = z.strictObject({
  /** Only what is older than this entry. */
  before: z.string().max(100).optional(),
  /** Of one person only, by reference. */
  actor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor,
    /** The role it was done with; null: none allowed it, and nothing was done. */
    role: orNull(role),
    /** Method and path. */
    action: z.string(),
    /** HTTP status of the answer. */
    status: z.number(),
  })
  .readonly()
  .meta({ id: 'AuditEntry' })

export const auditLog = z
  .object({ entries: listOf(auditEntry), next: z.string().nullable() })
  .readonly()
  .meta({ id: 'AuditLog' })

export type Person = z.infer<typeof person>
export type AccountList = z.infer<typeof accountList>
export type AddPersonRequest = z.input<typeof addPersonRequest>
export type ChangePersonRequest = z.input<typeof changePersonRequest>
export type Token = z.infer<typeof token>
export type AuditEntry = z.infer<typeof auditEntry>
