/** A piece of a text: as written, or a character that can not be seen, by its number and name. */
export type TextPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'hidden'; readonly code: string; readonly name: string }

/**
 * Texts from outside may hold characters that nobody sees and that change how the rest reads (Unicode categories Cc and
 * Cf, fillers and separators). Line breaks and tabs stay, and so do the joiners within an emoji.
 */
export function splitHidden(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let from = 0
  for (const found of text.matchAll(HIDDEN)) {
    const [character] = found
    if (isEmoji(character)) continue
    if (found.index > from) pieces.push({ type: 'text', text: text.slice(from, found.index) })
    pieces.push(toMark(character))
    from = found.index + character.length
  }
  if (from < text.length) pieces.push({ type: 'text', text: text.slice(from) })
  return pieces
}

export function countHidden(text: string): number {
  return splitHidden(text).filter(({ type }) => type === 'hidden').length
}

/** An emoji made of several is matched whole first, so that its joiners are not taken for hidden characters. */
const HIDDEN =
  /\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)+|(?![\t\n\r\u0600-\u0605\u06DD\u070F\u08E2])[\p{Cc}\p{Cf}\u115F\u1160\u2028\u2029\u3164\uFFA0]/gu

function isEmoji(match: string): boolean {
  return /^\p{Extended_Pictographic}/u.test(match)
}

function toMark(character: string): TextPiece {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { type: 'hidden', code: `U+${code}`, name: NAMES.get(code) ?? 'hidden character' }
}

/** Those met most in the wild, by the names of the Unicode standard. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['00AD', 'soft hyphen'],
  ['061C', 'Arabic letter mark'],
  ['200B', 'zero width space'],
  ['200C', 'zero width non-joiner'],
  ['200D', 'zero width joiner'],
  ['200E', 'left-to-right mark'],
  ['200F', 'right-to-left mark'],
  ['202A', 'left-to-right embedding'],
  ['202B', 'right-to-left embedding'],
  ['202C', 'pop directional formatting'],
  ['202D', 'left-to-right override'],
  ['202E', 'right-to-left override'],
  ['2060', 'word joiner'],
  ['2066', 'left-to-right isolate'],
  ['2067', 'right-to-left isolate'],
  ['2068', 'first strong isolate'],
  ['2069', 'pop directional isolate'],
  ['FEFF', 'zero width no-break space'],
])
