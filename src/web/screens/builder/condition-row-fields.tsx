import { Button, TextInput } from '@mantine/core'
import type { ConditionRow, Literal } from '../../../core/wiring/condition.ts'
import { CONDITION_TEXT_MAX } from '../../../core/wiring/condition.ts'
import type { OfferedValue } from '../../../core/wiring/offered-values.ts'
import { testsFor } from '../../../core/wiring/tests-for.ts'
import { isSameValue, readText } from '../../../core/wiring/value-ref.ts'
import type { Wiring } from '../../../core/wiring/wiring.ts'
import { firstRow, withTest } from '../../derive/condition-setup.ts'
import { TEST_WORDS, textChoices } from '../../derive/condition-words.ts'
import type { ValueGroup } from '../../derive/value-options.ts'
import { valueWords } from '../../derive/wiring-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { CommitField, longerThan, noNumber } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface ConditionRowFieldsProps {
  readonly row: ConditionRow
  readonly number: number
  readonly groups: readonly ValueGroup[]
  readonly offered: readonly OfferedValue[]
  readonly wiring: Wiring
  readonly onChange: (row: ConditionRow) => void
  readonly onRemove: () => void
}

/** One row: a value, what is asked of it, and what it is compared with. */
export function ConditionRowFields(props: ConditionRowFieldsProps) {
  const { row, number, groups, offered, wiring, onChange, onRemove } = props
  const own = offered.find(({ value }) => isSameValue(value, row.value)) ?? goneValue(row)
  const isGone = !offered.includes(own)
  const choose = (key: string) => {
    const found = offered.find(({ value }) => readText(value) === key)
    const next = found === undefined ? undefined : firstRow(found)
    if (next !== undefined) onChange(next)
  }
  const gone = isGone ? [{ value: readText(row.value), label: `${valueWords(row.value, wiring)} (not there)` }] : []
  const tests = [...new Set([...testsFor(own), row.test])]
  return (
    <fieldset className="builder-condition" aria-label={`Condition ${number}`}>
      <CommitSelect
        aria-label={`Condition ${number}: value`}
        value={readText(row.value)}
        data={[...gone, ...groups.map(({ group, items }) => ({ group, items: [...items] }))]}
        onCommit={choose}
      />
      <div className="row row-tight">
        <CommitSelect
          aria-label={`Condition ${number}: test`}
          value={row.test}
          data={tests.map((test) => ({ value: test, label: TEST_WORDS[test] }))}
          onCommit={(chosen) => {
            const test = tests.find((each) => each === chosen)
            if (test !== undefined) onChange(withTest(own, test, 'with' in row ? row.with : undefined))
          }}
        />
        <div className="grow">
          {'with' in row ? (
            <LiteralField
              label={`Condition ${number}: compared with`}
              literal={row.with}
              offered={own}
              onSet={(literal) => onChange({ ...row, with: literal })}
            />
          ) : null}
        </div>
        <Button size="compact-xs" variant="subtle" aria-label={`Remove condition ${number}`} onClick={onRemove}>
          <Icon name="cross" size="small" />
        </Button>
      </div>
    </fieldset>
  )
}

/** A value that is not offered any more, by what it is compared with. */
function goneValue(row: ConditionRow): OfferedValue {
  const types = { number: 'number', boolean: 'boolean', string: 'string' } as const
  const type = 'with' in row ? types[typeof row.with as keyof typeof types] : 'string'
  return { value: row.value, schema: { type }, mayBeAbsent: true }
}

interface LiteralFieldProps {
  readonly label: string
  readonly literal: Literal
  readonly offered: OfferedValue
  readonly onSet: (literal: Literal) => void
}

function LiteralField({ label, literal, offered: { value, schema }, onSet }: LiteralFieldProps) {
  if (typeof literal === 'boolean') {
    return (
      <CommitSelect
        aria-label={label}
        value={String(literal)}
        data={[
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ]}
        onCommit={(chosen) => onSet(chosen === 'true')}
      />
    )
  }
  const choices = textChoices(value, schema)
  if (typeof literal === 'string' && choices.length > 0) {
    const isListed = choices.some((choice) => choice.value === literal)
    const data = isListed ? choices : [{ value: literal, label: `${literal} (not a choice)` }, ...choices]
    return <CommitSelect aria-label={label} value={literal} data={[...data]} onCommit={onSet} />
  }
  const isText = typeof literal === 'string'
  return (
    <CommitField
      value={String(literal)}
      complaint={isText ? longerThan(CONDITION_TEXT_MAX) : noNumber}
      onCommit={(typed) => onSet(isText ? typed : Number(typed))}
    >
      {(field) => <TextInput aria-label={label} inputMode={isText ? 'text' : 'decimal'} {...field} />}
    </CommitField>
  )
}
