/** `?a=1&b=2`, without what is not asked for. */
export function query(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const asked = Object.entries(parameters).filter((entry): entry is [string, string | number] => entry[1] !== undefined)
  const text = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}
