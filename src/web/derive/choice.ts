/** Chooses all of these, or none of them where all are chosen. What is beyond `max` is left out. */
export function withToggled(chosen: ReadonlySet<string>, ids: readonly string[], max: number): ReadonlySet<string> {
  if (ids.every((id) => chosen.has(id))) return new Set([...chosen].filter((id) => !ids.includes(id)))
  return new Set([...chosen, ...ids.filter((id) => !chosen.has(id))].slice(0, max))
}

/** The ids from one to another, in the list's order and both of them with it; the second alone where the first is gone. */
export function idsBetween(ids: readonly string[], from: string | null, to: string): readonly string[] {
  const start = from === null ? -1 : ids.indexOf(from)
  const end = ids.indexOf(to)
  return start === -1 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1)
}
