import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { addMs } from '../core/basics/timestamp.ts'
import type { Caller } from '../core/people/caller.ts'
import { ROLES } from '../core/people/role.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Engine } from './engine.ts'
import type { People } from './people.ts'
import type { Clock, Ids } from './ports.ts'
import type { TokenReader, TokenRow } from './token-row.ts'
import type { MadeToken, TokenHolder, TokenOrder, TokenProblem, Tokens } from './tokens.ts'
import { TOKENS_MAX } from './tokens.ts'

export interface TokensParts {
  readonly reader: TokenReader
  readonly people: Pick<People, 'callerOf'>
  readonly engine: Pick<Engine, 'write'>
  readonly clock: Clock
  readonly ids: Pick<Ids, 'next' | 'sha256'>
  /** 256 random bits, base64url. */
  readonly newSecret: () => string
}

/** So that whoever finds one knows what it is, and scanners for secrets too. */
const PREFIX = 'wct_'
const DAY_MS = 24 * 3_600_000

export function createTokens(parts: TokensParts): Tokens {
  return {
    list: (holder) => parts.reader.listTokens(holder),
    make: (order) => make(parts, order),
    end: (id, by) => end(parts, id, by),
    holderOf: (secret) => holderOf(parts, secret),
  }
}

async function make(parts: TokensParts, { days, ...order }: TokenOrder): Promise<Result<MadeToken, TokenProblem>> {
  const { reader, engine, clock, ids, newSecret } = parts
  if (isService(order.holder) && order.scopes.includes('decide')) return err({ code: 'token-decides' })
  if ((await reader.listTokens(order.holder)).length >= TOKENS_MAX) return err({ code: 'tokens-full' })
  const [secret, at] = [`${PREFIX}${newSecret()}`, clock.now()]
  const expiresAt = addMs(at, days * DAY_MS)
  const row = { ...order, id: ids.next(), revision: 1, hash: ids.sha256(secret), expiresAt, endedAt: null, at }
  if ((await engine.write({ token: row })) === 'stale') throw new Error('A fresh id was used before')
  return ok({ row, secret })
}

async function end({ reader, engine, clock }: TokensParts, id: string, by: ActorId) {
  for (;;) {
    const before = await reader.findToken(id)
    if (before === undefined) return err({ code: 'token-unknown', id } as const)
    if (before.endedAt !== null) return ok(before)
    const row: TokenRow = { ...before, revision: before.revision + 1, endedAt: clock.now(), by }
    if ((await engine.write({ token: row })) !== 'stale') return ok(row)
  }
}

async function holderOf({ reader, people, clock, ids }: TokensParts, secret: string): Promise<TokenHolder | undefined> {
  if (!secret.startsWith(PREFIX)) return undefined
  const row = await reader.findTokenByHash(ids.sha256(secret))
  if (row === undefined || row.endedAt !== null || row.expiresAt <= clock.now()) return undefined
  const { holder, scopes, expiresAt } = row
  const caller = isService(holder) ? serviceCaller(holder) : await people.callerOf(holder)
  return caller && { caller: { ...caller, scopes }, expiresAt }
}

/** What a service may do is what its token is for. */
function serviceCaller(id: ActorId): Omit<Caller, 'scopes'> {
  return { id, roles: ROLES, teams: [], ventures: null }
}

function isService(holder: ActorId): boolean {
  return holder.startsWith('service:')
}
