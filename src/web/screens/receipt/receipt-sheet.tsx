import type { ReceiptFact } from '../../derive/receipt-facts.ts'
import type { ReceiptPart } from '../../derive/receipt-page.ts'
import { PlainText } from '../../parts/plain-text.tsx'

/** What a receipt says, part by part. */
export function ReceiptSheet({ parts }: { readonly parts: readonly ReceiptPart[] }) {
  return parts.map(({ title, facts }) => (
    <section key={title} className="receipt-part">
      <h2>{title}</h2>
      <dl className="receipt-facts small">
        {facts.map((fact, place) => (
          <Fact key={`${place} ${fact.label}`} fact={fact} />
        ))}
      </dl>
    </section>
  ))
}

function Fact({ fact: { label, words, look } }: { readonly fact: ReceiptFact }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={look === 'hash' ? 'mono' : 'num'}>
        {words === null ? <span className="faint receipt-unknown">not known</span> : <PlainText text={words} />}
      </dd>
    </div>
  )
}
