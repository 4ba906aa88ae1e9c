import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { addMs, timestamp } from '../../../src/core/basics/timestamp.ts'
import { randomFrom } from '../../support/seeded.ts'
import { inTurns } from '../failing-calls/in-turns.ts'
import { COMPLAINTS_SHOWN_MAX, readLines } from '../failing-calls/orders-under-fault.ts'
import type { Proof, Scale } from '../harness.ts'
import { bundleProgram } from '../kills/bundle-program.ts'
import { compileShim } from '../shim/compile-shim.ts'
import type { Control } from '../shim/control.ts'
import { createControl } from '../shim/control.ts'
import { takeUp } from '../shim/desk/take-up.ts'
import { spawnShimmed } from '../shim/shimmed.ts'
import type { ClockFault, Hands } from './clock-faults.ts'
import { CLOCK_FAULTS } from './clock-faults.ts'
import type { ClockOptions, ClockOrder, Stamp } from './clock-orders.ts'
import { steadyNow } from './clock-orders.ts'
import { CLOCK_PLAN } from './clock-plan.ts'
import type { Jump } from './too-early.ts'
import { tooEarly } from './too-early.ts'

const MINUTE_MS = 60_000
/** So long before a minute begins the process starts: its schedule fires while the clock goes wrong. */
const BEFORE_MINUTE_MS = 1_500
/** Anything that is not done by then hangs: all waits together take three seconds, and a clock that is set is noticed in 30. */
const HUNG_MS = 90_000

/**
 * Lets the clock of a process go wrong `n` times, in every way in turn, and checks what has to hold:
 *
 * - No attempt that must happen at most once happens twice, and no instant of a schedule leads to two things.
 * - By the process's own clock nothing is ever early. By the steady clock, a time limit, a deadline or another try comes
 *   early by no more than the clock was set forward meanwhile. Where it was set back, they are late by no more than that.
 * - What is started after the clock went wrong comes to its end in the usual time, and so does everything else once the
 *   clock shows again what it showed before.
 * - What is stored contradicts neither itself nor what clients were told (`checkHistory`), also after a restart.
 */
