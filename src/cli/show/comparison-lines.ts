import type { ComparedRun, ComparedSection, RunComparison } from '../../api/contract/run-comparison.ts'
import { differenceWords, TOPIC_WORDS } from '../../core/compare/difference-words.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { shortRun } from './ids.ts'
import { counted, runWord } from './words.ts'

/** What changed since a run, by topic; what is the same is counted. */
export function comparisonLines({ before, after, sections }: RunComparison): readonly Text[] {
  const different = sections.filter(({ differences }) => differences.length > 0)
  const same = sections.reduce((sum, { sameCount }) => sum + sameCount, 0)
  return [
    ['Run ', styled('strong', shortRun(after.id)), versionText(after), ': ', runWord(after.status)],
    ['beside ', styled('strong', shortRun(before.id)), versionText(before), ': ', runWord(before.status)],
    ...different.flatMap(sectionLines),
    '',
    styled('faint', `${counted(same, 'thing')} the same.`),
  ]
}

function versionText({ version }: ComparedRun): string {
  return version === null ? '' : ` (version ${version})`
}

function sectionLines({ topic, differences, omitted }: ComparedSection): readonly Text[] {
  const lines = differences.flatMap(({ stage, what, changes }) =>
    changes.map((change): Text => {
      const words = differenceWords(topic, what, change)
      const where = stage === null ? '' : `${stage.name}, `
      return ['  ', where, words.what, '  ', styled('faint', shown(words.before)), ' → ', shown(words.after)]
    }),
  )
  return ['', styled('strong', TOPIC_WORDS[topic]), ...lines, ...(omitted === 0 ? [] : [`  and ${omitted} more`])]
}

function shown(words: string): string {
  return words === '' ? 'nothing' : words
}
