import type { Firing, Trigger } from '../../api/contract/triggers.ts'
import type { StateLook } from './states.ts'

export const TRIGGER_STATES = {
  on: { word: 'On', icon: 'done', tone: 'ok' },
  paused: { word: 'Paused', icon: 'paused', tone: 'warm' },
  off: { word: 'Switched off', icon: 'canceled', tone: 'faint' },
  ended: { word: 'Ended', icon: 'skipped', tone: 'faint' },
} as const satisfies Record<Trigger['state'], StateLook>

type Schedule = Extract<Trigger['starts'], { readonly type: 'schedule' }>

/** What becomes of a time while a run of the same schedule is open. */
export const OVERLAP_WORDS = {
  skip: 'Leave this time out',
  queue: 'Wait until it has ended',
  allow: 'Start another one beside it',
  cancel_other: 'Cancel it and start anew',
} as const satisfies Record<Schedule['overlap'], string>

/** What becomes of times that pass while the program is off. */
export const CATCH_UP_WORDS = {
  none: 'Leave them out',
  last: 'Start the last one',
  all: 'Start each of them',
} as const satisfies Record<Schedule['catchUp'], string>

type Outcome = Firing['outcome']

export const OUTCOMES = {
  run: { word: 'Started', icon: 'done', tone: 'ok' },
  skipped: { word: 'Left out', icon: 'skipped', tone: 'faint' },
  waiting: { word: 'Waiting', icon: 'waiting', tone: 'warm' },
} as const satisfies Record<Outcome['type'], StateLook>

export const SKIPPED_WORDS = {
  overlap: 'A run was still open',
  missed: 'The program was off',
  refused: 'It could not be started',
  paused: 'It was paused',
  changed: 'Its times were changed',
  filtered: 'Its filter said no',
  'inputs-invalid': 'The values do not fit',
  loop: 'It would have gone in circles',
} as const satisfies Record<Extract<Outcome, { readonly type: 'skipped' }>['reason'], string>
