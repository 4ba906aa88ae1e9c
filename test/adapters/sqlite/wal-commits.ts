import { readFileSync } from 'node:fs'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/**
 * Transactions in a write-ahead log: the last frame of each says how large the database is after it, the others 0
 * (https://sqlite.org/fileformat.html#the_write_ahead_log).
 */
export function countCommits(file: string): number {
  const log = readFileSync(file)
  const pageBytes = log.readUInt32BE(8)
  let commits = 0
  for (let at = HEADER_BYTES; at < log.length; at += FRAME_HEADER_BYTES + pageBytes)
    commits += log.readUInt32BE(at + 4) > 0 ? 1 : 0
  return commits
}
