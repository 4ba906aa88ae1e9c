import { quoted } from './quoted.ts'

/** `pointer` one step further in, by RFC 6901: `~` and `/` of the key are escaped. */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The keys a JSON Pointer passes through, from the outside in: none for the whole document. */
export function pointerKeys(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a person calls the place: `timeout`, `tools[0]`; for the whole document the empty text. */
export function pointerName(pointer: string): string {
  const keys = pointerKeys(pointer)
  const named = keys.findLastIndex((key) => !/^\d+$/.test(key))
  const indexes = keys.slice(named + 1).map((index) => `[${index}]`)
  return `${keys[named] ?? ''}${indexes.join('')}`
}

/** The same inside a message about a document: in backticks, or `the document`. */
export function pointerLabel(pointer: string): string {
  return pointer === '' ? 'the document' : quoted(pointerName(pointer))
}
