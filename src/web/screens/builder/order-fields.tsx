import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Json } from '../../../core/basics/json.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { FOLLOWED_SHOWN_MAX, stagesToFollow } from '../../derive/stages-to-follow.ts'
import { CommitField } from './commit-field.tsx'
import type { Builder } from './use-builder.ts'

export interface OrderFieldsProps {
  readonly builder: Builder
  readonly stage: BuilderStage
  readonly onSet: (setting: 'when' | 'on_skip', value: Json) => void
}

/** What it waits for, and on which condition it is done at all. */
export function OrderFields({ builder, stage, onSet }: OrderFieldsProps) {
  return (
    <section>
      <h3>Comes after</h3>
      <ComesAfter builder={builder} stage={stage} />
      <details open={stage.when !== ''}>
        <summary className="small">Only on a condition</summary>
        <CommitField value={stage.when} onCommit={(when) => onSet('when', when.trim() === '' ? null : when.trim())}>
          {(field) => (
            <Textarea
              label="Formula"
              description="For example: stages.sort.outputs.label == 'refund'. Empty: always."
              autosize
              minRows={1}
              spellCheck={false}
              {...field}
            />
          )}
        </CommitField>
        <Checkbox
          label="When it is left out, carry on with what comes after"
          checked={stage.isOptional}
          disabled={stage.when === ''}
          onChange={() => onSet('on_skip', stage.isOptional ? null : 'continue')}
        />
      </details>
    </section>
  )
}

function ComesAfter({ builder, stage }: Pick<OrderFieldsProps, 'builder' | 'stage'>) {
  const [looked, setLooked] = useState('')
  const { stages } = builder.view
  const shown = stagesToFollow(stages, stage, looked)
  if (stages.length < 2) return <p className="small soft">There is no other stage yet.</p>
  return (
    <>
      {stages.length - 1 <= FOLLOWED_SHOWN_MAX ? null : (
        <TextInput
          label="Find a stage"
          description={`${shown.length} of ${stages.length - 1} are shown`}
          value={looked}
          onChange={(event) => setLooked(event.currentTarget.value)}
        />
      )}
      <div className="builder-comes-after">
        {shown.map(({ id, name }) => {
          const isBefore = stage.dependsOn.includes(id)
          const type = isBefore ? 'disconnect' : 'connect'
          return (
            <Checkbox
              key={id}
              label={name}
              checked={isBefore}
              onChange={() => builder.edit({ type, from: id, to: stage.id })}
            />
          )
        })}
      </div>
    </>
  )
}
