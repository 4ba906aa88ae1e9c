/** What every provider takes as the name of a tool. */
const NAME_MAX = 64
const UNUSABLE = /[^a-zA-Z0-9_-]+/g

/** A name for each reference, in order, that every provider takes. No two are the same. */
export function toolNames(refs: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const ref of refs) names.push(freeName(ref.replaceAll(UNUSABLE, '-'), names))
  return names
}

function freeName(wanted: string, taken: readonly string[]): string {
  let [name, count] = [wanted.slice(0, NAME_MAX), 1]
  while (taken.includes(name)) {
    count += 1
    name = `${wanted.slice(0, NAME_MAX - `-${count}`.length)}-${count}`
  }
  return name
}
