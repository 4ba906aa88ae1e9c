import { readFileSync } from 'node:fs'
import type { Example, Model } from '../src/adapters/performers/classifier/model.ts'
import { predict, trainModel } from '../src/adapters/performers/classifier/model.ts'
import { parseExamples } from '../src/adapters/performers/classifier/parse-examples.ts'
import { offTopic, printLetThrough } from './off-topic.ts'

/**
 * What *Sort a message* does on the demo: how long training takes, how often the sorter is right on messages that are
 * not among its examples, for each threshold, how many reach a person and how many wrong ones do not, and what is let
 * through of texts about something else (those of `off-topic.txt` and the sentences of a folder's Markdown files).
 * Usage: node bench/classifier.ts [<folder of .md files>]
 */
const DEMO = new URL('../examples/support-desk/', import.meta.url)
const THRESHOLDS = [0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
/** What training may take on 450 examples, in milliseconds. */
const TRAINING_MAX_MS = 1_500

interface Label {
  readonly label: string
  readonly kind: string
  readonly also?: readonly string[]
}

interface Judged {
  readonly kind: string
  readonly confidence: number
  readonly isRight: boolean
  readonly isAcceptable: boolean
}

const parsed = parseExamples(readFileSync(new URL('skills/sort-support-message/examples.csv', DEMO), 'utf8'))
if (!parsed.ok) throw new Error(parsed.error.message)
const examples = parsed.value
const isFastEnough = printTraining(examples)
const model = trainModel(examples)
const judged = judgeMessages(model)
printKinds(judged)
printThresholds(judged)
printLetThrough(model, { 'clear messages': clearMessages(), ...offTopic(process.argv[2]) })
process.exitCode = isFastEnough ? 0 : 1

function printTraining(all: readonly Example[]): boolean {
  const about450 = all.filter((_, index) => (index * 450) % all.length < 450)
  const [few, every] = [medianMs(about450), medianMs(all)]
  console.table([few, every])
  return few.medianMs <= TRAINING_MAX_MS
}

function medianMs(rows: readonly Example[]) {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    trainModel(rows)
    return performance.now() - start
  }).sort((left, right) => left - right)
  return { examples: rows.length, medianMs: Math.round(times[2] ?? 0), slowestMs: Math.round(times[4] ?? 0) }
}

function clearMessages(): readonly string[] {
  const labels = readLines<Label>('labels.jsonl')
  const messages = readLines<{ message: string }>('messages.jsonl')
  return messages.filter((_, index) => labels[index]?.kind === 'clear').map(({ message }) => message)
}

function judgeMessages(sorter: Model): readonly Judged[] {
  const messages = readLines<{ message: string }>('messages.jsonl')
  const labels = readLines<Label>('labels.jsonl')
  return messages.map(({ message }, index) => judge(sorter, message, labels[index]))
}

function judge(sorter: Model, message: string, truth: Label | undefined): Judged {
  if (truth === undefined) throw new Error('There are fewer labels than messages.')
  const { best, isFamiliar } = predict(sorter, message)
  const isRight = best.label === truth.label
  const isAcceptable = isRight || (truth.also ?? []).includes(best.label)
  return { kind: truth.kind, confidence: isFamiliar ? best.probability : 0, isRight, isAcceptable }
}

function readLines<Line>(file: string): readonly Line[] {
  const lines = readFileSync(new URL(file, DEMO), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

function printKinds(all: readonly Judged[]): void {
  const { count, correct } = model.heldOut
  console.log(`Examples held out in turn: ${correct} of ${count} right (${percent(correct / count)}).`)
  console.log(`Temperature: ${model.temperature.toFixed(3)}`)
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  console.table(
    kinds.map((kind) =>
      kindRow(
        kind,
        all.filter((one) => one.kind === kind),
      ),
    ),
  )
}

function kindRow(kind: string, rows: readonly Judged[]) {
  const share = (count: number) => percent(count / rows.length)
  return {
    kind,
    n: rows.length,
    right: share(rows.filter((row) => row.isRight).length),
    'right or second label': share(rows.filter((row) => row.isAcceptable).length),
    'mean confidence': percent(rows.reduce((sum, row) => sum + row.confidence, 0) / rows.length),
  }
}

function printThresholds(all: readonly Judged[]): void {
  const rows = THRESHOLDS.map((threshold) => {
    const passed = all.filter(({ confidence }) => confidence >= threshold)
    const wrong = passed.filter(({ isAcceptable }) => !isAcceptable)
    const wrongOf = (kind: string) => wrong.filter((row) => row.kind === kind).length
    return {
      threshold,
      'to a person': percent(1 - passed.length / all.length),
      'on its own': passed.length,
      wrong: wrong.length,
      'wrong clear': wrongOf('clear'),
      'wrong ambiguous': wrongOf('ambiguous'),
      'wrong off-topic': wrongOf('off-topic'),
    }
  })
  console.table(rows)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
