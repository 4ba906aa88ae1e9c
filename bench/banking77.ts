/**
 * How well the built-in sorter knows how sure it is and what it knows nothing of, and what the confidence gate makes of
 * it, on Banking77 (10,003 messages to a bank, 77 labels; PolyAI, CC BY 4.0), which is not part of this project. Texts
 * about something else are those of `off-topic.txt` and, where a folder is named, the sentences of its Markdown files.
 *
 *   node bench/banking77.ts <folder with train.csv> [<seed> [<folder of .md files>]]
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Example } from '../src/adapters/performers/classifier/model.ts'
import { predict, trainModel } from '../src/adapters/performers/classifier/model.ts'
import type { Judged } from '../src/core/gate/calibration/judged.ts'
import { calibrationError, discrimination, reliabilityOf } from '../src/core/gate/calibration/reliability.ts'
import type { Labelled } from '../src/core/gate/certify-once.ts'
import { certifyOnce } from '../src/core/gate/certify-once.ts'
import { cutsOf, cutsToBeginWith } from '../src/core/gate/cuts.ts'
import { addOutcomes, beginEvidence } from '../src/core/gate/evidence.ts'
import { pick, randomFrom } from '../test/support/seeded.ts'
import { offTopic, printLetThrough } from './off-topic.ts'

const [folder, seed = '1', others] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder that train.csv is in.')

const HELD_OUT = 0.1
/** So many are not trained on, so that limits meet scores of which much is known. */
const POPULATION = 0.4
const LABELS = 500
const TRIALS = 500
const PROMISED = { target: 0.05, risk: 0.05 }

const random = randomFrom(Number(seed))
const rows: readonly { text: string; category: string }[] = parse(readFileSync(join(folder, 'train.csv')), {
  columns: true,
})
const examples = shuffled(rows.map(({ text, category }) => ({ text, label: category })))

const sorter = trainedOn(1 - HELD_OUT)

printSorter()
printLetThrough(sorter.model, { 'held out': sorter.heldOut.map(({ text }) => text), ...offTopic(others) })
printGate()

function printSorter(): void {
  const { judged, seconds, microseconds } = sorter
  console.table({
    'messages held out': judged.length,
    'right of them': shareOf(judged.filter(({ isRight }) => isRight).length, judged.length),
    ...errorsBy('tenths', 10),
    ...errorsBy('fifteenths', 15),
    'area under the curve': discrimination(judged),
    'training, s': seconds,
    'one prediction, µs': microseconds,
    'memory of the process, MB': process.memoryUsage().rss / 1e6,
  })
}

/** A sorter that is right exactly as often as it says has a calibration error too: that of so few messages. */
function errorsBy(name: string, parts: number) {
  const chance = randomFrom(Number(seed))
  const perfect = Array.from({ length: TRIALS }, () =>
    errorOf(
      sorter.judged.map(({ score }) => ({ score, isRight: chance() < score })),
      parts,
    ),
  )
  return {
    [`calibration error, by ${name}`]: errorOf(sorter.judged, parts),
    [`calibration error, by ${name}, were it perfect`]: perfect.reduce((sum, error) => sum + error, 0) / TRIALS,
  }
}

function errorOf(judged: readonly Judged[], parts: number): number {
  return calibrationError(reliabilityOf(judged, parts)) ?? 0
}

function printGate(): void {
  const { judged } = trainedOn(1 - POPULATION)
  const population = judged.map(({ score, isRight }) => ({ score, isWrong: !isRight }))
  console.log(`${LABELS} labels, at most 5 wrong in 100, ${TRIALS} samples of ${population.length}:`)
  console.table({
    'one look': trials(population, limitOfOneLook),
    'a look at every label': trials(population, limitOfEveryLook),
    'the limit whose observed errors meet the target': trials(population, observedLimit),
  })
}

type LimitOf = (population: readonly Labelled[], labels: readonly Labelled[]) => number | null

/** What a way to choose a limit lets through on average, and how often more of that is wrong than was promised. */
function trials(population: readonly Labelled[], limitOf: LimitOf) {
  const throughs = Array.from({ length: TRIALS }, () => {
    const labels = Array.from({ length: LABELS }, () => pick(population, random))
    const limit = limitOf(population, labels) ?? Number.POSITIVE_INFINITY
    return population.filter(({ score }) => score >= limit)
  })
  const broken = throughs.filter((through) => wrongShare(through) > PROMISED.target).length
  const total = throughs.reduce((sum, { length }) => sum + length, 0)
  return { 'let through': total / TRIALS / population.length, 'promise broken': broken / TRIALS }
}

function limitOfOneLook(population: readonly Labelled[], labels: readonly Labelled[]): number | null {
  return certifyOnce(cutsOf(unlabelled(population)), labels, PROMISED)?.cut ?? null
}

function limitOfEveryLook(population: readonly Labelled[], labels: readonly Labelled[]): number | null {
  const cuts = cutsToBeginWith(unlabelled(population))
  const outcomes = labels.map((label) => ({ ...label, chance: 1, leastChance: 1 }))
  const { certified } = addOutcomes(beginEvidence(cuts, PROMISED), outcomes)
  return cuts[certified - 1] ?? null
}

function observedLimit(_: readonly Labelled[], labels: readonly Labelled[]): number | null {
  const cuts = cutsOf(labels.map(({ score }) => score))
  return cuts.findLast((cut) => wrongShare(labels.filter(({ score }) => score >= cut)) <= PROMISED.target) ?? null
}

/** Scores from before anybody knew whether they were right. */
function unlabelled(population: readonly Labelled[]): readonly number[] {
  return Array.from({ length: LABELS }, () => pick(population, random).score)
}

function wrongShare(labels: readonly Labelled[]): number {
  return labels.length === 0 ? 0 : shareOf(labels.filter(({ isWrong }) => isWrong).length, labels.length)
}

function trainedOn(share: number) {
  const count = Math.floor(examples.length * share)
  const begun = performance.now()
  const model = trainModel(examples.slice(0, count))
  const trained = performance.now()
  const heldOut = examples.slice(count)
  const judged = heldOut.map(({ text, label }) => {
    const { best } = predict(model, text)
    return { score: best.probability, isRight: best.label === label }
  })
  const microseconds = ((performance.now() - trained) * 1_000) / judged.length
  return { model, heldOut, judged, seconds: (trained - begun) / 1_000, microseconds }
}

function shareOf(count: number, of: number): number {
  return count / of
}

function shuffled(all: readonly Example[]): readonly Example[] {
  const places = all.map((example): readonly [number, Example] => [random(), example])
  return places.toSorted(([left], [right]) => left - right).map(([, example]) => example)
}
