import { createColors } from 'picocolors'
import { cleanText } from './clean-text.ts'
import type { Style, Text } from './text.ts'

/** Turns text into the characters that are written. */
export type Paint = (text: Text) => string

/** Without colours the styles are simply left out: no meaning hangs on a colour alone. */
export function createPaint(colours: 'coloured' | 'plain'): Paint {
  const { bold, dim, green, red, yellow, cyan } = createColors(colours === 'coloured')
  const painters: Readonly<Record<Style, (text: string) => string>> = {
    strong: bold,
    faint: dim,
    good: green,
    bad: red,
    warm: yellow,
    cool: cyan,
  }
  const paint: Paint = (text) => {
    if (typeof text === 'string') return cleanText(text)
    if ('style' in text) return painters[text.style](paint(text.text))
    return text.map(paint).join('')
  }
  return paint
}

/** Colour only on a terminal that can show it, unless FORCE_COLOR asks for it; NO_COLOR (no-color.org) always wins. */
export function coloursFor(
  isTerminal: { readonly isTTY: boolean },
  env: Readonly<Record<string, string | undefined>>,
): 'coloured' | 'plain' {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: terminal = '' } = env
  if (no !== '') return 'plain'
  if (force !== '') return force === '0' ? 'plain' : 'coloured'
  return isTerminal.isTTY && terminal !== 'dumb' ? 'coloured' : 'plain'
}
