import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Model } from '../../../src/adapters/performers/classifier/model.ts'
import { predict } from '../../../src/adapters/performers/classifier/model.ts'
import { parseExamples } from '../../../src/adapters/performers/classifier/parse-examples.ts'
import { trainOffThread } from '../../../src/adapters/performers/classifier/train-off-thread.ts'
import { fillLetter } from '../../../src/adapters/performers/fill-letter.ts'

const DEMO = new URL('../../../examples/support-desk/', import.meta.url)
/** Everyday texts, none of them about an order. */
const OFF_TOPIC = new URL('../../../bench/off-topic.txt', import.meta.url)

/** On an idle machine it takes two seconds. */
const TRAINING_MS = 60_000

describe('the demo', () => {
  let model: Model

  beforeAll(async () => {
    model = await trainSorter()
  }, TRAINING_MS)

  it('[PF15] sends 10 to 40 % of the messages to a person and sorts clear ones right', () => {
    const judged = judgeMessages(model)
    const clear = judged.filter(({ kind }) => kind === 'clear')
    const toPerson = judged.filter(({ confidence }) => confidence < thresholdOfSort())
    expect(judged.length).toBe(400)
    expect(toPerson.length / judged.length).toBeGreaterThanOrEqual(0.1)
    expect(toPerson.length / judged.length).toBeLessThanOrEqual(0.4)
    expect(clear.filter(({ isRight }) => isRight).length / clear.length).toBeGreaterThanOrEqual(0.9)
  })

  it('[PF17] knows clear messages for its own and many that are about something else for strangers', () => {
    const clear = judgeMessages(model).filter(({ kind }) => kind === 'clear')
    const strangers = readFileSync(OFF_TOPIC, 'utf8').trim().split('\n')
    const unlike = strangers.filter((text) => !predict(model, text).isFamiliar)
    expect(clear.filter(({ isFamiliar }) => !isFamiliar).length / clear.length).toBeLessThanOrEqual(1 / 50)
    expect(unlike.length / strangers.length).toBeGreaterThanOrEqual(0.4)
  })
})

describe("the demo's letters", () => {
  const letters = globSync('skills/*/letters/*.txt', { cwd: fileURLToPath(DEMO) })

  it.each(letters)('[PF34] %s is written from a customer and an order', (file) => {
    const filled = fillLetter(read(file), { customer: 'Noor', order: 'order 48213' })
    expect(filled).toMatchObject({ ok: true, value: { body: expect.stringContaining('Hello Noor,') } })
  })

  it('[PF34] cover every category once', () => {
    const { output } = parse(read('skills/sort-support-message/contract.yaml'))
    const names = letters.map((file) => basename(file, '.txt'))
    expect(names.toSorted()).toEqual(output.properties.label.enum.toSorted())
  })
})

async function trainSorter(): Promise<Model> {
  const examples = parseExamples(read('skills/sort-support-message/examples.csv'))
  if (!examples.ok) throw new Error(examples.error.message)
  return trainOffThread(examples.value)
}

function judgeMessages(model: Model) {
  const labels: { label: string; kind: string }[] = readLines('labels.jsonl')
  const messages: { message: string }[] = readLines('messages.jsonl')
  return messages.map(({ message }, index) => {
    const { best, isFamiliar } = predict(model, message)
    return {
      kind: labels[index]?.kind,
      isFamiliar,
      confidence: isFamiliar ? best.probability : 0,
      isRight: best.label === labels[index]?.label,
    }
  })
}

function thresholdOfSort(): number {
  const { stages } = parse(read('workflows/support-desk.yaml'))
  return stages.find(({ id }: { id: string }) => id === 'sort').gate.threshold
}

function read(file: string): string {
  return readFileSync(new URL(file, DEMO), 'utf8')
}

function readLines(file: string) {
  return read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
