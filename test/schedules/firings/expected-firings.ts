/** What became of an instant. */
type Fate = 'run' | 'missed' | 'changed' | 'paused'

/** What is published, and the instants that the oracle has for it. */
export interface Version {
  readonly pattern: string
  readonly timezone: string
  readonly catchUp: 'none' | 'last' | 'all'
  readonly enabled: boolean
  readonly instants: readonly number[]
}

/** What a schedule owes, worked out beside the engine from the oracle's instants and from what was done to it. */
export interface Expected {
  readonly fateOf: ReadonlyMap<number, { readonly fate: Fate; readonly decidedAt: number }>
  /** The instant that it is armed for; `off`: none; `later`: one that the oracle does not know. */
  readonly next: () => number | 'off' | 'later'
  /** The program is there, and has looked. */
  readonly look: (now: number) => void
  readonly publish: (version: Version, now: number) => void
  readonly pause: (now: number) => void
  readonly resume: (now: number) => void
}

/** By more than this an instant is missed. */
const LATE_MS = 60_000
const CATCH_UP_WINDOW_MS = 7 * 86_400_000
const CATCH_UP_MAX = 100

interface State {
  version: Version
  isPaused: boolean
  /** Up to then everything has been decided. */
  until: number
  readonly fateOf: Map<number, { readonly fate: Fate; readonly decidedAt: number }>
}

export function expectFirings(version: Version, begin: number): Expected {
  const state: State = { version, isPaused: false, until: begin, fateOf: new Map() }
  return {
    fateOf: state.fateOf,
    next: () => (isOn(state) ? (state.version.instants.find((instant) => instant > state.until) ?? 'later') : 'off'),
    look: (now) => look(state, now),
    publish: (next, now) => publish(state, next, now),
    pause: (now) => {
      leave(state, 'paused', now)
      state.isPaused = true
    },
    resume: (now) => {
      if (state.isPaused) state.until = now
      state.isPaused = false
    },
  }
}

function isOn({ version, isPaused }: State): boolean {
  return version.enabled && !isPaused
}

/** Those that have come since everything was decided. */
function comeBy({ version, until }: State, now: number): readonly number[] {
  return version.instants.filter((instant) => instant > until && instant <= now)
}

function look(state: State, now: number): void {
  const come = isOn(state) ? comeBy(state, now) : []
  const caughtUp = new Set(caughtUpOf(state.version, come, now))
  for (const instant of come.filter((each) => !isSettled(state, each, now))) {
    const runs = instant + LATE_MS >= now || caughtUp.has(instant)
    state.fateOf.set(instant, { fate: runs ? 'run' : 'missed', decidedAt: now })
  }
  state.until = now
}

/** What was left out at a time that is still to come is decided again: the clock was wrong then. */
function isSettled({ fateOf }: State, instant: number, now: number): boolean {
  const known = fateOf.get(instant)
  return known !== undefined && (known.fate === 'run' || known.decidedAt <= now)
}

function caughtUpOf({ catchUp }: Version, come: readonly number[], now: number): readonly number[] {
  const count = { none: 0, last: 1, all: CATCH_UP_MAX }[catchUp]
  const recent = come.filter((instant) => instant >= now - CATCH_UP_WINDOW_MS)
  return count === 0 ? [] : recent.slice(-count)
}

/** What has come and will not be decided any more. */
function leave(state: State, fate: Fate, now: number): void {
  if (!isOn(state)) return
  for (const instant of comeBy(state, now))
    if (!state.fateOf.has(instant)) state.fateOf.set(instant, { fate, decidedAt: now })
  state.until = now
}

function publish(state: State, version: Version, now: number): void {
  const isSame = version.pattern === state.version.pattern && version.timezone === state.version.timezone
  if (!(isOn(state) && version.enabled && isSame)) {
    leave(state, 'changed', now)
    state.until = now
  }
  state.version = version
}
