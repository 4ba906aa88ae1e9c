import { hash } from 'node:crypto'

/** Lower-case hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes)
}
