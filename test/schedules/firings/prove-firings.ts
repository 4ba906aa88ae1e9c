import type { Proof, Scale } from '../../faults/harness.ts'
import { chanceOf } from '../../simulation/chance.ts'
import { tenYears, ZONES } from '../oracle/zones.ts'
import type { Life } from './live-through.ts'
import { HAPPENINGS, liveThrough } from './live-through.ts'
import { asTheProgram, isNoticed, WRONG_KEEPERS } from './wrong-keepers.ts'

/** In fewer lives not everything can be expected to happen. */
const LIVES_FOR_EVERYTHING = 40
const LIVES_BETWEEN_NEWS = 20

/** Ten years of schedules in the engine, each in a life of its own, beside what the oracle expects. */
export async function proveFirings({ n, seed: first }: Scale): Promise<Proof> {
  const clocks = ZONES.map(tenYears)
  const counts: Record<string, number> = n < LIVES_FOR_EVERYTHING ? {} : zeroes(HAPPENINGS)
  const [violations, fates]: [string[], Record<string, number>] = [[], {}]
  for (let seed = first; seed < first + n; seed += 1) {
    const life: Life = await liveThrough(clocks, chanceOf(seed), asTheProgram)
    violations.push(...life.violations.map((text) => `seed ${seed}: ${text}`))
    addTo(counts, life.happened)
    addTo(fates, life.fates)
    if ((seed - first + 1) % LIVES_BETWEEN_NEWS === 0) console.error(`${seed - first + 1} schedules`)
  }
  const noticed = await noticedOf(Object.values(WRONG_KEEPERS))
  if (noticed < Object.keys(WRONG_KEEPERS).length) violations.push('A wrong keeper was not noticed')
  return {
    title: `${n} schedules in the engine, each over ten years of a clock that is set to and fro, while the program is down at times and people change, switch off and pause them: each instant that they were armed for came to exactly what was expected.`,
    n,
    seed: first,
    faults: { ...counts, 'wrong keepers that were noticed': noticed },
    violations,
    figures: Object.fromEntries(Object.entries(fates).map(([fate, count]) => [`instants: ${fate}`, count])),
  }
}

async function noticedOf(keepers: readonly (typeof asTheProgram)[]): Promise<number> {
  let noticed = 0
  for (const keeperOf of keepers) if (await isNoticed(keeperOf)) noticed += 1
  return noticed
}

function zeroes(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 0]))
}

function addTo(counts: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
}
