import type { Trigger } from '../../api/contract/triggers.ts'

export const TRIGGER_STATES = {
  on: 'on',
  paused: 'paused',
  off: 'switched off',
  ended: 'no more starts',
} as const satisfies Record<Trigger['state'], string>
