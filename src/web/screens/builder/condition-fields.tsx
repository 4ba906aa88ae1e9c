import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { Condition, ConditionRow } from '../../../core/wiring/condition.ts'
import { CONDITION_ROWS_MAX } from '../../../core/wiring/condition.ts'
import type { OfferedValue } from '../../../core/wiring/offered-values.ts'
import { absentIn, offeredValues } from '../../../core/wiring/offered-values.ts'
import { readCondition } from '../../../core/wiring/read-condition.ts'
import { testsFor } from '../../../core/wiring/tests-for.ts'
import { readText } from '../../../core/wiring/value-ref.ts'
import type { Wiring } from '../../../core/wiring/wiring.ts'
import { writeCondition } from '../../../core/wiring/write-condition.ts'
import type { Stage } from '../../../core/workflow/workflow.ts'
import { firstRow, withRow } from '../../derive/condition-setup.ts'
import { valueGroups } from '../../derive/value-options.ts'
import { CommitSelect } from './commit-select.tsx'
import { ConditionRowFields } from './condition-row-fields.tsx'
import type { Builder } from './use-builder.ts'

export interface ConditionFieldsProps {
  readonly builder: Builder
  readonly stage: Stage
  readonly wiring: Wiring
}

/** When a stage is done at all, put together from lists. The formula it comes to is shown beside. */
export function ConditionFields({ builder, stage, wiring }: ConditionFieldsProps) {
  const when = stage.when ?? ''
  const offered = useMemo(() => offeredValues(wiring, stage, 'condition'), [wiring, stage])
  const condition = useMemo(() => readCondition(when, (id) => wiring.stages.has(id)), [when, wiring])
  const set = (value: string) =>
    builder.edit({ type: 'set-stage', stage: stage.id, setting: 'when', value: value === '' ? null : value })
  return (
    <section>
      <h3>Only on a condition</h3>
      {condition === undefined ? (
        <OwnFormula when={when} onRemove={() => set('')} />
      ) : (
        <Rows
          condition={condition}
          offered={offered}
          wiring={wiring}
          onChange={(next) => set(writeCondition(next, absentIn(offered)))}
        />
      )}
      {when === '' ? null : <IfNot builder={builder} stage={stage} />}
      {when === '' || condition === undefined ? null : (
        <details>
          <summary className="small">Show formula</summary>
          <pre className="mono builder-formula">{when}</pre>
        </details>
      )}
    </section>
  )
}

/** What lists can not say is kept as it is. */
function OwnFormula({ when, onRemove }: { readonly when: string; readonly onRemove: () => void }) {
  return (
    <>
      <p className="small soft">This condition is a formula of its own. It can be changed in Source.</p>
      <pre className="mono builder-formula">{when}</pre>
      <Button size="compact-xs" onClick={onRemove}>
        Do this stage always
      </Button>
    </>
  )
}

function IfNot({ builder, stage }: Pick<ConditionFieldsProps, 'builder' | 'stage'>) {
  return (
    <CommitSelect
      label="If not"
      value={stage.onSkip ?? 'propagate'}
      data={[
        { value: 'propagate', label: 'Skip this stage and what needs it' },
        { value: 'continue', label: 'Go on without it' },
      ]}
      onCommit={(chosen) => {
        const value = chosen === 'continue' ? 'continue' : null
        builder.edit({ type: 'set-stage', stage: stage.id, setting: 'on_skip', value })
      }}
    />
  )
}

interface RowsProps {
  readonly condition: Condition
  readonly offered: readonly OfferedValue[]
  readonly wiring: Wiring
  readonly onChange: (condition: Condition) => void
}

const JOINS = [
  { value: 'all', label: 'When all of these hold' },
  { value: 'any', label: 'When any of these holds' },
] as const

function Rows({ condition, offered, wiring, onChange }: RowsProps) {
  const { join, rows } = condition
  const groups = valueGroups(offered, wiring, cannotAsk).map(({ group, items }) => ({ group, items: [...items] }))
  const replace = (at: number, by: readonly ConditionRow[]) => onChange(withRow(condition, at, by))
  const add = (key: string) => {
    const found = offered.find(({ value }) => readText(value) === key)
    const row = found === undefined ? undefined : firstRow(found)
    if (row !== undefined) onChange({ join, rows: [...rows, row] })
  }
  return (
    <>
      {rows.length < 2 ? null : (
        <CommitSelect
          aria-label="How the conditions are put together"
          value={join}
          data={[...JOINS]}
          onCommit={(chosen) => onChange({ join: chosen === 'any' ? 'any' : 'all', rows })}
        />
      )}
      {rows.map((row, at) => (
        <ConditionRowFields
          key={`condition ${at + 1}`}
          row={row}
          number={at + 1}
          groups={groups}
          offered={offered}
          wiring={wiring}
          onChange={(next) => replace(at, [next])}
          onRemove={() => replace(at, [])}
        />
      ))}
      {rows.length >= CONDITION_ROWS_MAX || offered.length === 0 ? null : (
        <CommitSelect
          aria-label="Add a condition"
          value=""
          data={[
            { value: '', label: rows.length === 0 ? 'Always. Add a condition…' : 'Add another condition…' },
            ...groups,
          ]}
          onCommit={add}
        />
      )}
      {offered.length === 0 ? <p className="small soft">Always: there is nothing before it to look at.</p> : null}
    </>
  )
}

function cannotAsk(offered: OfferedValue): string | null {
  return testsFor(offered).length === 0 ? 'can not be compared' : null
}
