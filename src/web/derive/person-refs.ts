/** References to the people named in a line: `Lena Fischer, support-team` is `human:lena-fischer`, `human:support-team`. */
export function personRefs(names: string): readonly string[] {
  return names
    .split(',')
    .map(toRef)
    .filter((ref) => ref !== PREFIX)
}

const PREFIX = 'human:'

function toRef(name: string): string {
  return (
    PREFIX +
    name
      .trim()
      .toLowerCase()
      .replace(/^human:/, '')
      .replaceAll(/\s+/g, '-')
  )
}
