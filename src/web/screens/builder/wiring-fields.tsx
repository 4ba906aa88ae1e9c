import type { Json } from '../../../core/basics/json.ts'
import type { StageSetting } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { ConditionFields } from './condition-fields.tsx'
import { FailureFields } from './failure-fields.tsx'
import { InputsFields } from './inputs-fields.tsx'
import { OrderFields } from './order-fields.tsx'
import { OutputsFields } from './outputs-fields.tsx'
import type { Builder } from './use-builder.ts'
import { useWiring } from './wiring-context.ts'
import './wiring.css'

export interface WiringFieldsProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
  readonly onSet: (setting: StageSetting, value: Json) => void
}

/** What a stage gets and gives, after what and on which condition it is done, and what if it fails. */
export function WiringFields({ builder, cards, stage, onSet }: WiringFieldsProps) {
  const wiring = useWiring()
  const card = cards.find(({ ref }) => ref === stage.primary)
  const read = wiring?.stages.get(stage.id)
  // What the document itself says it gives: a skill's own promise is not the stage's to change.
  const own = builder.view.read?.workflow.stages.find(({ id }) => id === stage.id)
  const order = <OrderFields builder={builder} stage={stage} onSet={onSet} />
  if (wiring === null || read === undefined || own === undefined) {
    return (
      <>
        {order}
        <section>
          <p className="small soft">
            What it gets and gives can be set here once the problems below are mended: until then the WorkChart can not
            be read.
          </p>
        </section>
      </>
    )
  }
  return (
    <>
      <InputsFields builder={builder} stage={read} wiring={wiring} />
      <OutputsFields builder={builder} stage={own} card={card} />
      {order}
      <ConditionFields builder={builder} stage={read} wiring={wiring} />
      <FailureFields document={builder.view.document} stage={stage} card={card} onSet={onSet} />
    </>
  )
}
