import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { systemClock } from '../../../src/adapters/system/clock.ts'
import type { Stored } from '../../history/evidence.ts'
import { bundleProgram } from '../kills/bundle-program.ts'
import { compileShim } from '../shim/compile-shim.ts'
import type { Fault } from '../shim/control.ts'
import { createControl } from '../shim/control.ts'
import type { Line } from '../shim/desk/lines.ts'
import { takeUp } from '../shim/desk/take-up.ts'
import { spawnShimmed } from '../shim/shimmed.ts'
import type { OrderOptions } from './order-options.ts'

/** What the trials of one harness share. */
export interface Workshop extends Disposable {
  readonly folder: string
  readonly shim: string
  /** The order process as one file. */
  readonly program: string
}

/** In memory: a flush costs nothing there, and what counts is the order of calls. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync('/dev/shm/workcharts-orders-')
  const program = await bundleProgram(join(import.meta.dirname, 'serve-orders.ts'), folder)
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  return { folder, shim: compileShim(folder), program, [Symbol.dispose]: close }
}

export type Orders = Pick<OrderOptions, 'orders' | 'atOnce'>

export interface Trial {
  /** How the process ended: its exit code, or the signal that killed it. */
  readonly end: number | NodeJS.Signals | 'hung'
  /** Calls of the fault's kinds, and how many of them were hit. */
  readonly calls: number
  readonly fired: number
  readonly complaints: string
  /** What is wrong after a restart, as sentences; `stored` is what is there then. */
  readonly wrong: readonly string[]
  readonly stored?: Stored
}

/** The bundled program is one line, which Node shows before it says what went wrong: only the end is of use. */
export const COMPLAINTS_SHOWN_MAX = 600
/** Twice what the process allows itself. */
const HUNG_MS = 60_000

/** Serves orders with a process that one fault hits, and then lets a fresh one take up what is left. */
export async function serveUnder(workshop: Workshop, orders: Orders, fault: Fault): Promise<Trial> {
  const folder = mkdtempSync(join(workshop.folder, 'trial-'))
  const [home, lines] = [join(folder, 'home'), join(folder, 'lines')]
  mkdirSync(home)
  const control = createControl(join(folder, 'control'))
  control.setFault(fault)
  const process = spawnShimmed({ shim: workshop.shim, root: home, control: control.path }, [
    workshop.program,
    JSON.stringify({ home, lines, control: control.path, ...orders } satisfies OrderOptions),
  ])
  const ending = endOf(process)
  const complaints = process.stderr === null ? '' : text(process.stderr)
  const end = await ending
  const taken = await takeUp({ home, lines: readLines(lines), clock: systemClock })
  const trial = {
    end,
    ...control.counted(),
    complaints: (await complaints).slice(-COMPLAINTS_SHOWN_MAX),
    ...taken,
  } as const
  control.close()
  rmSync(folder, { recursive: true, force: true })
  return trial
}

async function endOf(process: ChildProcess): Promise<Trial['end']> {
  let isHung = false
  const timer = setTimeout(() => {
    isHung = true
    process.kill('SIGKILL')
  }, HUNG_MS)
  await once(process, 'close')
  clearTimeout(timer)
  return isHung ? 'hung' : (process.exitCode ?? process.signalCode ?? 'hung')
}

/** The lines that a process wrote down; none where it never came so far. */
export function readLines(path: string): readonly Line[] {
  if (!existsSync(path)) return []
  const texts = readFileSync(path, 'utf8').split('\n')
  return texts.filter((line) => line !== '').map((line): Line => JSON.parse(line))
}
