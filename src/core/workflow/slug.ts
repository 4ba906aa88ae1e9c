/** More words make an id that nobody types. */
const ID_WORDS_MAX = 5
const ID_CHARACTERS_MAX = 48

/** An id from words: small letters and digits without accents, joined by hyphens; empty where the text has none. */
export function toId(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[a-z0-9]+/g) ?? []
  return words.slice(0, ID_WORDS_MAX).join('-').slice(0, ID_CHARACTERS_MAX).replace(/-$/, '')
}

/** The wanted id, or the first of those with a number behind it that is not taken. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`
  return id
}
