import type { RunStatus } from '../../core/run/run.ts'
import type { StageStatus } from '../../core/run/stage-run.ts'
import type { StateLook } from './states.ts'
import { RUN_STATES, STAGE_STATES } from './states.ts'

/** Nothing was done in its place, so it is not called done. */
const HELD_BACK: StateLook = { word: 'Held back', icon: 'shield', tone: 'cool' }

/** How the run of a sample looks. A test proves less than a run, so it never looks like a success. */
export const TEST_STATES = {
  ...RUN_STATES,
  waiting: { ...RUN_STATES.waiting, word: 'Waits for you' },
  succeeded: { ...RUN_STATES.succeeded, word: 'Finished', tone: 'soft' },
} as const satisfies Record<RunStatus, StateLook>

/** Whether a stage has passed without having been done. */
export function wasHeldBack({ id, status }: Stage, heldBack: readonly string[]): boolean {
  return status === 'succeeded' && heldBack.includes(id)
}

export function testedLook(stage: Stage, heldBack: readonly string[]): StateLook {
  return wasHeldBack(stage, heldBack) ? HELD_BACK : STAGE_STATES[stage.status]
}

interface Stage {
  readonly id: string
  readonly status: StageStatus
}
