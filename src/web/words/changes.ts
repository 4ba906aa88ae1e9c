import type { Json, JsonObject } from '../../core/basics/json.ts'
import { isJsonObject, objectOrEmpty } from '../../core/basics/json.ts'
import { ownValue } from '../../core/basics/own-value.ts'
import type { Topic } from '../../core/diff/topic.ts'
import type { SettingChange, TriggerChange, WorkflowChange } from '../../core/diff/workflow-change.ts'
import { limitPercent } from '../derive/confidence-words.ts'
import { inHundred } from '../derive/gate-steps.ts'
import { cronWords } from '../derive/schedule-view.ts'

/** What a sentence calls by name. */
export interface ChangeNames {
  readonly stage: (id: string) => string
  readonly ref: (ref: string) => string
}

/** One difference, as people read it: who or what it is about, and how it changed. */
export interface ChangeSentence {
  readonly subject: string
  readonly words: string
}

const WHOLE = 'The WorkChart'
const DEFAULTS = 'Every stage without a rule of its own'
/** A longer text is not read in a list; the document shows all of it. */
const SHOWN_CHARACTERS_MAX = 80

export function changeSentence(change: WorkflowChange, names: ChangeNames): ChangeSentence {
  switch (change.type) {
    case 'stage-added':
      return { subject: names.stage(change.stage), words: `is new${doneBy(change.after, names)}.` }
    case 'stage-removed':
      return { subject: names.stage(change.stage), words: 'is gone.' }
    case 'waits-changed':
      return { subject: names.stage(change.stage), words: waitsWords(change.before, change.after, names) }
    case 'setting-changed':
      return { subject: subjectOf(change, names), words: settingWords(change, names) }
    case 'trigger-changed':
      return { subject: `The start “${change.trigger}”`, words: triggerWords(change) }
    case 'note-changed':
      return { subject: 'Layout and notes', words: NOTE_WORDS[change.about] }
  }
}

const NOTE_WORDS = {
  place: 'stand elsewhere on the canvas.',
  order: 'are listed in another order.',
  spelling: 'say the same in another way.',
  comment: 'have other comments in the file.',
} as const

/** Who is renamed is known by the name of before. */
function subjectOf({ stage, topic, path, before }: SettingChange, names: ChangeNames): string {
  if (stage !== null) return topic === 'name' && typeof before === 'string' ? before : names.stage(stage)
  return path[0] === 'defaults' ? DEFAULTS : WHOLE
}

function doneBy(stage: Json, names: ChangeNames): string {
  const roles = isJsonObject(stage) ? (stage['roles'] ?? null) : null
  const primary = isJsonObject(roles) ? roles['primary'] : undefined
  return typeof primary === 'string' ? `, done by ${refWords(primary, names)}` : ''
}

function waitsWords(before: readonly string[], after: readonly string[], names: ChangeNames): string {
  return `now ${afterWords(after, names)} (was: ${afterWords(before, names)}).`
}

function afterWords(ids: readonly string[], names: ChangeNames): string {
  return ids.length === 0 ? 'starts at once' : `comes after ${listWords(ids.map(names.stage))}`
}

function listWords(words: readonly string[]): string {
  const [last, ...before] = words.toReversed()
  return before.length === 0 ? (last ?? 'nobody') : `${before.toReversed().join(', ')} and ${last}`
}

function settingWords(change: SettingChange, names: ChangeNames): string {
  const { topic, before, after } = change
  switch (topic) {
    case 'gate':
      return gateWords(before, after)
    case 'performer':
      return `is now done by ${refWords(after, names)} (was ${refWords(before, names)}).`
    case 'reviewer':
      return `has its answer looked at by ${refWords(after, names)} (was ${refWords(before, names)}).`
    case 'tools':
      return `may now use ${refWords(after, names)} (was ${refWords(before, names)}).`
    case 'people':
      return `now asks ${refWords(after, names)} (was ${refWords(before, names)}).`
    case 'name':
      return change.stage === null
        ? `is now called ${valueWords(after)} (was ${valueWords(before)}).`
        : `is now called ${valueWords(after)}.`
    case 'condition':
      return `${whenWords(after)} (was: ${whenWords(before)}).`
    case 'input':
    case 'output':
      return isSchema(before ?? after) ? fieldWords(change) : otherWords(change, LABELS[topic])
    default:
      return otherWords(change, LABELS[topic])
  }
}

/** What may be given is a description of it; what is given is a value or a formula. */
function isSchema(value: Json | undefined): boolean {
  return isJsonObject(value)
}

function fieldWords({ topic, path, before, after }: SettingChange): string {
  const verb = topic === 'input' ? 'asks for' : 'gives'
  const [, key] = path
  if (key === undefined) return `${after === undefined ? 'no longer' : 'now'} says that it ${verb} nothing.`
  const name = `“${key}”`
  if (before === undefined) return `now ${verb} ${name}.`
  if (after === undefined) return `no longer ${verb} ${name}.`
  return `still ${verb} ${name}, described in another way.`
}

type Labelled = Exclude<Topic, 'gate' | 'performer' | 'reviewer' | 'tools' | 'people' | 'name' | 'condition'>

