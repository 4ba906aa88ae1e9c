import type { Mutant } from './mutant.ts'

/** Twenty worlds with everything that can go wrong in them. */
const SIMULATION = { type: 'harness', program: 'test/simulation/main.ts', n: 20, seed: 1 } as const

/** Faults in what the core and the engine decide about attempts. */
export const MUTANTS_OF_DECIDING: readonly Mutant[] = [
  {
    id: 'no-fence',
    broken: 'A result counts for whatever attempt is running, not for the one that gave it.',
    edits: [
      {
        file: 'src/core/run/attempts.ts',
        find: "state.status === 'running' && state.fence === fence ? state",
        put: "state.status === 'running' ? state",
      },
    ],
    killer: { type: 'tests', file: 'test/core/run/attempts.test.ts', name: '[AT2]' },
  },
  {
    // The suite's list says "a lease that a blocked loop renews". There are no leases here: a stage belongs to the
    // process that began it, so the fault is a claim that outlives its process.
    id: 'claim-outlives-process',
    broken: 'What a dead process had begun counts as still being done.',
    edits: [{ file: 'src/core/run/work-due.ts', find: 'return state.owner === owner ? []', put: 'return true ? []' }],
    killer: { ...SIMULATION, sees: 'which is gone' },
  },
  {
    id: 'key-of-the-attempt',
    broken: 'The idempotency key is another one for each attempt.',
    edits: [
      {
        file: 'src/engine/perform.ts',
        find: '${stageRun.generation} ${begun.step}',
        put: '${stageRun.generation} ${begun.attempt} ${begun.step}',
      },
    ],
    killer: { type: 'tests', file: 'test/engine/engine.test.ts', name: '[EN12] keeps the key' },
  },
  {
    id: 'recovery-fails-what-ran',
    broken: 'After a crash every attempt that was running has failed for good.',
    edits: [
      { file: 'src/core/run/attempts.ts', find: 'followMiss(log, found.stage, {', put: 'giveUp(log, found.stage, {' },
    ],
    killer: { type: 'tests', file: 'test/core/run/attempts.test.ts', name: '[AT8]' },
  },
  {
    id: 'receipts-without-chain',
    broken: 'The hash of a receipt does not cover the one before it.',
    edits: [
      {
        file: 'src/core/receipt/write-receipts.ts',
        find: 'head: sha256(line)',
        put: "head: sha256(receiptLine({ ...receipt, previous: '' }))",
      },
    ],
    killer: { type: 'tests', file: 'test/core/receipt/receipts.test.ts', name: '[RC2]' },
  },
  {
    id: 'answer-before-commit',
    broken: 'Whoever asked is answered before the change is written.',
    edits: [
      {
        file: 'src/engine/turns.ts',
        find: 'const outcomes = transitions.length === 0',
        put: "for (const { waiting } of writes) for (const { done } of waiting) done('appended')\n  const outcomes = transitions.length === 0",
      },
    ],
    killer: { ...SIMULATION, sees: 'a client was told of version' },
  },
]
