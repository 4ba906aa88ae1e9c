import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../support/seeded.ts'
import { pick, randomFrom } from '../../support/seeded.ts'
import type { Scale } from '../harness.ts'
import { bundleProgram } from '../kills/bundle-program.ts'
import { quantile, rounded } from '../limits/figures.ts'
import type { Part } from '../limits/part.ts'
import { findOverlaps } from './owner-log.ts'
import type { Rival } from './rival.ts'
import { startRival } from './rival.ts'
import { machineTime, NS_PER_MS } from './rival-lines.ts'

/** A rival hears this soon that the folder is in use, and one has it this soon after its owner is gone. */
const REFUSED_MS_MAX = 1_000
const TAKEN_OVER_MS_MAX = 1_000
/** How long a stopped owner stands still at most. */
const STOPPED_MS_MAX = 60
/** With the owner, two processes or four. */
const RIVALS = [1, 3]
const ENDINGS = ['gives it back', 'is killed', 'is killed while stopped', 'is stopped before it gives it back'] as const

type Ending = (typeof ENDINGS)[number]

/** What all races share. */
interface Arena {
  readonly start: () => Rival
  /** Every process that was ever started. */
  readonly all: Rival[]
  /** Processes that wait for a race. */
  readonly idle: Rival[]
  readonly random: Random
  readonly endings: Ending[]
  /** Holds whose process was killed. */
  readonly killed: Set<string>
  readonly refusedMs: number[]
  readonly takenOverMs: number[]
  readonly violations: string[]
}

/** Who has the folder now; `hold` is what it calls itself in the log. */
interface Owner {
  readonly rival: Rival
  readonly hold: string
}

/** Lets processes race for one data folder, again and again: never two owners, and a clear word for all others. */
export async function raceForFolder({ n, seed }: Scale): Promise<Part> {
  const place = await mkdtemp(join(tmpdir(), 'workcharts-races-'))
  const [folder, log] = [join(place, 'data'), join(place, 'owners.txt')]
  const program = await bundleProgram(join(import.meta.dirname, 'rival-process.ts'), place)
  const arena = anArena(() => startRival(program, folder, log), randomFrom(seed))
  try {
    await raceTimes(arena, n).catch((error: unknown) =>
      arena.violations.push(`The races of seed ${seed} ended: ${error}`),
    )
    return partOf(arena, findOverlaps(log, arena.killed))
  } finally {
    for (const rival of arena.all) rival.signal('SIGKILL')
    await Promise.all(arena.all.map(({ ended }) => ended))
    await rm(place, { recursive: true, force: true })
  }
}

async function raceTimes(arena: Arena, races: number): Promise<void> {
  let owner = await takeFree(arena)
  for (let race = 1; race <= races; race += 1) {
    owner = await raceOnce(arena, owner, `race ${race}`)
    if (race % 100 === 0) console.error(`processes: ${race} races`)
  }
}

function anArena(startOne: Arena['start'], random: Random): Arena {
  const all: Rival[] = []
  const start = (): Rival => {
    const rival = startOne()
    all.push(rival)
    return rival
  }
  const idle = Array.from({ length: Math.max(...RIVALS) + 1 }, start)
  return { start, all, idle, random, endings: [], killed: new Set(), refusedMs: [], takenOverMs: [], violations: [] }
}

function nextRival({ idle, start }: Arena): Rival {
  return idle.shift() ?? start()
}

async function takeFree(arena: Arena): Promise<Owner> {
  const rival = nextRival(arena)
  rival.tell('take')
  const { hold } = await rival.hear('took')
  return { rival, hold }
}

