import type { ComparedSection, RunComparison } from '../../api/contract/run-comparison.ts'
import { differenceWords, TOPIC_WORDS, thingWords } from '../../core/compare/difference-words.ts'
import { counted } from './number-words.ts'

/** One line of a comparison. Empty words: there was, or is, nothing. */
interface ComparedLine {
  readonly key: string
  /** Empty: the run as a whole. */
  readonly stage: string
  readonly what: string
  readonly before: string
  readonly after: string
}

export interface ComparedTopic {
  readonly topic: ComparedSection['topic']
  readonly title: string
  readonly lines: readonly ComparedLine[]
  /** What could not be shown, in words; empty: everything is. */
  readonly more: string
}

export interface ComparisonView {
  /** Those in which something differs, in their order. */
  readonly topics: readonly ComparedTopic[]
  /** `42 things are the same`, and which, by topic. */
  readonly same: { readonly title: string; readonly topics: readonly SameTopic[] }
}

interface SameTopic {
  readonly title: string
  readonly words: string
}

export function comparisonView({ sections }: RunComparison): ComparisonView {
  const count = sections.reduce((sum, { sameCount }) => sum + sameCount, 0)
  return {
    topics: sections.filter(({ differences }) => differences.length > 0).map(topicOf),
    same: {
      title: `${counted(count, 'thing')} ${count === 1 ? 'is' : 'are'} the same`,
      topics: sections.filter(({ sameCount }) => sameCount > 0).map(sameOf),
    },
  }
}

function topicOf({ topic, differences, omitted }: ComparedSection): ComparedTopic {
  return {
    topic,
    title: TOPIC_WORDS[topic],
    lines: differences.flatMap(({ stage, what, changes }) =>
      changes.map((change) => ({
        key: JSON.stringify([stage?.id ?? null, what, change.pointer]),
        stage: stage?.name ?? '',
        ...differenceWords(topic, what, change),
      })),
    ),
    more: omitted === 0 ? '' : `${counted(omitted, 'more difference')} not shown here.`,
  }
}

function sameOf({ topic, same, sameCount }: ComparedSection): SameTopic {
  const names = same.map(({ stage, what }) => {
    const thing = thingWords(topic, what)
    return stage === null ? thing : `${stage.name} ${thing}`
  })
  const hidden = sameCount - same.length
  return { title: TOPIC_WORDS[topic], words: [...names, ...(hidden === 0 ? [] : [`${hidden} more`])].join(', ') }
}
