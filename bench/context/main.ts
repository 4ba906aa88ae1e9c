/**
 * How long it takes to know a large library of agents, skills, commands and context, to plan with it, and to choose what
 * a stage is given to know.
 *
 *   node bench/context/main.ts [--quick]
 */
import { join } from 'node:path'
import type { MemoryItem } from '../../src/core/memory/memory-item.ts'
import { selectMemory } from '../../src/core/memory/select-memory.ts'
import { packMemory } from '../../src/core/plan/pack-memory.ts'
import { aMemoryItem } from '../../test/support/rows.ts'
import type { BenchReport, Effort } from '../figures.ts'
import { runBench } from '../figures.ts'
import { lastLine } from '../last-line.ts'
import { inFolder } from '../load/in-folder.ts'
import { inTurn } from '../load/in-turn.ts'
import { median } from '../statistics.ts'
import type { LibrarySize } from './fill-library.ts'
import { fillLibrary } from './fill-library.ts'
import type { LibraryTimes } from './index-library.ts'
import type { RawTimes } from './read-all.ts'

const SCALE = {
  full: { size: { agents: 2_000, skills: 2_000, commands: 500, modules: 500 }, processes: 5, again: 10 },
  quick: { size: { agents: 300, skills: 300, commands: 10, modules: 300 }, processes: 1, again: 3 },
} as const satisfies Record<Effort, { readonly size: LibrarySize; readonly processes: number; readonly again: number }>

/** Items that are known, and a budget of tokens that about 200 of them fit in. */
const KNOWN_ITEMS = 2_000
const PACK_TOKENS = 3_700
const PACKINGS = 50

await runBench(async (effort) => {
  const { size, processes, again } = SCALE[effort]
  return await inFolder(async (home) => {
    await fillLibrary(home, size)
    const raw = await inTurn(processes, () => timesOf<RawTimes>('read-all', [home]))
    const ours = await inTurn(processes, () => timesOf<LibraryTimes>('index-library', [home, String(again)]))
    const artifacts = Object.values(size).reduce((sum, count) => sum + count, 0)
    if (ours.some(({ found }) => found !== artifacts)) throw new Error('Not every artifact was found')
    return toReport(artifacts, raw, ours)
  })
})

async function timesOf<T>(program: string, args: readonly string[]): Promise<T> {
  return JSON.parse(await lastLine(join(import.meta.dirname, `${program}.ts`), args)) as T
}

/** The time of each packing, in milliseconds, and how many items it took. */
function packOften(): { readonly ms: readonly number[]; readonly packed: number } {
  const known = Array.from({ length: KNOWN_ITEMS }, (_, number) => anItem(number))
  const once = () => packMemory('m', selectMemory({ selectors: {}, items: [] }, known), PACK_TOKENS)
  const ms = Array.from({ length: PACKINGS }, () => {
    const begun = performance.now()
    once()
    return performance.now() - begun
  })
  return { ms, packed: once().memoryIds.length }
}

function anItem(number: number): MemoryItem {
  const content = `Fact ${number}. ${'Some more words about it. '.repeat(2)}`
  return aMemoryItem({ id: `i${number}`, content, status: 'active', confidence: (number % 100) / 100 })
}

function toReport(artifacts: number, raw: readonly RawTimes[], ours: readonly LibraryTimes[]): BenchReport {
  const [readMs, stampMs] = [median(raw.map((each) => each.readMs)), median(raw.map((each) => each.stampMs))]
  const cold = ours.map(({ coldMs }) => coldMs)
  const warm = ours.flatMap(({ warmMs }) => warmMs)
  const plan = ours.flatMap(({ planMs }) => planMs)
  const packing = packOften()
  const unit = 'ms'
  return {
    name: 'context',
    title: 'A large library is known at once',
    method: [
      `A home of ${artifacts} small artifacts, a skill being two files, is listed by ${ours.length} fresh processes (cold;`,
      "the files are in the system's cache) and again by the same ones (warm: every file is looked at, those that did not",
      'change are not read). The plan has 100 stages, each with an agent, a skill and a module of its own. The limits are',
      'reading and hashing every file one after the other, and asking every file for its stamp.',
      `Packing takes ${packing.packed} of ${KNOWN_ITEMS} memory items into ${PACK_TOKENS} tokens, the surest first.`,
    ].join(' '),
    n: warm.length,
    figures: [
      { name: 'list, cold, median', value: median(cold), unit, target: { atMost: 3_000 }, limit: readMs },
      { name: 'list, cold, max', value: Math.max(...cold), unit, target: { atMost: 3_000 }, limit: readMs },
      { name: 'list, warm, median', value: median(warm), unit, target: { atMost: 300 }, limit: stampMs },
      { name: 'list, warm, max', value: Math.max(...warm), unit, target: { atMost: 300 }, limit: stampMs },
      { name: 'plan of 100 stages, median', value: median(plan), unit, target: { atMost: 100 }, limit: stampMs },
      { name: 'plan of 100 stages, max', value: Math.max(...plan), unit, target: { atMost: 100 }, limit: stampMs },
      { name: 'pack, median', value: median(packing.ms), unit, target: { atMost: 20 } },
      { name: 'pack, max', value: Math.max(...packing.ms), unit, target: { atMost: 20 } },
    ],
  }
}
