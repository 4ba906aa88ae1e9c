import type { JsonObject } from '../../core/basics/json.ts'
import type { AgentText } from '../../core/plan/catalog.ts'

/** As many turns as a file may ask for. */
export const TURNS_MAX = 100

/** What the front matter of an agent, a command or a skill asks for. What it says in another shape it does not say. */
export function readAgentText(attributes: JsonObject = {}): AgentText {
  const { model = null, maxTurns = null } = attributes
  const isNamed = typeof model === 'string' && model.trim() !== '' && model !== 'inherit'
  return {
    model: isNamed ? model.trim() : null,
    maximumTurns: Number.isInteger(maxTurns) ? Math.min(Math.max(Number(maxTurns), 1), TURNS_MAX) : null,
  }
}
