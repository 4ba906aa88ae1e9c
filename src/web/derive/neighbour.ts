/** The one after (1) or before (-1) in a list; undefined at its ends. What is not in the list comes before its first. */
export function neighbourOf(ids: readonly string[], current: string, step: 1 | -1): string | undefined {
  const place = ids.indexOf(current)
  return place === -1 && step === -1 ? undefined : ids[place + step]
}
