import { ButtonLink } from '../../parts/button-link.tsx'
import { Tile } from '../../parts/tile.tsx'

export function TemplateOffer() {
  return (
    <section className="card offer" aria-labelledby="template-offer">
      <Tile icon="copy" />
      <h2 id="template-offer">Start from a template</h2>
      <p className="soft">
        Refunds, invoices, incidents, content, suppliers or software: thought through, with samples to try it. Then
        change what is different in your place.
      </p>
      <p className="small faint">Works without AI</p>
      <ButtonLink to="/new" className="offer-action">
        See the templates
      </ButtonLink>
    </section>
  )
}
