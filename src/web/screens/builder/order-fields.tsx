import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Json } from '../../../core/basics/json.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { FOLLOWED_SHOWN_MAX, stagesToFollow } from '../../derive/stages-to-follow.ts'
import { CommitSelect } from './commit-select.tsx'
import type { Builder } from './use-builder.ts'

export interface OrderFieldsProps {
  readonly builder: Builder
  readonly stage: BuilderStage
  readonly onSet: (setting: 'join', value: Json) => void
}

/** What it waits for. */
export function OrderFields({ builder, stage, onSet }: OrderFieldsProps) {
  return (
    <section>
      <h3>Comes after</h3>
      <ComesAfter builder={builder} stage={stage} />
      {stage.dependsOn.length < 2 ? null : (
        <CommitSelect
          label="Where several come together"
          value={stage.written['join'] === 'any' ? 'any' : 'all'}
          data={[
            { value: 'all', label: 'When all of them are done' },
            { value: 'any', label: 'When any of them is done' },
          ]}
          onCommit={(chosen) => onSet('join', chosen === 'any' ? 'any' : null)}
        />
      )}
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
