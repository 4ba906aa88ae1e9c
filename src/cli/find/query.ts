type Value = string | number | undefined

/** `?a=1&b=2&b=3`, without what is not asked for. */
export function query(parameters: Readonly<Record<string, Value | readonly string[]>>): string {
  const asked = Object.entries(parameters).flatMap(([name, value]) => valuesOf(value).map((each) => [name, each]))
  const text = new URLSearchParams(asked).toString()
  return text === '' ? '' : `?${text}`
}

function valuesOf(value: Value | readonly string[]): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'object' ? value : [String(value)]
}
