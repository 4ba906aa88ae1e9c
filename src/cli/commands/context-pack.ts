import type { ContextPack } from '../../api/contract/choices.ts'
import { contextPack } from '../../api/contract/choices.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import { query } from '../find/query.ts'
import type { Connected, Outcome } from '../session.ts'
import { shortTask } from '../show/ids.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ContextPackOptions extends JsonOption {
  /** Tokens. */
  readonly budget: number
  readonly collection?: string
  readonly venture?: string
}

/** Prints the texts as a stage would be given them; what is left out is said beside them. */
export async function packContext(
  { api, screen }: Connected,
  modules: readonly string[],
  { json, budget, collection, venture }: ContextPackOptions,
): Promise<Outcome> {
  const asked = query({ modules: modules.join(','), budget, collection, venture })
  const packed = await api.get(`/context/pack${asked}`, contextPack)
  if (!packed.ok) return packed
  if (json) screen.json('context-pack', packed.value)
  else {
    for (const { text } of packed.value.modules) screen.exact(text)
    screen.note(...notesOf(packed.value))
  }
  return ok(EXIT.ok)
}

function notesOf({ usedTokens, budgetTokens, omitted, packSha256 }: ContextPack): readonly string[] {
  return [
    `${usedTokens} of ${budgetTokens} tokens${packSha256 === undefined ? '' : `, sha256 ${packSha256}`}`,
    ...omitted.map(
      ({ ref, memoryId, reason }) =>
        `left out: ${ref}${memoryId === undefined ? '' : ` ${shortTask(memoryId)}`}: ${reason}`,
    ),
  ]
}
