/** What a file probably is, by the end of its name. */
export function mediaTypeOf(name: string): string {
  const end = name.slice(name.lastIndexOf('.')).toLowerCase()
  return MEDIA_TYPES.get(end) ?? 'application/octet-stream'
}

/** What agents and people usually leave. Everything else is bytes. */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['.csv', 'text/csv'],
  ['.html', 'text/html'],
  ['.jpeg', 'image/jpeg'],
  ['.jpg', 'image/jpeg'],
  ['.json', 'application/json'],
  ['.md', 'text/markdown'],
  ['.pdf', 'application/pdf'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain'],
  ['.yaml', 'application/yaml'],
  ['.yml', 'application/yaml'],
])
