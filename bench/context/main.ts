/**
 * How long it takes to know a large library of agents, skills, commands and context, to plan with it, and to choose what
 * a stage is given to know.
 *
 *   node bench/context/main.ts [--quick]
 */
import { join } from 'node:path'
import type { CatalogEntry } from '../../src/core/plan/catalog.ts'
import { packContext } from '../../src/core/plan/pack-context.ts'
import { aModule, ref } from '../../test/support/plans.ts'
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

/** Modules that a stage asks for, of those that the library has. */
const PACKED = { asked: 200, held: 2_000 }
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

/** The time of each packing, in milliseconds. */
function packOften(): readonly number[] {
  const held = Array.from({ length: PACKED.held }, (_, number) => aModule(`module-${number}`))
  const catalog = new Map<string, CatalogEntry>(held.map((module) => [module.ref, module]))
  const modules = held.slice(0, PACKED.asked).map((module) => ref(module.ref))
  return Array.from({ length: PACKINGS }, () => {
    const begun = performance.now()
    packContext([undefined, { modules, optional: [], budgetTokens: 10_000 }], catalog)
    return performance.now() - begun
  })
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
      `Packing chooses from ${PACKED.held} modules those of a stage that asks for ${PACKED.asked}.`,
    ].join(' '),
    n: warm.length,
    figures: [
      { name: 'list, cold, median', value: median(cold), unit, target: { atMost: 3_000 }, limit: readMs },
      { name: 'list, cold, max', value: Math.max(...cold), unit, target: { atMost: 3_000 }, limit: readMs },
      { name: 'list, warm, median', value: median(warm), unit, target: { atMost: 300 }, limit: stampMs },
      { name: 'list, warm, max', value: Math.max(...warm), unit, target: { atMost: 300 }, limit: stampMs },
      { name: 'plan of 100 stages, median', value: median(plan), unit, target: { atMost: 100 }, limit: stampMs },
      { name: 'plan of 100 stages, max', value: Math.max(...plan), unit, target: { atMost: 100 }, limit: stampMs },
      { name: 'pack, median', value: median(packing), unit, target: { atMost: 20 } },
      { name: 'pack, max', value: Math.max(...packing), unit, target: { atMost: 20 } },
    ],
  }
}
