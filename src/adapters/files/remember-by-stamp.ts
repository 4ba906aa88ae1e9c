import { stat } from 'node:fs/promises'

/** Files whose reading is remembered: beyond that all are forgotten and read again. */
const REMEMBERED_MAX = 5_000

/**
 * `read`, asked again only for a file that changed: its inode, size, or the nanosecond it was written or renamed. A failure
 * is not remembered.
 */
export function rememberByStamp<T>(read: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const remembered = new Map<string, { readonly stamp: string; readonly value: Promise<T> }>()
  return async (path) => {
    const stamp = await stampOf(path)
    const known = remembered.get(path)
    if (stamp !== undefined && known?.stamp === stamp) return known.value
    const value = read(path)
    if (stamp === undefined) return value
    if (remembered.size >= REMEMBERED_MAX) remembered.clear()
    remembered.set(path, { stamp, value })
    value.catch(() => remembered.delete(path))
    return value
  }
}

async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found && [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ')
}
