/**
 * The least that an index has to do: reads and hashes every file of a home one after the other, and asks each for its
 * stamp. Prints the times as JSON.
 *
 *   node bench/context/read-all.ts <home>
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** In milliseconds. */
export interface RawTimes {
  readonly readMs: number
  readonly stampMs: number
}

const folder = join(process.argv[2] ?? '', 'collections')
const begun = performance.now()
const files = listFiles()
for (const file of files) createHash('sha256').update(readFileSync(file)).digest('hex')
const read = performance.now()
for (const file of listFiles()) statSync(file, { bigint: true })
const times: RawTimes = { readMs: read - begun, stampMs: performance.now() - read }
console.log(JSON.stringify(times))

function listFiles(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}
