import { Button, Slider, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Json } from '../../../core/basics/json.ts'
import type { BuilderStage } from '../../derive/builder-view.ts'
import { percentWords } from '../../derive/percent.ts'
import { limitWords } from '../../derive/test-view.ts'
import { CommitField, notBetween } from './commit-field.tsx'

/** What the slider begins with where there is no gate yet. */
const USUAL = 0.85

export interface GateFieldProps {
  readonly stage: BuilderStage
  /** How sure it was of each sample of the last test; null: not known. */
  readonly samples: readonly (number | null)[]
  readonly onSet: (gate: Json) => void
  /** How often people found its answers right: `right in 93 % of 412 checked answers`; null: nobody has looked yet. */
  readonly history: string | null
}

/** How sure is sure enough: a slider with a number beside it. */
export function GateField({ stage: { threshold }, ...props }: GateFieldProps) {
  if (threshold === null) {
    return (
      <section>
        <h3>Ask a person when less than … sure</h3>
        <p className="small soft">Nothing is asked of how sure it is.</p>
        <Button onClick={() => props.onSet({ threshold: USUAL })}>Ask a person below 85 %</Button>
      </section>
    )
  }
  return <GateSlider threshold={threshold} {...props} />
}

type GateSliderProps = Omit<GateFieldProps, 'stage'> & { readonly threshold: number }

function GateSlider({ threshold, onSet, history, samples }: GateSliderProps) {
  const [moving, setMoving] = useState<number | null>(null)
  const shown = moving ?? Math.round(threshold * 100)
  const settle = (percent: number): void => {
    setMoving(null)
    onSet({ threshold: percent / 100 })
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
        {history === null
          ? 'Not checked yet: this is the skill’s own estimate. It becomes trustworthy as people review answers.'
          : `So far: ${history}.`}
      </p>
      {samples.length === 0 ? null : (
        <p className="small">
          <b className="num">{limitWords(samples, shown / 100)}</b>
        </p>
      )}
      <Button size="compact-xs" variant="subtle" onClick={() => onSet(null)}>
        Do not ask by how sure it is
      </Button>
    </section>
  )
}
