import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openDatabase } from '../../../src/adapters/sqlite/open-database.ts'
import type { Random } from '../../support/seeded.ts'
import { randomFrom } from '../../support/seeded.ts'
import { DATA_FOLDER } from '../shim/desk/lines.ts'
import type { Disk } from './disk.ts'
import { applyCall, createDisk } from './disk.ts'
import type { Cut } from './draw-fates.ts'
import { drawFates } from './draw-fates.ts'
import type { Examiner } from './examine-state.ts'
import { createExaminer } from './examine-state.ts'
import type { Holding } from './meaning.ts'
import { readHolding } from './meaning.ts'
import type { Recording, Story } from './story.ts'
import { readStory } from './story.ts'

export interface Exploration {
  readonly recording: Recording
  readonly seed: number
  /** Crash states to try. */
  readonly states: number
}

export interface Found {
  readonly states: number
  /** States in which something was lost, part or damaged. */
  readonly bad: number
  /** The first of them, as sentences. */
  readonly violations: readonly string[]
  /** States that lack something that was written, and states with a write that only some sectors of survived. */
  readonly lost: number
  readonly torn: number
  /** Different databases that the crash states led to. */
  readonly meanings: number
  /** Crash states after which the engine saw every run to its end. */
  readonly recovered: number
}

/** Sentences that are kept; the others are counted. */
const VIOLATIONS_KEPT_MAX = 20
/** Draws at one place that gave nothing new before it counts as exhausted. */
const FRUITLESS_MAX = 12

/** Cuts the power again and again, at every place of a recording, and examines what is left. No two states are the same. */
export async function explore({ recording, seed, states }: Exploration): Promise<Found> {
  const folder = mkdtempSync('/dev/shm/workcharts-power-')
  try {
    const story = readStory(recording)
    const final = await finalHolding(recording, join(folder, 'final'))
    const examiner = createExaminer(join(folder, 'state'), { final, lines: story.lines }, story)
    return await cutEverywhere({ recording, story, examiner, random: randomFrom(seed) }, states)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function finalHolding({ home }: Recording, copy: string): Promise<Holding> {
  mkdirSync(copy)
  cpSync(join(home, DATA_FOLDER, 'workcharts.db'), join(copy, 'workcharts.db'))
  const opened = openDatabase(join(copy, 'workcharts.db'))
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  using database = opened.value
  return await readHolding(database)
}

interface Cutting {
  readonly recording: Recording
  readonly story: Story
  readonly examiner: Examiner
  readonly random: Random
}

/** Round after round, until there are as many as wanted or a round finds nothing new. */
async function cutEverywhere(cutting: Cutting, wanted: number): Promise<Found> {
  const tally: Tally = { states: 0, bad: 0, lost: 0, torn: 0, violations: [], seen: new Set() }
  for (let before = -1; tally.states < wanted && tally.states > before; ) {
    before = tally.states
    await cutInRound(cutting, tally, wanted - before)
  }
  const { seen: _, ...found } = tally
  return { ...found, ...cutting.examiner.counts() }
}

/** Spread evenly over the calls; what one place can not give is asked of the next ones. */
async function cutInRound(cutting: Cutting, tally: Tally, missing: number): Promise<void> {
  const before = tally.states
  const disk = createDisk(cutting.recording.inode)
  const { calls } = cutting.story
  for (const [number, call] of calls.entries()) {
    applyCall(disk, call, number)
    const due = Math.floor(((number + 1) * missing) / calls.length) - (tally.states - before)
    for (const cut of newCuts(disk, due, { random: cutting.random, tally }))
      await examineCut(cutting, tally, { disk, cut, number })
  }
}

interface Tally {
  states: number
  bad: number
  lost: number
  torn: number
  readonly violations: string[]
  /** The keys of the cuts so far. */
  readonly seen: Set<string>
}

/** At most so many cuts at this place that were not tried before. */
function newCuts(
  disk: Disk,
  count: number,
  { random, tally }: { readonly random: Random; readonly tally: Tally },
): readonly Cut[] {
  const cuts: Cut[] = []
  for (let fruitless = 0; cuts.length < count && fruitless < FRUITLESS_MAX; ) {
    const cut = drawFates(disk, random)
    if (tally.seen.has(cut.key)) fruitless += 1
    else cuts.push(cut)
    tally.seen.add(cut.key)
  }
  return cuts
}

async function examineCut(
  { examiner, recording }: Cutting,
  tally: Tally,
  { disk, cut, number }: { readonly disk: Disk; readonly cut: Cut; readonly number: number },
): Promise<void> {
  const wrong = await examiner.examine({ root: disk.root, fates: cut.fates, number: number + 1 })
  tally.states += 1
  tally.lost += cut.counts.lost > 0 ? 1 : 0
  tally.torn += cut.counts.torn > 0 ? 1 : 0
  if (wrong.length === 0) return
  tally.bad += 1
  if (tally.violations.length < VIOLATIONS_KEPT_MAX)
    tally.violations.push(
      `Power cut after call ${number} of ${basename(dirname(recording.trace))}, ${survivorsOf(cut)}: ${wrong.slice(0, 3).join('; ')}`,
    )
}

const SURVIVORS_SHOWN_MAX = 120

function survivorsOf({ key, counts }: Cut): string {
  const shown = key.length > SURVIVORS_SHOWN_MAX ? `${key.slice(0, SURVIVORS_SHOWN_MAX)} …` : key
  return `${counts.kept} pending changes kept, ${counts.lost} lost, ${counts.torn} torn (${shown})`
}
