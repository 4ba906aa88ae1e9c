import { randomBytes, randomUUID } from 'node:crypto'
import type { ApiParts } from '../../src/api/api-parts.ts'
import { LOCAL_OWNER } from '../../src/core/people/local-owner.ts'
import type { Scope } from '../../src/core/people/scope.ts'
import { SCOPES } from '../../src/core/people/scope.ts'
import type { ActorId } from '../../src/core/run/ids.ts'
import type { PeopleParts } from '../../src/engine/create-people.ts'
import { createPeople } from '../../src/engine/create-people.ts'
import type { RunViewsParts } from '../../src/engine/create-run-views.ts'
import { createRunViews } from '../../src/engine/create-run-views.ts'
import type { TokensParts } from '../../src/engine/create-tokens.ts'
import { createTokens } from '../../src/engine/create-tokens.ts'
import type { PersonOrder } from '../../src/engine/people.ts'
import type { MadeToken } from '../../src/engine/tokens.ts'

/** People, tokens and what people come back to, over a store. */
export function aHouse(
  parts: Omit<TokensParts, 'people' | 'newSecret'> & PeopleParts & RunViewsParts,
): Pick<ApiParts, 'people' | 'tokens' | 'runViews'> {
  const people = createPeople(parts)
  const tokens = createTokens({ ...parts, people, newSecret: () => randomBytes(32).toString('base64url') })
  return { people, tokens, runViews: createRunViews(parts) }
}

type House = Pick<ApiParts, 'people' | 'tokens'>

/** Adds somebody to a house; by themselves they see all ventures and are in no team. */
export async function personIn({ people }: House, given: Partial<Omit<PersonOrder, 'by'>>): Promise<ActorId> {
  const email = `${randomUUID()}@example.com`
  const order = { name: 'Mei Lin', email, roles: [], teams: [], ventures: null, ...given }
  const added = await people.add({ ...order, by: LOCAL_OWNER.id })
  if (!added.ok) throw new Error(added.error.code)
  return added.value.id
}

/** A token of somebody for a day, with every scope unless others are given. */
export async function tokenOf(
  { tokens }: House,
  holder: ActorId,
  scopes: readonly Scope[] = SCOPES,
): Promise<MadeToken> {
  const made = await tokens.make({ holder, name: 'test', scopes, days: 1, by: LOCAL_OWNER.id })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

export function bearer({ secret }: Pick<MadeToken, 'secret'>): { readonly authorization: string } {
  return { authorization: `Bearer ${secret}` }
}
