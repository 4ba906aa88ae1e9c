import type { BigIntStats } from 'node:fs'
import { statSync } from 'node:fs'

/** What a file looks like from outside. It changes with every change of the file. */
export interface Stamp {
  readonly text: string
  readonly size: number
}

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

function toStamp({ ino, size, mtimeNs, ctimeNs }: BigIntStats): Stamp {
  return { text: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, size: Number(size) }
}
