import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'

/** The numbers of the control file in order, the same as `enum slot` of shim.c. */
const SLOTS = ['calls', 'kinds', 'at', 'action', 'error', 'fired', 'shiftNs', 'frozenNs'] as const
const NUMBER_BYTES = 8
const NS_PER_MS = 1_000_000n

type Slot = (typeof SLOTS)[number]

/** Kinds of calls, the same as `enum kind` of shim.c. `create`: an open that may make a file; `open`: any other. */
const KINDS = { write: 1, sync: 2, truncate: 4, open: 8, rename: 16, unlink: 32, mkdir: 64, create: 128 } as const
export type Kind = keyof typeof KINDS

/** What happens to the chosen call, the same as `enum action` of shim.c. */
const ACTIONS = { pass: 0, failOnce: 1, failFrom: 2, dieHalfWay: 3 } as const

/** Linux's numbers. */
const ERRORS = { EIO: 5, ENOSPC: 28 } as const

/** What is to go wrong with a process's calls. */
export interface Fault {
  /** Calls of these kinds are counted. */
  readonly kinds: readonly Kind[]
  /** The one that is hit, from 1; 0: none. */
  readonly at: number
  /** `failFrom`: it fails, and every later one of its kinds; `dieHalfWay`: half of it is written, and the process is killed. */
  readonly action: keyof typeof ACTIONS
  readonly error?: keyof typeof ERRORS
}

/** Steers the shim of a process from outside, while it runs and after it has ended. */
export interface Control {
  readonly path: string
  readonly setFault: (fault: Fault) => void
  /** From now on nothing fails. */
  readonly mend: () => void
  /** Moves the process's wall clock by so much from the real one. */
  readonly shiftClock: (ms: number) => void
  /** Lets the process's wall clock stand at this time; null: it goes again. */
  readonly freezeClock: (at: number | null) => void
  /** Calls counted so far, and how many of them were hit. */
  readonly counted: () => { readonly calls: number; readonly fired: number }
  readonly close: () => void
}

export function createControl(path: string): Control {
  writeFileSync(path, new Uint8Array(SLOTS.length * NUMBER_BYTES))
  return openControl(path)
}

/** The shim has mapped the file: what is written to it holds from the next call on. */
export function openControl(path: string): Control {
  const file = openSync(path, 'r+')
  const put = (slot: Slot, value: bigint): void => {
    writeSync(file, new BigInt64Array([value]), 0, NUMBER_BYTES, SLOTS.indexOf(slot) * NUMBER_BYTES)
  }
  const get = (slot: Slot): number => {
    const value = new BigInt64Array(1)
    readSync(file, value, 0, NUMBER_BYTES, SLOTS.indexOf(slot) * NUMBER_BYTES)
    return Number(value[0])
  }
  const setFault = ({ kinds, at, action, error = 'EIO' }: Fault): void => {
    put('kinds', BigInt(kinds.reduce((sum, kind) => sum + KINDS[kind], 0)))
    put('calls', 0n)
    put('error', BigInt(ERRORS[error]))
    put('action', BigInt(ACTIONS[action]))
    put('at', BigInt(at))
  }
  return {
    path,
    setFault,
    mend: () => put('at', 0n),
    shiftClock: (ms) => put('shiftNs', BigInt(Math.round(ms)) * NS_PER_MS),
    freezeClock: (at) => put('frozenNs', BigInt(at ?? 0) * NS_PER_MS),
    counted: () => ({ calls: get('calls'), fired: get('fired') }),
    close: () => closeSync(file),
  }
}
