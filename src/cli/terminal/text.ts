/**
 * What a command writes: plain strings are data and are cleaned before they reach a terminal; the only way to a colour
 * is a style. So nothing that a customer, an agent or a file says can act on a terminal.
 */
export type Text = string | Styled | readonly Text[]

export interface Styled {
  readonly style: Style
  readonly text: Text
}

/** By meaning, as on the screens: `cool` a machine, `warm` a person's turn, `good` settled well, `bad` broken. */
export type Style = 'strong' | 'faint' | 'good' | 'bad' | 'warm' | 'cool'

export function styled(style: Style, text: Text): Styled {
  return { style, text }
}

/** Parts with a separator between them; empty ones are left out. */
export function joined(parts: readonly Text[], separator: string): Text {
  return parts.filter((part) => part !== '').flatMap((part, index) => (index === 0 ? [part] : [separator, part]))
}
