import type { Stamp } from './stamp.ts'
import { findStamp } from './stamp.ts'

/** Files whose reading is remembered, as many as one walk lists: beyond that all are forgotten and read again. */
const REMEMBERED_MAX = 20_000

/**
 * `read`, asked again only for a file that changed, or did a moment ago: its inode, size, or the nanosecond it was written
 * or renamed. A failure is not remembered. `known`: its stamp, where it was looked at a moment ago.
 */
export function rememberByStamp<T>(
  read: (path: string) => Promise<T>,
): (path: string, known?: Stamp | undefined) => Promise<T> {
  const remembered = new Map<string, { readonly stamp: string; readonly value: Promise<T> }>()
  return async (path, known) => {
    const stamp = known ?? findStamp(path)
    const before = remembered.get(path)
    if (stamp !== undefined && before?.stamp === stamp.text) return before.value
    const value = read(path)
    if (stamp?.isSettled !== true) return value
    if (remembered.size >= REMEMBERED_MAX) remembered.clear()
    remembered.set(path, { stamp: stamp.text, value })
    value.catch(() => remembered.delete(path))
    return value
  }
}
