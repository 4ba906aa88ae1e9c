/** Words of CEL that can not follow a dot. */
const RESERVED = new Set(
  'as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  ),
)

/** Whether an expression can name the key after a dot. */
export function isPlainKey(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !RESERVED.has(key)
}

/** The CEL text that reads a field: by dot where the key is a plain name, else by index. */
export function member(object: string, key: string): string {
  return isPlainKey(key) ? `${object}.${key}` : `${object}[${JSON.stringify(key)}]`
}
