import { ButtonLink } from '../../parts/button-link.tsx'
import { Tile } from '../../parts/tile.tsx'

export function ProcedureOffer() {
  return (
    <section className="card offer" aria-labelledby="procedure-offer">
      <Tile icon="form" />
      <h2 id="procedure-offer">Paste your procedure</h2>
      <p className="soft">
        Every line becomes a step that a person does. You then hand steps to skills, one at a time.
      </p>
      <p className="small faint">Text or a list · no AI needed</p>
      <ButtonLink to="/new" className="offer-action">
        Paste text
      </ButtonLink>
    </section>
  )
}
