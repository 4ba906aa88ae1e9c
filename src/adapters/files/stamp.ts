import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs'

/** What a file looks like from outside. It changes with every change of the file. */
export interface Stamp {
  readonly text: string
  readonly size: number
}

/** Rejects where it can not be looked at. (Of thousands of files a callback each is several times as fast as a promise.) */
export function readStamp(path: string): Promise<Stamp> {
  return new Promise((resolve, reject) => {
    stat(path, { bigint: true }, (error, stats) => (error === null ? resolve(toStamp(stats)) : reject(error)))
  })
}

export function findStamp(path: string): Promise<Stamp | undefined> {
  return readStamp(path).catch(() => undefined)
}

function toStamp({ ino, size, mtimeNs, ctimeNs }: BigIntStats): Stamp {
  return { text: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, size: Number(size) }
}
