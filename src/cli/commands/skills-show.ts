import type { CapabilityDetail } from '../../api/contract/capabilities.ts'
import { capabilityDetail } from '../../api/contract/capabilities.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { labelled } from '../show/fields.ts'
import { EFFECT_WORDS } from '../show/words.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export async function showSkill({ api, screen }: Connected, skill: string, { json }: JsonOption): Promise<Outcome> {
  const found = await api.get(`/capabilities/${encodeURIComponent(skill)}`, capabilityDetail)
  if (!found.ok) return found
  if (json) screen.json('skill', found.value)
  else screen.print(...skillLines(found.value))
  return ok(EXIT.ok)
}

function skillLines(skill: CapabilityDetail): readonly Text[] {
  const { name, description, takes, gives, confidence, effect, unavailable, asks, source, digest, usedIn, quality } =
    skill
  const rows: readonly (readonly [string, string])[] = [
    ['Takes', takes.join(', ')],
    ['Gives', gives.join(', ')],
    ['How sure', CONFIDENCE_WORDS[confidence]],
    ['Does', EFFECT_WORDS[effect]],
    ['Not here', unavailable ?? ''],
    ['Asks for', asks === null ? '' : [asks.model ?? '', ...asks.tools].filter((each) => each !== '').join(', ')],
    ['Was right', quality === null ? '' : `${quality.right} of ${quality.judged} that people judged`],
    ['File', source],
    ['SHA-256', digest],
    ['Used in', usedIn.map(({ workflow, stage }) => `${workflow.name}: ${stage.name}`).join('\n')],
  ]
  return [name, description, '', ...labelled(rows.filter(([, value]) => value !== ''))]
}

/** Who says how sure an answer is. */
const CONFIDENCE_WORDS = {
  reported: 'says itself',
  scored: 'is scored',
  none: 'exact, or not known',
} as const satisfies Record<CapabilityDetail['confidence'], string>
