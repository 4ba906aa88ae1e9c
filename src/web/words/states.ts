import type { RunStatus } from '../../core/run/run.ts'
import type { StageStatus } from '../../core/run/stage-run.ts'
import type { Tone } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'

/** How a state looks: always all three, so that none is told by colour alone. */
export interface StateLook {
  readonly word: string
  readonly icon: IconName
  readonly tone: Tone
}

export const STAGE_STATES = {
  pending: { word: 'Not started', icon: 'pending', tone: 'faint' },
  ready: { word: 'Queued', icon: 'ready', tone: 'soft' },
  running: { word: 'Running', icon: 'running', tone: 'cool' },
  'backing-off': { word: 'Trying again', icon: 'backoff', tone: 'cool' },
  'awaiting-approval': { word: 'Awaiting Approval', icon: 'approval', tone: 'warm' },
  succeeded: { word: 'Done', icon: 'done', tone: 'ok' },
  failed: { word: 'Failed', icon: 'failed', tone: 'bad' },
  rejected: { word: 'Rejected', icon: 'rejected', tone: 'plum' },
  skipped: { word: 'Skipped', icon: 'skipped', tone: 'faint' },
  canceled: { word: 'Canceled', icon: 'canceled', tone: 'faint' },
} as const satisfies Record<StageStatus, StateLook>

export const RUN_STATES = {
  running: { word: 'Running', icon: 'running', tone: 'cool' },
  waiting: { word: 'Waiting', icon: 'waiting', tone: 'warm' },
  paused: { word: 'Paused', icon: 'paused', tone: 'soft' },
  succeeded: { word: 'Succeeded', icon: 'done', tone: 'ok' },
  failed: { word: 'Failed', icon: 'failed', tone: 'bad' },
  rejected: { word: 'Rejected', icon: 'rejected', tone: 'plum' },
  canceled: { word: 'Canceled', icon: 'canceled', tone: 'faint' },
} as const satisfies Record<RunStatus, StateLook>
