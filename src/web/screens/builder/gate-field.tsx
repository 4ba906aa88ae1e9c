import { Button, Slider, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { thresholdEdit } from '../../derive/gate-measures.ts'
import { percentWords } from '../../derive/percent.ts'
import { limitWords } from '../../derive/test-view.ts'
import { CommitField, notBetween } from './commit-field.tsx'
import { GateMeasures } from './gate-measures.tsx'

/** What the slider begins with where there is no gate yet. */
const USUAL = 0.85

export interface GateFieldProps {
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
  /** How sure it was of each sample of the last test; null: not known. */
  readonly samples: readonly (number | null)[]
  readonly onEdit: (edit: WorkflowEdit) => void
  /** How often people found its answers right: `right in 93 % of 412 checked answers`; null: nobody has looked yet. */
  readonly history: string | null
}

/** How sure is sure enough: a slider with a number beside it. */
export function GateField(props: GateFieldProps) {
  const { stage, onEdit } = props
  if (stage.threshold === null) {
    return (
      <section>
        <h3>Ask a person when less than … sure</h3>
        <p className="small soft">Nothing is asked of how sure it is.</p>
        <Button onClick={() => onEdit(thresholdEdit(stage, USUAL))}>Ask a person below 85 %</Button>
      </section>
    )
  }
  return <GateSlider threshold={stage.threshold} {...props} />
}

type GateSliderProps = GateFieldProps & { readonly threshold: number }

function GateSlider({ threshold, cards, stage, onEdit, history, samples }: GateSliderProps) {
  const [moving, setMoving] = useState<number | null>(null)
  const shown = moving ?? Math.round(threshold * 100)
  const settle = (percent: number): void => {
    setMoving(null)
    onEdit(thresholdEdit(stage, percent / 100))
  }
  return (
    <section>
      <div className="row">
        <h3 className="grow">Ask a person when less than … sure</h3>
        <CommitField
          value={String(Math.round(threshold * 100))}
          complaint={notBetween(0, 100)}
          onCommit={(percent) => settle(Number(percent))}
        >
          {(field) => <TextInput aria-label="Per cent" inputMode="numeric" className="builder-percent" {...field} />}
        </CommitField>
        <span className="soft">%</span>
      </div>
      <Slider
        value={shown}
        onChange={setMoving}
        onChangeEnd={settle}
        min={0}
        max={100}
        label={null}
        thumbLabel="Ask a person when less sure than this, in per cent"
        color="var(--cool-g)"
      />
      <p className="tiny soft">
        Below {percentWords(shown / 100)} a person is asked.{' '}
        {history === null ? estimateWords(stage) : `So far: ${history}.`}
      </p>
      {samples.length === 0 ? null : (
        <p className="small">
          <b className="num">{limitWords(samples, shown / 100)}</b>
        </p>
      )}
      <GateMeasures cards={cards} stage={stage} onEdit={onEdit} />
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => onEdit({ type: 'set-gate', stage: stage.id, setting: 'threshold', value: null })}
      >
        Do not ask by how sure it is
      </Button>
    </section>
  )
}

function estimateWords({ samples }: BuilderStage): string {
  return samples === null
    ? 'Not checked yet: this is the skill’s own estimate. It becomes trustworthy as people review answers.'
    : 'Not checked yet: that answers agree does not make them right. It becomes trustworthy as people review answers.'
}
