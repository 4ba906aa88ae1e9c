import { counted } from '../../derive/number-words.ts'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Tile } from '../../parts/tile.tsx'

export function WorkChartsOffer({ count }: { readonly count: number }) {
  return (
    <section className="card offer" aria-labelledby="work-charts-offer">
      <Tile icon="charts" />
      <h2 id="work-charts-offer">Look at the WorkCharts</h2>
      <p className="soft">
        See the stages, who does each of them, and when a person is asked. Check before running tells what is missing,
        and starts nothing.
      </p>
      <p className="small faint">{counted(count, 'WorkChart')} in your collections</p>
      <ButtonLink to="/workcharts" className="offer-action">
        Open WorkCharts
      </ButtonLink>
    </section>
  )
}
