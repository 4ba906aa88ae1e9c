import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createPerformers } from '../../../src/adapters/performers/performers.ts'
import {
  aFolder,
  anAssignment,
  aSkill,
  builtin,
  FIXED_CLOCK,
  memoryBlobs,
  NEVER_ABORTED,
  NOT_CONNECTED,
  NOT_CONTAINED,
} from '../../support/performers.ts'

const STARTER = fileURLToPath(new URL('../../../starter/', import.meta.url))
const SKILLS = ['add-a-row', 'fill-in-a-letter', 'look-up-a-row', 'pull-out-details', 'send-email', 'sort-a-message']
/** What a newcomer needs to see a skill work. */
const SAMPLES_MIN = 20

describe('the starter skills', () => {
  it.each(SKILLS)('[PF6] %s answers each of its samples', async (name) => {
    const samples = await readSamples(name)
    const perform = await openSkill(name)
    const results = await Promise.all(samples.map((inputs, index) => perform(inputs, `key-${index}`)))
    expect(samples.length).toBeGreaterThanOrEqual(SAMPLES_MIN)
    expect(results.map((result) => result?.type)).toEqual(samples.map(() => 'answered'))
  })

  it('[PF6] are these and no others', async () => {
    expect((await readdir(join(STARTER, 'skills'))).toSorted()).toEqual(SKILLS)
  })
})

async function readSamples(name: string) {
  const text = await readFile(join(STARTER, 'skills', name, 'samples.jsonl'), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

async function openSkill(name: string) {
  const folder = await aFolder()
  await cp(join(STARTER, 'tables'), join(folder, 'tables'), { recursive: true })
  const blobs = memoryBlobs()
  const { run } = parse(await readFile(join(STARTER, 'skills', name, 'contract.yaml'), 'utf8'))
  const performer = await aSkill(
    blobs,
    builtin(run.builtin, run.settings),
    await readTexts(join(STARTER, 'skills', name)),
  )
  const performers = createPerformers({
    blobs,
    clock: FIXED_CLOCK,
    mail: {
      from: { name: 'Front desk', address: 'desk@example.org' },
      transport: { type: 'outbox', folder: join(folder, 'outbox') },
    },
    tablesFolder: join(folder, 'tables'),
    scratchFolder: join(folder, 'scratch'),
    environment: {},
    containment: NOT_CONTAINED,
    connections: NOT_CONNECTED,
    prices: async () => [],
  })
  return async (inputs: Parameters<typeof anAssignment>[0]['inputs'], idempotencyKey: string) =>
    performers
      .find(performer)
      ?.perform(anAssignment({ performer, inputs: inputs ?? {}, idempotencyKey }), NEVER_ABORTED)
}

async function readTexts(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')] as const)
  return Object.fromEntries(await Promise.all(texts))
}
