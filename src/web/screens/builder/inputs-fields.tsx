import { useMemo } from 'react'
import { offeredValues } from '../../../core/wiring/offered-values.ts'
import { readText } from '../../../core/wiring/value-ref.ts'
import type { Wiring } from '../../../core/wiring/wiring.ts'
import type { Stage } from '../../../core/workflow/workflow.ts'
import type { InputScene } from '../../derive/input-edits.ts'
import { askAtStart, giveAnother, giveInput } from '../../derive/input-edits.ts'
import { stageInputs } from '../../derive/stage-inputs.ts'
import { valueGroups } from '../../derive/value-options.ts'
import { CommitSelect } from './commit-select.tsx'
import { Giver } from './giver.tsx'
import type { Builder } from './use-builder.ts'

export interface InputsFieldsProps {
  readonly builder: Builder
  readonly stage: Stage
  readonly wiring: Wiring
}

/** What a stage is given, each from a list of what there is before it. */
export function InputsFields({ builder, stage, wiring }: InputsFieldsProps) {
  const offered = useMemo(() => offeredValues(wiring, stage, 'inputs'), [wiring, stage])
  const { inputs, isFree } = stageInputs(stage, wiring)
  const scene: InputScene = { stage, wiring, offered }
  return (
    <section>
      <h3>What it gets</h3>
      {isFree && inputs.length === 0 ? (
        <p className="small soft">What the run was started with, and what the stages right before it gave.</p>
      ) : null}
      {inputs.map((input) => (
        <Giver
          key={input.name}
          label={input.isRequired ? `${input.title} (needed)` : input.title}
          help={input.help}
          schema={input.schema}
          source={input.source}
          otherwise={input.otherwise ?? (isFree ? 'No longer give this' : 'Nothing')}
          offered={offered}
          wiring={wiring}
          onGive={(source) => builder.edit(giveInput(input.name, source, scene))}
          onAskAtStart={isFree ? undefined : () => builder.edit(askAtStart(input, scene))}
        />
      ))}
      {isFree && offered.length > 0 ? (
        <AnotherInput
          label={inputs.length === 0 ? 'Give it only certain values' : 'Give it another value'}
          scene={scene}
          builder={builder}
        />
      ) : null}
    </section>
  )
}

interface AnotherInputProps {
  readonly label: string
  readonly scene: InputScene
  readonly builder: Builder
}

function AnotherInput({ label, scene, builder }: AnotherInputProps) {
  const { offered, wiring } = scene
  const groups = valueGroups(offered, wiring, () => null).map(({ group, items }) => ({ group, items: [...items] }))
  return (
    <CommitSelect
      aria-label={label}
      value=""
      data={[{ value: '', label: `${label}…` }, ...groups]}
      onCommit={(key) => {
        const chosen = offered.find(({ value }) => readText(value) === key)
        if (chosen !== undefined) builder.edit(giveAnother(chosen, scene))
      }}
    />
  )
}
