import type { Quote as QuoteText } from '../derive/evidence.ts'
import { HiddenNote, PlainText } from './plain-text.tsx'
import './quote.css'

/** A text somebody wrote, as they wrote it. */
export function Quote({ label, text }: QuoteText) {
  return (
    <section>
      <h3>{label}</h3>
      <blockquote className="quote">
        <PlainText text={text} />
      </blockquote>
      <HiddenNote texts={[text]} />
    </section>
  )
}
