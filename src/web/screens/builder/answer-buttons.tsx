import type { JsonObject } from '../../../core/basics/json.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { kindOfRef } from '../../derive/builder-view.ts'
import { buttonsByReason } from '../../derive/buttons-by-reason.ts'
import { filledIn } from '../../derive/escalation-path.ts'
import { Tag } from '../../parts/tag.tsx'

export interface AnswerButtonsProps {
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
  readonly document: JsonObject
}

/** The form and the buttons that people get: they follow from the stage and from why it is asked. */
export function AnswerButtons({ cards, stage, document }: AnswerButtonsProps) {
  const form = filledIn(stage, document)
  const reasons = buttonsByReason({
    stage,
    effect: cards.find(({ ref }) => ref === stage.primary)?.effect ?? null,
    isUnavailable: kindOfRef(cards, stage.primary) === 'unavailable',
    mustGive: form.isOfStage,
  })
  return (
    <details>
      <summary className="small">Which form and which buttons they get</summary>
      <p className="small soft">
        {form.names.length === 0
          ? 'They fill in what they found, in words.'
          : `They fill in: ${form.names.join(', ')}.`}
      </p>
      <dl className="builder-reasons small">
        {reasons.map(({ reason, why, buttons }) => (
          <div key={reason}>
            <dt>{why}</dt>
            <dd className="row row-wrap row-tight">
              {buttons.map((label) => (
                <Tag key={label}>{label}</Tag>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
