import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import type { RunStatus, StageStatus } from '../../api/contract/runs.ts'
import type { Style, Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'

/** The screens' words for states, with the colour that goes beside them. */
const RUN_STATUS = {
  running: ['Running', 'cool'],
  waiting: ['Waiting', 'warm'],
  paused: ['Paused', 'faint'],
  succeeded: ['Succeeded', 'good'],
  failed: ['Failed', 'bad'],
  rejected: ['Rejected', 'bad'],
  canceled: ['Canceled', 'faint'],
} as const satisfies Record<RunStatus, readonly [string, Style]>

const STAGE_STATUS = {
  pending: ['Not started', 'faint'],
  ready: ['Queued', 'faint'],
  running: ['Running', 'cool'],
  'backing-off': ['Trying again', 'cool'],
  'awaiting-approval': ['Awaiting Approval', 'warm'],
  succeeded: ['Done', 'good'],
  failed: ['Failed', 'bad'],
  rejected: ['Rejected', 'bad'],
  skipped: ['Skipped', 'faint'],
  canceled: ['Canceled', 'faint'],
} as const satisfies Record<StageStatus, readonly [string, Style]>

/** What a stage does to the world. */
export const EFFECT_WORDS = {
  pure: 'Only reads',
  idempotent: 'Safe to repeat',
  'once-or-ask': 'Done once',
} as const satisfies Record<PlannedStage['effect'], string>

export function runWord(status: RunStatus): Text {
  const [word, style] = RUN_STATUS[status]
  return styled(style, word)
}

export function stageWord(status: StageStatus): Text {
  const [word, style] = STAGE_STATUS[status]
  return styled(style, word)
}

/** `1 run`, `2 runs`. */
export function counted(count: number, singular: string): string {
  return `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`
}
