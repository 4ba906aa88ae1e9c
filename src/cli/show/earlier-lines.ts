import type { EarlierDecision, EarlierDecisions } from '../../api/contract/earlier-decisions.ts'
import { ROLE_WORDS } from '../../core/people/role-words.ts'
import type { CliIo } from '../cli-io.ts'
import type { Text } from '../terminal/text.ts'
import { percent } from './confidence.ts'
import { indented } from './fields.ts'
import { shortRun } from './ids.ts'
import { showInstant } from './times.ts'

/** How it went before: all of it in a sentence, then the last decisions. Nothing where nothing was decided. */
export function earlierLines(
  { overall, latest }: EarlierDecisions,
  { timeZone }: Pick<CliIo, 'timeZone'>,
): readonly Text[] {
  return [
    ...(overall === null ? [] : [`  ${overall}`]),
    ...latest.flatMap((decision) => decisionLines(decision, timeZone)),
  ]
}

function decisionLines({ runTitle, run, note, ...said }: EarlierDecision, timeZone: string): readonly Text[] {
  const { answer, by, role, at, confidence } = said
  const who = role === null ? by.name : `${by.name} (${ROLE_WORDS[role]})`
  const sure = confidence === null ? '' : `, ${percent(confidence)} % sure`
  return [
    `  ${showInstant(at, timeZone)}  ${answer} by ${who}${sure}: ${runTitle ?? shortRun(run)}`,
    ...(note === '' ? [] : indented(note, '    ')),
  ]
}
