import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sumOfFirings } from '../firings/count-firings.ts'
import type { Proof, Scale } from '../harness.ts'
import { bundleProgram } from './bundle-program.ts'
import type { Life } from './folder-life.ts'
import { liveThrough } from './folder-life.ts'
import { doubtsOf, factsOf, figuresOf, liveAll, rounded, total } from './lives.ts'

/** Then the folder is replaced, so that what is read at the end stays small. */
const KILLS_PER_FOLDER = 75
/** Between the seeds of two folders: more than the kills of one. */
const SEED_STEP = 1_000

/** Kills the engine at random moments under load, on folders that are kept for many kills. */
export async function killEngines({ seed, n }: Scale): Promise<Proof> {
  const bundle = await mkdtemp(join(tmpdir(), 'workcharts-bundle-'))
  try {
    const program = await bundleProgram(join(import.meta.dirname, 'slim-engine.ts'), bundle)
    const begun = performance.now()
    const live = (number: number, kills: number) =>
      liveThrough({ program, seed: (seed * 1_000 + number) * SEED_STEP, kills })
    const lives = await liveAll({ n, killsPerFolder: KILLS_PER_FOLDER, live })
    return { seed, n, ...proofOf(lives, (performance.now() - begun) / 1_000) }
  } finally {
    await rm(bundle, { recursive: true, force: true })
  }
}

function proofOf(lives: readonly Life[], seconds: number): Omit<Proof, 'seed' | 'n'> {
  const kills = lives.flatMap((life) => life.kills)
  const requests = lives.flatMap(({ outside }) => outside.requests)
  const told = Map.groupBy(requests, (request) => request.told)
  return {
    title: 'The engine is killed at random moments, under load and while it recovers.',
    faults: {
      kills: kills.length,
      'kills while wishes were under way': kills.filter(({ unanswered }) => unanswered > 0).length,
      'kills while the store was opened': kills.filter(({ during }) => during === 'opening').length,
      'kills during recovery': kills.filter(({ during }) => during === 'recovering').length,
      'attempts lost': factsOf(lives, 'attempt-lost'),
      'results that came late': factsOf(lives, 'attempt-late'),
      'outcomes that a person was asked about': doubtsOf(lives),
      'wishes without a reply that were stored': total(lives.map(({ outside }) => outside.graves.stored)),
      'wishes without a reply that were not': total(lives.map(({ outside }) => outside.graves.empty)),
      ...sumOfFirings(lives.map(({ left }) => left.firings)),
      'promises looked up right after a restart': total(lives.map(({ checkedAtOnce }) => checkedAtOnce)),
    },
    violations: lives.flatMap(({ violations }) => violations),
    figures: {
      'kills per second': rounded(kills.length / seconds),
      seconds: rounded(seconds),
      folders: lives.length,
      ...figuresOf(lives),
      'effects outside': total(lives.map(({ effects }) => effects)),
      'wishes accepted': told.get('accepted')?.length ?? 0,
      'wishes refused': told.get('refused')?.length ?? 0,
      'wishes without a reply': told.get('unknown')?.length ?? 0,
      'tasks that became overdue': factsOf(lives, 'task-overdue'),
    },
  }
}
