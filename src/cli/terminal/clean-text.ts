/**
 * Characters that would move the cursor, restyle the terminal, hide text or turn its direction: C0, DEL, C1, line and
 * paragraph separators, bidi marks and overrides, invisible characters, and halves of surrogate pairs. The two joiners
 * stay: Persian, Hindi and emoji are written with them.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** What JSON.stringify has left of them; its own line breaks stay. */
const UNSAFE_IN_JSON =
  /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** U+2400, where Unicode draws the C0 characters. */
const PICTURES = 0x2400
const FIRST_PRINTABLE = 0x20
const DELETE = 0x7f

/** Text of anybody's, safe in one line of a terminal: every character that could act is shown as a mark instead. */
export function cleanText(text: string): string {
  return text.replaceAll(UNSAFE, toMark)
}

/** JSON that means the same, with those characters written as `\uXXXX`. */
export function cleanJson(json: string): string {
  return json.replaceAll(UNSAFE_IN_JSON, (character) => character.split('').map(toEscape).join(''))
}

function toMark(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < FIRST_PRINTABLE) return String.fromCharCode(PICTURES + code)
  return code === DELETE ? '␡' : `⟨U+${hexadecimal(code).toUpperCase()}⟩`
}

/** `unit`: half of a character beyond U+FFFF, or a whole one. */
function toEscape(unit: string): string {
  return `\\u${hexadecimal(unit.charCodeAt(0))}`
}

function hexadecimal(code: number): string {
  return code.toString(16).padStart(4, '0')
}
