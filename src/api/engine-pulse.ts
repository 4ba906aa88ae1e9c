import type { Timestamp } from '../core/basics/timestamp.ts'
import { LOCAL_OWNER } from '../core/people/local-owner.ts'
import type { RunId } from '../core/run/ids.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../engine/ports.ts'

/** A turn takes milliseconds, and on a slow and busy disk a second: a loop that takes longer than this stands still. */
const STALLED_MS = 5_000
/** Nobody's run: what is asked about it goes through a whole turn with its question to the store, and changes nothing. */
const NO_RUN = 'pulse' as RunId

type Pulse =
  | { readonly type: 'beating'; readonly turnMs: number }
  /** `sinceMs`: how long the loop has left a question open. */
  | { readonly type: 'stalled'; readonly sinceMs: number }

export type FeelPulse = () => Promise<Pulse>

interface Question {
  readonly askedAt: Timestamp
  readonly turnMs: Promise<number>
}

/**
 * Feels whether the engine's loop goes round, by asking it something. A process that lives while its loop or its store
 * hangs is told apart from one that works. Rejects with what the store throws. One question is open at a time, however
 * many ask: those that come later wait for the same answer, and not longer for it.
 */
export function createPulse(parts: { readonly engine: Pick<Engine, 'command'>; readonly clock: Clock }): FeelPulse {
  let open: Question | undefined
  return async () => {
    open ??= ask(parts, () => {
      open = undefined
    })
    const { askedAt, turnMs } = open
    const taken = await noLongerThan(Math.max(0, askedAt + STALLED_MS - parts.clock.now()), turnMs)
    return taken === undefined
      ? { type: 'stalled', sinceMs: parts.clock.now() - askedAt }
      : { type: 'beating', turnMs: taken }
  }
}

function ask({ engine, clock }: Parameters<typeof createPulse>[0], answered: () => void): Question {
  const askedAt = clock.now()
  const turn = engine.command(NO_RUN, { type: 'resume-run', by: LOCAL_OWNER.id })
  return { askedAt, turnMs: turn.then(() => clock.now() - askedAt).finally(answered) }
}

async function noLongerThan<T>(ms: number, value: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => late.resolve(undefined), ms)
  try {
    return await Promise.race([value, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