export async function bendClocks({ n, seed }: Scale): Promise<Proof> {
  const folder = mkdtempSync('/dev/shm/workcharts-clocks-')
  try {
    const workshop = {
      folder,
      shim: compileShim(folder),
      program: await bundleProgram(join(import.meta.dirname, 'clock-process.ts'), folder),
    }
    const cases = Array.from({ length: n }, (_, index) => index)
    const trials: Trial[] = []
    await inTurns(cases, async (index) => void trials.push(await bendClock(workshop, pickFault(index), seed + index)))
    return proofOf({ n, seed }, trials)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Few cases begin with those that differ most. */
const ORDER = [5, 2, 8, 11, 12, 0, 1, 3, 4, 6, 7, 9, 10]

function pickFault(index: number): ClockFault {
  const fault = CLOCK_FAULTS[ORDER[index % ORDER.length] ?? 0]
  if (fault === undefined) throw new Error('There is no such fault')
  return fault
}

interface Workshop {
  readonly folder: string
  readonly shim: string
  readonly program: string
}

interface Trial {
  readonly fault: ClockFault
  readonly wrong: readonly string[]
  readonly facts: number
  readonly firings: number
}

async function bendClock(workshop: Workshop, fault: ClockFault, seed: number): Promise<Trial> {
  const folder = mkdtempSync(join(workshop.folder, 'trial-'))
  const [home, lines, stamps] = [join(folder, 'home'), join(folder, 'lines'), join(folder, 'stamps')]
  mkdirSync(home)
  const control = createControl(join(folder, 'control'))
  const begin = MINUTE_MS - BEFORE_MINUTE_MS - (Date.now() % MINUTE_MS)
  control.shiftClock(begin)
  const options: ClockOptions = { home, lines, stamps, cron: fault.cron }
  const process = spawnShimmed({ shim: workshop.shim, root: home, control: control.path }, [
    workshop.program,
    JSON.stringify(options),
  ])
  const [jumps, complaints] = [[] as Jump[], process.stderr === null ? '' : text(process.stderr)]
  const hands = handsOn(control, process, { begin, jumps })
  const closed = once(process, 'close')
  const end = await Promise.race([
    misuse(process, fault, { hands, seed }),
    closed.then(([code]) => `the process ended with ${String(code)}`),
    wait(HUNG_MS, 'something hangs', { ref: false }),
  ])
  process.kill('SIGKILL')
  await closed
  const clock = { now: () => addMs(timestamp(Date.now()), begin + hands.furthest()) }
  const { wrong, stored } = await takeUp({ home, lines: readLines(lines), clock, plan: CLOCK_PLAN })
  const early = tooEarly(readStamps(stamps), jumps)
  const told = [
    ...(end === 'done' ? [] : [`${end}. ${(await complaints).slice(-COMPLAINTS_SHOWN_MAX)}`]),
    ...wrong,
    ...early,
  ]
  control.close()
  rmSync(folder, { recursive: true, force: true })
  return {
    fault,
    wrong: told.map((sentence) => `${fault.name}, seed ${seed}: ${sentence}`),
    facts: stored?.runs.reduce((sum, { facts }) => sum + facts.length, 0) ?? 0,
    firings: stored?.firings.length ?? 0,
  }
}

interface Misuse {
  readonly hands: OwnHands
  readonly seed: number
}

interface OwnHands extends Hands {
  /** The furthest ahead that the clock ever was, from the real time: whatever it showed then is waited for no longer. */
  readonly furthest: () => number
}

/** Resolves with 'done' when everything that must come to its end has. */
async function misuse(process: ChildProcess, { happen }: ClockFault, { hands, seed }: Misuse): Promise<'done'> {
  const random = randomFrom(seed)
  const answers = linesOf(process)
  // Where the process is gone, its end says so.
  process.stdin?.on('error', () => undefined)
  const ask = async (order: ClockOrder): Promise<void> => {
    process.stdin?.write(`${order}\n`)
    await answers.next()
  }
  await answers.next()
  await wait(random() * 1_000)
  await happen(hands, random)
  await ask('start-more')
  hands.shift(hands.furthest())
  await ask('end-all')
  await ask('stop')
  return 'done'
}

function linesOf(process: ChildProcess): AsyncIterator<string> {
  if (process.stdout === null) throw new Error('The process has no output')
  return createInterface({ input: process.stdout })[Symbol.asyncIterator]()
}

interface Sight {
  readonly begin: number
  readonly jumps: Jump[]
}

/** Everything that is done to the clock is written down with the steady time: a forward jump excuses what comes early. */
function handsOn(control: Control, process: ChildProcess, { begin, jumps }: Sight): OwnHands {
  let [shifted, furthest, frozenAt] = [0, 0, 0]
  return {
    shift: (ms) => {
      jumps.push({ steadyMs: steadyNow(), ms: ms - shifted })
      shifted = ms
      furthest = Math.max(furthest, Math.round(ms))
      control.shiftClock(begin + ms)
    },
    freeze: () => {
      frozenAt = Date.now()
      control.freezeClock(frozenAt + begin)
    },
    thaw: () => {
      jumps.push({ steadyMs: steadyNow(), ms: Date.now() - frozenAt })
      control.freezeClock(null)
    },
    signal: (signal) => process.kill(signal),
    furthest: () => furthest,
  }
}

function readStamps(path: string): readonly Stamp[] {
  const stamps = readFileSync(path, 'utf8').split('\n')
  return stamps.filter((line) => line !== '').map((line): Stamp => JSON.parse(line))
}

function proofOf(scale: Scale, trials: readonly Trial[]): Proof {
  const names = [...new Set(trials.map(({ fault }) => fault.name))]
  const sum = (count: (trial: Trial) => number): number => trials.reduce((total, trial) => total + count(trial), 0)
  return {
    ...scale,
    title: 'Clocks: a process whose clock is set, stands still, drifts, or that is suspended',
    faults: Object.fromEntries(names.map((name) => [name, trials.filter(({ fault }) => fault.name === name).length])),
    violations: trials.flatMap(({ wrong }) => wrong),
    figures: {
      'facts written': sum(({ facts }) => facts),
      'instants of schedules decided': sum(({ firings }) => firings),
    },
  }
}
