import type { StageName } from '../../api/contract/basics.ts'
import type { CapabilityDetail } from '../../api/contract/capabilities.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty } from '../../core/basics/json.ts'
import { CONFIDENCE_SOURCES } from './confidence-words.ts'
import type { FieldKind } from './form-fields.ts'
import { formFields } from './form-fields.ts'
import { countWords } from './number-words.ts'

/** A value that a skill takes or gives, for people. */
export interface SkillValue {
  readonly name: string
  readonly label: string
  /** `text`, `one of: refund, question` */
  readonly what: string
  readonly isRequired: boolean
  readonly help: string | null
}

/** Empty: its contract names none. */
export function skillValues(schema: JsonObject | null): readonly SkillValue[] {
  const properties = objectOrEmpty(schema?.['properties'])
  return formFields(schema ?? {}, {}).map(({ name, label, help, isRequired, kind }) => {
    return { name, label, help, isRequired, what: kindWords(kind, objectOrEmpty(properties[name])) }
  })
}

/** More choices than this are counted. */
const CHOICES_MAX = 6

function kindWords(kind: FieldKind, { type }: JsonObject): string {
  switch (kind.type) {
    case 'text':
      return 'text'
    case 'number':
      return kind.isWhole ? 'a whole number' : 'a number'
    case 'yes-no':
      return 'yes or no'
    case 'date':
      return 'a date'
    case 'choice':
      return `one of: ${choiceWords(kind.options.map(({ label }) => label))}`
    case 'json':
      return JSON_WORDS.get(type) ?? 'any value'
  }
}

const JSON_WORDS: ReadonlyMap<Json | undefined, string> = new Map<Json, string>([
  ['array', 'a list'],
  ['object', 'several values by name'],
])

function choiceWords(labels: readonly string[]): string {
  const rest = labels.length - CHOICES_MAX
  const shown = labels.slice(0, CHOICES_MAX).join(', ')
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

/** What it does to the world. */
export const EFFECT_SENTENCES = {
  pure: 'It only reads: nothing outside is changed by it.',
  idempotent: 'It changes something outside. Doing the same again changes nothing more.',
  'once-or-ask':
    'It does something that can not be taken back, so it is done once. Where nobody knows, a person is asked.',
} as const satisfies Record<CapabilityDetail['effect'], string>

const HELD_BACK = 'It does more than read, so a try holds it back: you see what it would be given, and nothing is done.'

/** What trying it does, said before. */
export const TRY_SENTENCES = {
  pure: 'It only reads, so it is really done with what you give it. It is in no list and is not counted.',
  idempotent: HELD_BACK,
  'once-or-ask': HELD_BACK,
} as const satisfies Record<CapabilityDetail['effect'], string>

/** Where its confidence comes from. */
export function sourceWords({ confidence }: Pick<CapabilityDetail, 'confidence'>): string {
  return confidence === 'none'
    ? 'It says nothing of how sure it is, as an exact step.'
    : `How sure it is: ${CONFIDENCE_SOURCES[confidence].words}.`
}

/** The WorkCharts that name it, each once, with their stages. */
export function usedByWorkChart({ usedIn }: Pick<CapabilityDetail, 'usedIn'>) {
  const byId = Map.groupBy(usedIn, ({ workflow }) => workflow.id)
  return [...byId].map(([id, uses]) => ({
    id,
    name: uses[0]?.workflow.name ?? id,
    stages: uses.map(({ stage }): StageName => stage),
  }))
}

/** What a try asks for. What takes anything is given a text. */
export function tryInputs({ inputs, input }: Pick<CapabilityDetail, 'inputs' | 'input'>): CapabilityDetail['inputs'] {
  return inputs.length === 0 && input === null ? [ANY_TEXT] : inputs
}

const ANY_TEXT: CapabilityDetail['inputs'][number] = {
  name: 'text',
  schema: { type: 'string', title: 'What it is given', format: 'textarea' },
  required: true,
  default: null,
  description: null,
}

const KILO = 1_000

/** `812 bytes`, `4 kB` */
export function sizeWords(bytes: number): string {
  if (bytes < KILO) return `${bytes} bytes`
  const kilo = Math.round(bytes / KILO)
  return kilo < KILO ? `${kilo} kB` : `${countWords(Math.round(kilo / KILO))} MB`
}
