import type { AttemptResult } from '../core/run/answer.ts'
import type { EngineParts } from './engine.ts'
import type { Performer } from './ports.ts'

type FindPerformer = EngineParts['findPerformer']

/** The performers of a test: the real ones for what only reads, and for anything else one that does nothing. */
export function holdBack(find: FindPerformer): FindPerformer {
  return (capability) => (capability.effect === 'pure' ? find(capability) : NOT_DONE)
}

const NOTHING: AttemptResult = {
  type: 'answered',
  answer: { outputs: {}, confidence: null, cost: { basis: 'free' }, artifacts: [], summary: 'Held back in a test.' },
}

const NOT_DONE: Performer = { perform: async () => NOTHING }
