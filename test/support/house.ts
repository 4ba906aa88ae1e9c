import { randomBytes } from 'node:crypto'
import type { ApiParts } from '../../src/api/api-parts.ts'
import type { PeopleParts } from '../../src/engine/create-people.ts'
import { createPeople } from '../../src/engine/create-people.ts'
import type { TokensParts } from '../../src/engine/create-tokens.ts'
import { createTokens } from '../../src/engine/create-tokens.ts'

/** People and tokens over a store. */
export function aHouse(
  parts: Omit<TokensParts, 'people' | 'newSecret'> & PeopleParts,
): Pick<ApiParts, 'people' | 'tokens'> {
  const people = createPeople(parts)
  return { people, tokens: createTokens({ ...parts, people, newSecret: () => randomBytes(32).toString('base64url') }) }
}
