import { countHidden, splitHidden } from '../derive/hidden-characters.ts'
import { Icon } from '../icons/icon.tsx'
import './plain-text.css'

/** A text from outside, with every character that can not be seen drawn as a mark. */
export function PlainText({ text }: { readonly text: string }) {
  return splitHidden(text).map((piece, index) => {
    // The pieces of one text have no other name than their place, and a text is replaced as a whole.
    const key = `${index} ${piece.type}`
    if (piece.type === 'text') return <bdi key={key}>{piece.text}</bdi>
    return (
      <span key={key} className="hidden-mark" title={`Hidden character: ${piece.name}`}>
        {piece.code}
      </span>
    )
  })
}

/** How many marks are above, and why they matter. Nothing where there are none. */
export function HiddenNote({ texts }: { readonly texts: readonly string[] }) {
  const hidden = texts.reduce((sum, text) => sum + countHidden(text), 0)
  if (hidden === 0) return null
  const subject =
    hidden === 1 ? '1 hidden character is shown as a mark. It' : `${hidden} hidden characters are shown as marks. They`
  return (
    <p className="tiny faint row row-tight">
      <Icon name="warn" size="small" />
      {subject} can change how text reads.
    </p>
  )
}
