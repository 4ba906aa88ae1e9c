import type { Mutant } from './mutant.ts'
import { POWER_CUTS } from './power-cuts.ts'

/** Faults in what reaches files, programs and browsers. */
export const MUTANTS_OF_THE_WORLD: readonly Mutant[] = [
  {
    id: 'stream-without-bound',
    broken: 'What a slow reader of the live stream has not read yet waits in memory without a limit.',
    edits: [
      {
        file: 'src/api/stream/live-stream.ts',
        find: 'highWaterMark: QUEUE_BYTES_MAX,',
        put: 'highWaterMark: Number.POSITIVE_INFINITY,',
      },
    ],
    killer: { type: 'tests', file: 'test/api/stream.test.ts', name: '[AP54] keeps at most' },
  },
  {
    id: 'children-not-killed',
    broken: 'What a command started goes on after the command has been ended.',
    edits: [
      {
        file: 'src/adapters/performers/command/end-program.ts',
        find: "killGroup(child, 'SIGKILL')\n  await killMarked(mark)",
        put: 'void [child, mark]',
      },
    ],
    killer: {
      type: 'tests',
      file: 'test/adapters/performers/hostile-skill.test.ts',
      name: '[CT6] that detaches itself leaves nothing',
    },
  },
  {
    id: 'blob-not-flushed',
    broken: 'A blob gets its name before its bytes and its folder are on the disk.',
    edits: [
      { file: 'src/adapters/write-file-whole.ts', find: '  await file.sync()\n', put: '' },
      { file: 'src/adapters/write-file-whole.ts', find: '  await syncFolder(dirname(path))\n', put: '' },
      {
        file: 'src/adapters/files/open-blobs.ts',
        find: 'for (const each of foldersAbove(path, folder)) await syncFolder(each)',
        put: '',
      },
    ],
    killer: { ...POWER_CUTS, sees: 'A stored plan or fact names workcharts/blobs/' },
  },
]
