import type { Mutant } from './mutant.ts'
import { POWER_CUTS } from './power-cuts.ts'

/** Faults in what the disk keeps. */
export const MUTANTS_OF_STORING: readonly Mutant[] = [
  {
    id: 'synchronous-normal',
    broken: 'A commit is not flushed to the disk.',
    edits: [{ file: 'src/adapters/sqlite/open-database.ts', find: 'synchronous: 2,', put: 'synchronous: 1,' }],
    killer: { ...POWER_CUTS, sees: 'It was promised, and it is lost' },
  },
  {
    id: 'two-transactions',
    broken: "A run's summary is committed before the facts that it sums up.",
    edits: [
      {
        file: 'src/adapters/sqlite/write-run.ts',
        find: "if (key === undefined) return 'stale'",
        put: "if (key === undefined) return 'stale'\n    database.exec('commit; begin immediate; savepoint one_transition')",
      },
    ],
    killer: { type: 'tests', file: 'test/adapters/sqlite/durability.test.ts', name: '[SQ4]' },
  },
  {
    id: 'commit-error-taken-for-known',
    broken: 'After a commit that failed, nothing is taken to be saved, and all of it is done again.',
    edits: [
      {
        file: 'src/adapters/sqlite/transaction.ts',
        find: "unknown = new StoreError('unknown', error)\n    return unknown",
        put: "return new StoreError('full', error)",
      },
    ],
    killer: { type: 'tests', file: 'test/adapters/sqlite/failing-disk.test.ts', name: '[SQ14]' },
  },
  {
    id: 'instant-not-unique',
    broken: 'The same instant of a schedule can be answered twice.',
    edits: [
      {
        file: 'src/adapters/sqlite/firing-tables.ts',
        find: "    .addColumn('key', 'text', key)\n",
        put: "    .addColumn('key', 'text', required)\n",
      },
    ],
    killer: { type: 'tests', file: 'test/adapters/sqlite/contract.test.ts', name: '[ST6]' },
  },
  {
    id: 'update-without-guard',
    broken: 'A change overwrites whatever another writer has written meanwhile.',
    edits: [
      {
        file: 'src/adapters/sqlite/statements.ts',
        find: "'version = ?'",
        put: "'? >= 0'",
      },
    ],
    killer: { type: 'tests', file: 'test/adapters/sqlite/contract.test.ts', name: '[ST2]' },
  },
  {
    id: 'plan-read-live',
    broken: 'A run goes on with the plan that was made last, not with its own.',
    edits: [
      {
        file: 'src/adapters/sqlite/read-run.ts',
        find: 'from plans where digest = ?',
        put: 'from plans where ? is not null order by rowid desc',
      },
    ],
    killer: { type: 'tests', file: 'test/adapters/sqlite/contract.test.ts', name: '[ST13]' },
  },
  {
    id: 'keys-in-memory-only',
    broken: 'The key of a request to start a run is forgotten when the program ends.',
    edits: [
      {
        file: 'src/api/request-key.ts',
        find: 'return ok(count === 1 ? [key as RunId] : indexes.map((index) => derived(key, index, ids.sha256)))',
        put: `const known = SEEN.get(ids) ?? new Map<string, readonly RunId[]>()
  SEEN.set(ids, known)
  const mine = known.get(key) ?? indexes.map(() => ids.next() as RunId)
  known.set(key, mine)
  return ok(mine)`,
      },
      {
        file: 'src/api/request-key.ts',
        find: 'const NOT_A_KEY:',
        put: 'const SEEN = new WeakMap<Ids, Map<string, readonly RunId[]>>()\n\nconst NOT_A_KEY:',
      },
    ],
    killer: { type: 'tests', file: 'test/reliability/gaps.test.ts', name: 'a key outlives the process' },
  },
]
