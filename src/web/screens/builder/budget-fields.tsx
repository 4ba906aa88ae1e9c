import { TextInput } from '@mantine/core'
import type { Json, JsonObject } from '../../../core/basics/json.ts'
import { objectOrEmpty } from '../../../core/basics/json.ts'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { BudgetChoice, BudgetUnit } from '../../derive/budget-choice.ts'
import { budgetChoice, notMoney, usualBudget, withBudget, writtenBudget } from '../../derive/budget-choice.ts'
import { CommitField, notBetween } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

/** More tokens than any model gives in a day. */
const TOKENS_MAX = 1_000_000_000_000

export interface BudgetFieldsProps {
  /** The whole document, as it is written. */
  readonly document: JsonObject
  readonly onEdit: (edit: WorkflowEdit) => void
}

/** What AI may take before a person is asked. */
export function BudgetFields({ document, onEdit }: BudgetFieldsProps) {
  const written = document['budget']
  const { run, day } = objectOrEmpty(written)
  const set = (scope: 'run' | 'day', amount: Json) =>
    onEdit({ type: 'set-workflow', setting: 'budget', value: withBudget(written, scope, amount) })
  return (
    <section>
      <h3>What AI may take</h3>
      <p className="small soft">Where it is used up nothing more is asked of AI, and a person decides how to go on.</p>
      <BudgetField label="In one run" choice={budgetChoice(run)} onSet={(amount) => set('run', amount)} />
      <BudgetField
        label="In 24 hours, all runs together"
        choice={budgetChoice(day)}
        onSet={(amount) => set('day', amount)}
      />
    </section>
  )
}

const UNITS: readonly { readonly value: BudgetUnit; readonly label: string }[] = [
  { value: 'none', label: 'As much as it needs' },
  { value: 'tokens', label: 'At most so many tokens' },
  { value: 'money', label: 'At most so much money' },
]

interface BudgetFieldProps {
  readonly label: string
  readonly choice: BudgetChoice
  /** Null takes it out. */
  readonly onSet: (amount: Json) => void
}

export function BudgetField({ label, choice: { unit, text }, onSet }: BudgetFieldProps) {
  const units = UNITS.map((each) => ({ ...each }))
  return (
    <>
      <CommitSelect label={label} value={unit} data={units} onCommit={(chosen) => onSet(usualBudget(toUnit(chosen)))} />
      {unit === 'none' ? null : (
        <CommitField
          value={text}
          complaint={unit === 'money' ? notMoney : notBetween(1, TOKENS_MAX)}
          onCommit={(typed) => onSet(writtenBudget(unit, typed))}
        >
          {(field) => <TextInput aria-label={`${label}: ${UNIT_NAMES[unit]}`} {...field} />}
        </CommitField>
      )}
    </>
  )
}

const UNIT_NAMES = { tokens: 'tokens', money: 'amount and currency' } as const

function toUnit(chosen: string): BudgetUnit {
  return UNITS.find(({ value }) => value === chosen)?.value ?? 'none'
}
