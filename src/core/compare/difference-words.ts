import type { Json } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import { durationText, valueText } from '../run/view/words.ts'
import type { JsonChange } from './json-changes.ts'
import type { Topic } from './run-facts.ts'

/** What people call a topic. */
export const TOPIC_WORDS = {
  outcome: 'How it ended',
  version: 'What is to be done',
  performers: 'Who does it',
  context: 'What they know',
  inputs: 'What the run was given',
  outputs: 'What was given back',
  confidence: 'How sure',
  cost: 'Cost',
  time: 'Time',
} as const satisfies Record<Topic, string>

/** Values that people set have the names they gave them; these are ours. */
const OWN_WORDS: Partial<Record<Topic, Readonly<Record<string, string>>>> = {
  outcome: { status: 'state', because: 'reason' },
  version: {
    document: 'text of the WorkChart',
    plan: 'plan',
    stages: 'stages',
    dependsOn: 'waits for',
    when: 'condition',
    readsOutcomeOf: 'looks at how these ended',
    onSkip: 'when skipped',
    inputs: 'what it is given',
    outputs: 'what it is to give',
    gate: 'when a person is asked',
    escalation: 'who is asked',
    timeoutMs: 'time for one try',
    onError: 'when it fails',
    onReject: 'when a person says no',
    effect: 'what it does outside',
  },
  performers: { primary: 'performer', models: 'models that answered', decided_by: 'decided by' },
  confidence: { value: 'confidence', source: 'where it is from' },
  cost: { total: 'all together' },
  time: { total: 'all together', took: 'took', waited: 'waited before it began' },
}

/** One place that differs, as a line shows it. Empty: there was, or is, nothing. */
export interface DifferenceWords {
  readonly what: string
  readonly before: string
  readonly after: string
}

export function differenceWords(topic: Topic, what: string, { pointer, before, after }: JsonChange): DifferenceWords {
  const place = pointer.slice(1).replaceAll('/', ' › ').replaceAll('~1', '/').replaceAll('~0', '~')
  const name = thingWords(topic, what)
  return {
    what: place === '' ? name : `${name}: ${place}`,
    before: wordsOf(topic, before),
    after: wordsOf(topic, after),
  }
}

/** What is compared, by the name people know it by. */
export function thingWords(topic: Topic, what: string): string {
  return ownValue(OWN_WORDS[topic] ?? {}, what) ?? what
}

function wordsOf(topic: Topic, value: Json | undefined): string {
  if (value === undefined) return ''
  if (value === null) return topic === 'confidence' ? 'not known' : 'none'
  if (typeof value === 'number' && topic === 'time') return durationText(value)
  if (typeof value === 'number' && topic === 'confidence') return `${Math.round(value * 100)} %`
  return cut(valueText(value))
}

/** A whole list or map is read where it stands, not in a line. */
const VALUE_SHOWN_MAX = 200

function cut(text: string): string {
  return text.length > VALUE_SHOWN_MAX ? `${text.slice(0, VALUE_SHOWN_MAX)}…` : text
}
