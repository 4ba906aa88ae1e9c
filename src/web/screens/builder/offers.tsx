import { Button } from '@mantine/core'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { counted } from '../../derive/number-words.ts'
import { PerformerTile } from '../../parts/tile.tsx'
import type { Builder } from './use-builder.ts'
import type { SkillOffer } from './use-offers.ts'
import { useOffers } from './use-offers.ts'
import './offers.css'

/** More are found one by one, at their stages. */
const SHOWN_MAX = 30

/** Which stages a registered skill could do: shown, and never done unasked. */
export function OfferList({
  builder,
  onSelect,
}: {
  readonly builder: Builder
  readonly onSelect: (stage: string) => void
}) {
  const { offersOf } = useOffers(builder)
  const offered = builder.view.stages.flatMap((stage) => {
    const [best] = offersOf(stage)
    return best === undefined ? [] : [{ stage, best }]
  })
  if (offered.length === 0) return null
  return (
    <details className="builder-problems builder-offers" open>
      <summary>
        <b>{counted(offered.length, 'stage')} could be done by a skill</b>{' '}
        <span className="small soft">Nothing is changed until you choose it.</span>
      </summary>
      <ul>
        {offered.slice(0, SHOWN_MAX).map(({ stage, best }) => (
          <li key={stage.id} className="row small">
            <span className="grow two-lines">
              <button type="button" className="plain-link" onClick={() => onSelect(stage.id)}>
                {stage.name}
              </button>
              <span className="tiny soft">Could do this: {best.name}</span>
            </span>
            <UseIt offer={best} stage={stage} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What could do this stage, best first, with what choosing it would change. */
export function StageOffers({ builder, stage }: { readonly builder: Builder; readonly stage: BuilderStage }) {
  const offers = useOffers(builder).offersOf(stage)
  if (offers.length === 0) return null
  return (
    <div className="stage-offers">
      <p className="builder-label">Could do this</p>
      <ul>
        {offers.map((offer) => (
          <li key={offer.ref} className="row">
            <PerformerTile kind={offer.isJudged ? 'ai' : 'exact'} />
            <span className="two-lines grow">
              <b>{offer.name}</b>
              <span className="tiny soft">{changeWords(offer)}</span>
            </span>
            <UseIt offer={offer} stage={stage} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function UseIt({ offer, stage }: { readonly offer: SkillOffer; readonly stage: BuilderStage }) {
  return (
    <Button size="compact-xs" onClick={offer.use}>
      Use it
      <span className="hidden-visually">
        : {offer.name} for {stage.name}
      </span>
    </Button>
  )
}

function changeWords({ isJudged, runInputs }: SkillOffer): string {
  const asks = isJudged ? 'Asks a person below 85 %, who has 4 h.' : 'A person is asked when it can not be done.'
  return runInputs.length === 0 ? asks : `${asks} Each run is then given: ${runInputs.join(', ')}.`
}
