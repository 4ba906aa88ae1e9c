import type { Json, JsonObject } from '../../../core/basics/json.ts'
import { textOr } from '../../../core/basics/json.ts'
import type { StageSetting } from '../../../core/edit/workflow-edit.ts'
import { budgetChoice } from '../../derive/budget-choice.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import type { Option } from '../../derive/failure-setup.ts'
import {
  afterFailureOptions,
  attemptOptions,
  durationOptions,
  failureSentence,
  failureSetup,
  stricterEffects,
  TIMEOUTS,
  usualSetup,
  WAITS,
  withRetry,
} from '../../derive/failure-setup.ts'
import { EFFECTS } from '../../words/effects.ts'
import { BudgetField } from './budget-fields.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface FailureFieldsProps {
  /** The whole document, as it is written. */
  readonly document: JsonObject
  readonly stage: BuilderStage
  readonly card: Card | undefined
  readonly onSet: (setting: StageSetting, value: Json) => void
}

const AFTER_NO: readonly Option[] = [
  { value: '', label: 'The run ends as rejected' },
  { value: 'continue', label: 'Go on: what follows looks at how it ended' },
]

/** What happens when a stage does not work out, or a person says no. */
export function FailureFields({ document, stage, card, onSet }: FailureFieldsProps) {
  const isPerson = stage.primary.startsWith('human:')
  return (
    <section>
      <h3>If it does not work out</h3>
      {isPerson ? null : <Tries document={document} stage={stage} onSet={onSet} />}
      <Choice
        label="If a person says no"
        value={textOr(stage.written['on_reject'], '').replace('fail', '')}
        options={AFTER_NO}
        onChoose={(value) => onSet('on_reject', value)}
      />
      {isPerson ? null : (
        <BudgetField
          label="AI may take, in all its tries"
          choice={budgetChoice(stage.written['budget'])}
          onSet={(amount) => onSet('budget', amount)}
        />
      )}
      {isPerson ? null : <OwnEffect stage={stage} card={card} onSet={onSet} />}
    </section>
  )
}

function Tries({ document, stage, onSet }: Omit<FailureFieldsProps, 'card'>) {
  const { written } = stage
  const [setup, usual] = [failureSetup(written), usualSetup(document)]
  const both = (key: keyof typeof setup) => ({ written: setup[key], usual: usual[key] })
  const set = (key: string, value: Json) => onSet('retry', withRetry(written['retry'], key, value))
  return (
    <>
      <p className="small soft">{failureSentence(setup, usual)}</p>
      <details>
        <summary className="small">Change how often and how long</summary>
        <Choice
          label="Tries at most"
          value={setup.attempts}
          options={attemptOptions(both('attempts'))}
          onChoose={(value) => set('maximum_attempts', value === null ? null : Number(value))}
        />
        <Choice
          label="Waits at first"
          value={setup.firstWait}
          options={durationOptions(WAITS, both('firstWait'))}
          onChoose={(value) => set('initial_interval', value)}
        />
        <Choice
          label="Waits at most"
          value={setup.longestWait}
          options={durationOptions(WAITS, both('longestWait'))}
          onChoose={(value) => set('maximum_interval', value)}
        />
        <Choice
          label="Gives up on one try after"
          value={setup.timeout}
          options={durationOptions(TIMEOUTS, both('timeout'))}
          onChoose={(value) => onSet('timeout', value)}
        />
      </details>
      <Choice
        label="If it still fails"
        value={setup.onError}
        options={afterFailureOptions(both('onError'))}
        onChoose={(value) => onSet('on_error', value)}
      />
    </>
  )
}

/** Only stricter than the performer says of itself: nobody can make an effect harmless by writing so. */
function OwnEffect({ stage, card, onSet }: Omit<FailureFieldsProps, 'document'>) {
  const own = card?.effect ?? null
  const written = textOr(stage.written['effect'], '')
  if (own === null || (stricterEffects(own).length === 0 && written === '')) return null
  const listed = stricterEffects(own).map((value) => ({ value, label: `Treat it as: ${EFFECTS[value].word}` }))
  return (
    <Choice
      label="What it does to the world"
      value={written}
      options={[{ value: '', label: `${EFFECTS[own].word}, as the skill says` }, ...listed]}
      onChoose={(value) => onSet('effect', value)}
    />
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  /** Null: the usual. */
  readonly onChoose: (value: string | null) => void
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const isListed = options.some((option) => option.value === value)
  return (
    <CommitSelect
      label={label}
      value={value}
      data={isListed ? [...options] : [...options, { value, label: value }]}
      onCommit={(chosen) => onChoose(chosen === '' ? null : chosen)}
    />
  )
}
