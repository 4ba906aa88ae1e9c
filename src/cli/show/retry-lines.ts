import type { RetryPreview } from '../../api/contract/run-retry.ts'
import { costText } from '../../core/compare/cost-text.ts'
import { FATE_WORDS } from '../../core/run/view/retry-words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { counted } from './words.ts'

/** What a retry would take over and do again. */
export function retryLines({ version, stages, kept, omitted, cost }: RetryPreview): readonly Text[] {
  const done = stages.length + omitted - kept
  return [
    [
      `${version === null ? 'The plan it had' : `Version ${version}`}: `,
      `${counted(kept, 'stage')} kept, ${done} done.`,
    ],
    ...stages.map(({ stage, fate }): Text => ['  ', styled('strong', stage.name), `: ${FATE_WORDS[fate]}`]),
    ...(omitted === 0 ? [] : [`  and ${omitted} more`]),
    ['Cost of what is done again, in this run: ', costText(cost)],
    'Nothing was started.',
  ]
}
