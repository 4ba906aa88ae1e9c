/** A value that the lines before make sure of, where the types can not see it. Absent, it is a bug and throws. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A value that must be there is not.')
  return value
}
