import type { Plan, PlannedStage } from '../../../src/core/plan/plan.ts'
import { after, aPlan, aStage } from '../../support/runs.ts'

/** An attempt that a stop interrupts is tried again at once. */
const AT_ONCE: PlannedStage['retry'] = { ...aStage('x').retry, initialIntervalMs: 1, maximumIntervalMs: 1 }

/** Stages in a row, each given what the one before it gave. */
export function aChain(stages: number): Plan {
  const planned = Array.from({ length: stages }, (_, index) =>
    index === 0
      ? aStage(name(0), { retry: AT_ONCE })
      : aStage(name(index), {
          dependsOn: after(name(index - 1)),
          inputs: { text: `\${{ stages.${name(index - 1)}.outputs.text }}` },
          retry: AT_ONCE,
        }),
  )
  return aPlan(planned, { outputs: { text: `\${{ stages.${name(stages - 1)}.outputs.text }}` } })
}

/** One stage, all the others at once, and one that waits for them. */
export function aFan(stages: number): Plan {
  const leaves = Array.from({ length: stages - 2 }, (_, index) => name(index + 1))
  return aPlan([
    aStage(name(0), { retry: AT_ONCE }),
    ...leaves.map((leaf) => aStage(leaf, { dependsOn: after(name(0)), retry: AT_ONCE })),
    aStage('last', { dependsOn: after(...leaves), retry: AT_ONCE }),
  ])
}

function name(index: number): string {
  return `s${index}`
}
