/** Primary result codes, https://sqlite.org/rescode.html */
export const SQLITE_BUSY = 5
export const SQLITE_CORRUPT = 11
export const SQLITE_FULL = 13
export const SQLITE_NOTADB = 26

/** SQLite's primary result code, its extension left out; undefined: not an error of SQLite. */
export function primaryCodeOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined
}
