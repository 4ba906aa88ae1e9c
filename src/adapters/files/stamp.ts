import type { BigIntStats } from 'node:fs'
import { statSync } from 'node:fs'

/** What a file looks like from outside. */
export interface Stamp {
  readonly text: string
  readonly size: number
  /** Whether the next change of the file will show in `text`. */
  readonly isSettled: boolean
}

/** Two changes may get the same time where a file system counts in steps: FAT in steps of two seconds. */
const SETTLED_AFTER_MS = 2_000

/** Throws where the file can not be looked at. */
export function readStamp(path: string): Stamp {
  return toStamp(statSync(path, { bigint: true }))
}

export function findStamp(path: string): Stamp | undefined {
  try {
    return readStamp(path)
  } catch {
    return undefined
  }
}

function toStamp({ ino, size, mtimeNs, ctimeNs, ctimeMs }: BigIntStats): Stamp {
  return {
    text: `${ino} ${size} ${mtimeNs} ${ctimeNs}`,
    size: Number(size),
    isSettled: Date.now() - Number(ctimeMs) > SETTLED_AFTER_MS,
  }
}
