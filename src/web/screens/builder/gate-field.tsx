import { Button, Slider, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { gateEdit } from '../../derive/gate-draft.ts'
import { thresholdEdit, USUAL_LIMIT } from '../../derive/gate-measures.ts'
import { inHundred, percentInTenths } from '../../derive/gate-steps.ts'
import { rowsOf } from '../../derive/stage-gates.ts'
import { limitWords } from '../../derive/test-view.ts'
import { CommitField, notBetween } from './commit-field.tsx'
import { GateMeasures } from './gate-measures.tsx'
import { GateLink, GateTargetField } from './gate-target-field.tsx'
import { usePublishedGates } from './gates-context.ts'

/** What is promised where nobody has said how much: so few that people hardly meet one. */
const USUAL_TARGET = 0.05

export interface GateFieldProps {
  readonly workChart: string
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
  /** How sure it was of each sample of the last test; null: not known. */
  readonly samples: readonly (number | null)[]
  readonly onEdit: (edit: WorkflowEdit) => void
  /** How often people found its answers right: `right in 93 % of 412 checked answers`; null: nobody has looked yet. */
  readonly history: string | null
}

/** How sure is sure enough: by how many may be wrong, or by a percentage of one's own. */
export function GateField(props: GateFieldProps) {
  const { stage } = props
  if (stage.target !== null) return <GateTarget target={stage.target} {...props} />
  return stage.threshold === null ? <NoGate {...props} /> : <GateSlider threshold={stage.threshold} {...props} />
}

function NoGate({ stage, onEdit }: GateFieldProps) {
  return (
    <section>
      <h3>How sure is sure enough</h3>
      <p className="small soft">Nothing is asked of how sure it is.</p>
      <AimButton stage={stage} onEdit={onEdit} />
      <Button onClick={() => onEdit(thresholdEdit(stage, USUAL_LIMIT))}>
        Ask a person below {percentInTenths(USUAL_LIMIT)}
      </Button>
    </section>
  )
}

type ButtonProps = Pick<GateFieldProps, 'stage' | 'onEdit'>

function AimButton({ stage, onEdit }: ButtonProps) {
  return (
    <Button onClick={() => onEdit(gateEdit(stage, { kind: 'target-error', target: USUAL_TARGET }))}>
      Let through at most {inHundred(USUAL_TARGET)} wrong in 100
    </Button>
  )
}

function GateTarget({ workChart, cards, stage, target, onEdit }: GateFieldProps & { readonly target: number }) {
  return (
    <section>
      <GateTargetField workChart={workChart} stage={stage} target={target} onEdit={onEdit} />
      <GateMeasures cards={cards} stage={stage} onEdit={onEdit} />
      <Button size="compact-xs" variant="subtle" onClick={() => onEdit(thresholdEdit(stage, USUAL_LIMIT))}>
        Set the percentage myself
      </Button>
      <TakeOut stage={stage} onEdit={onEdit} />
    </section>
  )
}

/** With the threshold or the target the whole gate goes. */
function TakeOut({ stage, onEdit }: ButtonProps) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      onClick={() => onEdit({ type: 'set-gate', stage: stage.id, setting: 'threshold', value: null })}
    >
      Do not ask by how sure it is
    </Button>
  )
}

type GateSliderProps = GateFieldProps & { readonly threshold: number }

function GateSlider({ threshold, workChart, cards, stage, onEdit, history, samples }: GateSliderProps) {
  const [moving, setMoving] = useState<number | null>(null)
  const shown = moving ?? inHundred(threshold)
  const settle = (percent: number): void => {
    setMoving(null)
    onEdit(thresholdEdit(stage, percent / 100))
  }
  return (
    <section>
      <div className="row">
        <h3 className="grow">Ask a person when less than … sure</h3>
        <CommitField
          value={String(inHundred(threshold))}
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
        Below {percentInTenths(shown / 100)} a person is asked.{' '}
        {history === null ? estimateWords(stage) : `So far: ${history}.`}
      </p>
      {samples.length === 0 ? null : (
        <p className="small">
          <b className="num">{limitWords(samples, shown / 100)}</b>
        </p>
      )}
      <GateMeasures cards={cards} stage={stage} onEdit={onEdit} />
      <WhatItComesTo workChart={workChart} stage={stage} />
      <AimButton stage={stage} onEdit={onEdit} />
      <TakeOut stage={stage} onEdit={onEdit} />
    </section>
  )
}

/** Only what is on the server already can be looked at. */
function WhatItComesTo({ workChart, stage }: Pick<GateFieldProps, 'workChart' | 'stage'>) {
  if (rowsOf(usePublishedGates(), stage.id).length === 0) return null
  return (
    <p className="small">
      <GateLink workChart={workChart} stage={stage} segment={null} />
    </p>
  )
}

function estimateWords({ samples }: BuilderStage): string {
  return samples === null
    ? 'Not checked yet: this is the skill’s own estimate. It becomes trustworthy as people review answers.'
    : 'Not checked yet: that answers agree does not make them right. It becomes trustworthy as people review answers.'
}
