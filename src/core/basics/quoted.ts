/** Messages show where a problem is; the whole text stands in the file. */
const SHOWN_MAX = 60
/** Characters that would move a terminal's cursor, turn the direction of the line, or are half of one. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Text of an author's that is safe inside a message: on one line, without control characters, at most 60 characters. */
export function printable(text: string): string {
  const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX - 1)}…` : text
  return shown.replaceAll(UNPRINTABLE, '\u{fffd}')
}

/** The same between backticks. */
export function quoted(text: string): string {
  return `\`${printable(text)}\``
}