/** All rivals try at the same time while the owner has the folder, and go on until it ends and one of them has it. */
async function raceOnce(arena: Arena, owner: Owner, name: string): Promise<Owner> {
  const rivals = Array.from({ length: pick(RIVALS, arena.random) }, () => nextRival(arena))
  const ending = pick(ENDINGS, arena.random)
  arena.endings.push(ending)
  if (ending.includes('stopped')) owner.rival.signal('SIGSTOP')
  for (const rival of rivals) rival.tell('take')
  for (const rival of rivals) await judgeRefusal(arena, { rival, owner, name })
  if (ending.includes('stopped')) await wait(arena.random() * STOPPED_MS_MAX)
  const endedAt = machineTime()
  await endOwnership(arena, owner, ending)
  const winners = await untilTaken(arena, rivals, name)
  const [winner] = winners
  if (winner === undefined || winners.length > 1) throw new Error(`${name}: ${winners.length} processes had the folder`)
  const tookMs = Number(winner.at - endedAt) / NS_PER_MS
  arena.takenOverMs.push(tookMs)
  if (tookMs > TAKEN_OVER_MS_MAX) arena.violations.push(`${name}: the folder was taken over after ${tookMs} ms`)
  return winner
}

interface Refusing {
  readonly rival: Rival
  readonly owner: Owner
  readonly name: string
}

async function judgeRefusal({ refusedMs, violations }: Arena, { rival, owner, name }: Refusing): Promise<void> {
  const report = await rival.hear('refused', 'took')
  if (report.type === 'took') throw new Error(`${name}: process ${rival.pid} took the folder of ${owner.rival.pid}`)
  const { code, pid, tookMs } = report
  refusedMs.push(tookMs)
  if (code !== 'folder-in-use') violations.push(`${name}: a rival was refused with ${code}`)
  if (pid !== owner.rival.pid) violations.push(`${name}: a rival heard of process ${pid}, not of ${owner.rival.pid}`)
  if (tookMs > REFUSED_MS_MAX) violations.push(`${name}: a rival was refused after ${tookMs} ms`)
}

/** A process that is killed is replaced; one that gives the folder back waits for another race. */
async function endOwnership(arena: Arena, { rival, hold }: Owner, ending: Ending): Promise<void> {
  if (ending.includes('killed')) {
    arena.killed.add(hold)
    rival.signal('SIGKILL')
    await rival.ended
    arena.idle.push(arena.start())
  } else {
    rival.signal('SIGCONT')
    rival.tell('give')
    await rival.hear('gave')
    arena.idle.push(rival)
  }
}

interface Winner extends Owner {
  readonly at: bigint
}

/** The first that has it ends the race for the others. */
async function untilTaken(arena: Arena, rivals: readonly Rival[], name: string): Promise<readonly Winner[]> {
  const outcomes = rivals.map(async (rival): Promise<readonly Winner[]> => {
    const outcome = await rival.hear('took', 'stopped')
    if (outcome.type === 'took') {
      for (const other of rivals) if (other !== rival) other.tell('stop')
      return [{ rival, hold: outcome.hold, at: BigInt(outcome.at) }]
    }
    arena.refusedMs.push(outcome.slowestMs)
    if (outcome.slowestMs > REFUSED_MS_MAX)
      arena.violations.push(`${name}: a rival was refused after ${outcome.slowestMs} ms`)
    arena.idle.push(rival)
    return []
  })
  return (await Promise.all(outcomes)).flat()
}

function partOf({ endings, refusedMs, takenOverMs, violations }: Arena, overlaps: readonly string[]): Part {
  const times = (ending: Ending): number => endings.filter((other) => other === ending).length
  return {
    faults: Object.fromEntries(ENDINGS.map((ending) => [`race for a folder whose owner ${ending}`, times(ending)])),
    violations: [...violations, ...overlaps],
    figures: {
      'refused, ms p50': rounded(quantile(refusedMs, 0.5)),
      'refused, ms max (target <= 1000)': rounded(quantile(refusedMs, 1)),
      'taken over, ms p50': rounded(quantile(takenOverMs, 0.5)),
      'taken over, ms max (target <= 1000)': rounded(quantile(takenOverMs, 1)),
    },
  }
}
