/** A path has a folder in it or ends as documents do; an id has neither. */
export function isPath(typed: string): boolean {
  return /[\\/]/.test(typed) || /\.(?:yaml|yml|json)$/i.test(typed)
}