/** What is set, where setting it to something else needs no words of its own. */
const LABELS = {
  description: 'its description',
  instructions: 'its instructions',
  label: 'its label',
  helper: 'who helps',
  deadline: 'the time people have to decide',
  reminder: 'when people are reminded',
  'working-hours': 'the working hours that count',
  breach: 'who is asked when nobody decides in time',
  task: 'what people are shown when they are asked',
  skip: 'what a skip means for what follows',
  join: 'which of the stages before it must be done',
  input: 'what it gets as',
  output: 'what it gives as',
  context: 'what it knows',
  budget: 'what it may cost',
  'context-budget': 'how much it may know at once',
  timeout: 'how long a try may take',
  retry: 'how it tries again',
  error: 'what happens when it fails',
  reject: 'what happens when a person says no',
  effect: 'what it may do to the world',
  slot: 'who can fill',
  extension: 'the note',
  other: 'what stands under',
} as const satisfies Record<Labelled, string>

/** Of these there are many: the sentence says which. */
const NAMED: ReadonlySet<Topic> = new Set([
  'label',
  'helper',
  'task',
  'input',
  'output',
  'retry',
  'slot',
  'extension',
  'other',
])

function otherWords({ topic, path, before, after }: SettingChange, label: string): string {
  const what = NAMED.has(topic) ? `${label} “${path.at(-1) ?? ''}”` : label
  if (before === undefined) return `has ${what}: ${valueWords(after)}.`
  if (after === undefined) return `no longer says ${what} (was ${valueWords(before)}).`
  return `has changed ${what}: ${valueWords(after)} (was ${valueWords(before)}).`
}

function gateWords(before: Json | undefined, after: Json | undefined): string {
  return `now ${limitWords(after)} (was: ${limitWords(before)}).`
}

function limitWords(gate: Json | undefined): string {
  if (gate === undefined) return 'says nothing about how sure is enough'
  const { threshold, target_error: target, samples, review_between: band, ...others } = objectOrEmpty(gate)
  const beside = `${timesWords(samples)}${bandWords(band)}${othersWords(others)}`
  if (typeof threshold === 'number') return `asks a person below ${limitPercent(threshold)}${beside}`
  if (typeof target === 'number') return `lets through at most ${inHundred(target)} wrong in 100${beside}`
  return gate === 'none' ? 'asks nobody for being unsure' : `decides how sure is enough by ${valueWords(gate)}`
}

function timesWords(samples: Json | undefined): string {
  return samples === undefined ? '' : `, asked ${typeof samples === 'number' ? samples : valueWords(samples)} times`
}

function bandWords(band: Json | undefined): string {
  if (band === undefined) return ''
  const [from, to] = Array.isArray(band) ? band : []
  const isBand = typeof from === 'number' && typeof to === 'number'
  const limits = isBand ? `between ${limitPercent(from)} and ${limitPercent(to)}` : valueWords(band)
  return `, checked by a second skill only ${limits}`
}

/** What else is said beside those that have their own words. */
function othersWords(others: JsonObject): string {
  return Object.keys(others).length === 0 ? '' : ` with ${valueWords(others)}`
}

function whenWords(condition: Json | undefined): string {
  return condition === undefined ? 'runs always' : `runs only if ${valueWords(condition)}`
}

function refWords(value: Json | undefined, names: ChangeNames): string {
  if (value === undefined) return 'nobody'
  const refs = Array.isArray(value) ? value : [value]
  return listWords(refs.map((ref) => (typeof ref === 'string' ? refName(ref, names) : valueWords(ref))))
}

/** The card for it is called by what one does with it. */
function refName(ref: string, names: ChangeNames): string {
  return ref === 'human:anyone' ? 'a person' : names.ref(ref)
}

function triggerWords({ before, after }: TriggerChange): string {
  if (before === undefined) return `is new${whenWordsOf(after)}.`
  if (after === undefined) return 'is gone.'
  if (!(isJsonObject(before) && isJsonObject(after))) return `is now ${valueWords(after)} (was ${valueWords(before)}).`
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return `${keys.flatMap((key) => startSettingWords(key, before[key], after[key])).join('; ')}.`
}

function whenWordsOf(trigger: Json | undefined): string {
  const cron = isJsonObject(trigger) ? trigger['cron'] : undefined
  return typeof cron === 'string' ? `: ${cronWords(cron)}` : ''
}

function startSettingWords(key: string, before: Json | undefined, after: Json | undefined): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const words = (value: Json | undefined) =>
    key === 'cron' && typeof value === 'string' ? cronWords(value) : valueWords(value)
  return [`has changed ${ownValue(START_LABELS, key) ?? `“${key}”`}: ${words(after)} (was ${words(before)})`]
}

const START_LABELS: Readonly<Record<string, string>> = {
  cron: 'when it starts',
  timezone: 'its time zone',
  inputs: 'what it hands over',
  enabled: 'whether it is on',
  overlap: 'what it does while a run goes on',
  catch_up: 'what it does about starts that were missed',
}

/** A value as it is written, cut where nobody would read on. */
function valueWords(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : plainText(value)
  return text.length > SHOWN_CHARACTERS_MAX ? `“${text.slice(0, SHOWN_CHARACTERS_MAX)}…”` : `“${text}”`
}

function plainText(value: Json): string {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
