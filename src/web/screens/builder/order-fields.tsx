import { Checkbox, NativeSelect } from '@mantine/core'
import type { Json } from '../../../core/basics/json.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import type { Builder } from './use-builder.ts'

export interface OrderFieldsProps {
  readonly builder: Builder
  readonly stage: BuilderStage
  readonly onSet: (setting: 'join', value: Json) => void
}

/** What it waits for. */
export function OrderFields({ builder, stage, onSet }: OrderFieldsProps) {
  const others = builder.view.stages.filter(({ id }) => id !== stage.id)
  return (
    <section>
      <h3>Comes after</h3>
      {others.length === 0 ? <p className="small soft">There is no other stage yet.</p> : null}
      <div className="builder-comes-after">
        {others.map(({ id, name }) => {
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
      {stage.dependsOn.length < 2 ? null : (
        <NativeSelect
          label="Where several come together"
          value={stage.written['join'] === 'any' ? 'any' : 'all'}
          data={[
            { value: 'all', label: 'When all of them are done' },
            { value: 'any', label: 'When any of them is done' },
          ]}
          onChange={(event) => onSet('join', event.currentTarget.value === 'any' ? 'any' : null)}
        />
      )}
    </section>
  )
}
