import type { Proof, Scale } from '../../faults/harness.ts'
import { chanceOf } from '../../simulation/chance.ts'
import { tenYears, ZONES } from '../oracle/zones.ts'
import { compareInstants } from './compare-instants.ts'
import { asTheProgram } from './find-next.ts'
import { randomPattern, WAYS } from './random-pattern.ts'
import { isNoticed, WRONG_RULES } from './wrong-rules.ts'

/** With fewer patterns not every way of writing a field can be expected. */
const PATTERNS_FOR_EVERY_WAY = 100
const PATTERNS_BETWEEN_NEWS = 10

/** All instants of drawn patterns, in all zones and over ten years, beside those of the oracle. */
export function proveInstants({ n, seed }: Scale): Proof {
  const [chance, clocks] = [chanceOf(seed), ZONES.map(tenYears)]
  const ways: Record<string, number> = n < PATTERNS_FOR_EVERY_WAY ? {} : Object.fromEntries(WAYS.map((way) => [way, 0]))
  const violations: string[] = []
  let [instants, besideChange] = [0, 0]
  for (let drawn = 1; drawn <= n; drawn += 1) {
    const pattern = randomPattern(chance)
    for (const way of pattern.ways) ways[way] = (ways[way] ?? 0) + 1
    for (const clock of clocks) {
      const comparison = compareInstants(pattern.text, clock, { findNext: asTheProgram, chance })
      violations.push(...comparison.violations)
      instants += comparison.instants
      besideChange += comparison.besideChange
    }
    if (drawn % PATTERNS_BETWEEN_NEWS === 0) console.error(`${drawn} patterns, ${instants} instants`)
  }
  const noticed = Object.values(WRONG_RULES).filter(isNoticed).length
  if (noticed < Object.keys(WRONG_RULES).length) violations.push('A wrong rule was not noticed')
  return {
    title: `The instants of ${n} patterns, over ten years in each of ${ZONES.length} zones, beside those of an enumerator that looks at every minute.`,
    n,
    seed,
    faults: {
      'changes of the clocks': clocks.flatMap(({ changes }) => changes).length,
      'beginnings beside a change': besideChange,
      'wrong rules that were noticed': noticed,
      ...ways,
    },
    violations,
    figures: { zones: ZONES.join(', '), instants },
  }
}
