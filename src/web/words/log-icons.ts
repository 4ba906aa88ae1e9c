import type { LogIcon } from '../../api/contract/run-detail.ts'
import type { Tone } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'

export interface LogLook {
  readonly name: IconName
  readonly tone: Tone
}

export const LOG_ICONS = {
  run: { name: 'runs', tone: 'soft' },
  queued: { name: 'ready', tone: 'soft' },
  running: { name: 'running', tone: 'cool' },
  context: { name: 'layers', tone: 'soft' },
  done: { name: 'done', tone: 'ok' },
  failed: { name: 'failed', tone: 'bad' },
  'trying-again': { name: 'backoff', tone: 'cool' },
  'awaiting-approval': { name: 'approval', tone: 'warm' },
  person: { name: 'person', tone: 'warm' },
  rejected: { name: 'rejected', tone: 'plum' },
  skipped: { name: 'skipped', tone: 'faint' },
  canceled: { name: 'canceled', tone: 'faint' },
  handoff: { name: 'arrow', tone: 'soft' },
  paused: { name: 'paused', tone: 'soft' },
  overdue: { name: 'clock', tone: 'bad' },
  note: { name: 'edit', tone: 'soft' },
} as const satisfies Record<LogIcon, LogLook>
