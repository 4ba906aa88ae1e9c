import { TextInput } from '@mantine/core'
import type { GateEdit } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { nameOfRef } from '../../derive/builder-view.ts'
import {
  canBeAskedAgain,
  isReviewedBySkill,
  samplesChoices,
  USUAL_LIMIT,
  usualBand,
} from '../../derive/gate-measures.ts'
import { CommitField, notBetween } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface GateMeasuresProps {
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
  readonly onEdit: (edit: GateEdit) => void
}

/** What how sure it is can be measured by, beside its own estimate. */
export function GateMeasures(props: GateMeasuresProps) {
  return (
    <>
      {canBeAskedAgain(props.cards, props.stage) ? <AskSeveralTimes {...props} /> : null}
      {isReviewedBySkill(props.stage) ? <SecondLook {...props} /> : null}
    </>
  )
}

function AskSeveralTimes({ stage, onEdit }: GateMeasuresProps) {
  return (
    <CommitSelect
      label="Ask several times"
      description="The share of answers that agree is how sure it is. Each time costs as much as the first."
      data={samplesChoices(stage)}
      value={String(stage.samples ?? 1)}
      onCommit={(count) =>
        onEdit({ type: 'set-gate', stage: stage.id, setting: 'samples', value: count === '1' ? null : Number(count) })
      }
    />
  )
}

const WHEN = [
  { value: 'always', label: 'Every time' },
  { value: 'unsure', label: 'Only when unsure' },
]

function SecondLook(props: GateMeasuresProps) {
  const { cards, stage, onEdit } = props
  const { id, reviewer, reviewBetween, threshold } = stage
  return (
    <>
      <CommitSelect
        label={`When ${nameOfRef(cards, reviewer ?? '')} checks`}
        data={WHEN}
        value={reviewBetween === null ? 'always' : 'unsure'}
        onCommit={(when) => {
          const value = when === 'always' ? null : usualBand(threshold ?? USUAL_LIMIT)
          onEdit({ type: 'set-gate', stage: id, setting: 'review_between', value })
        }}
      />
      {reviewBetween === null ? null : <BandFields band={reviewBetween} {...props} />}
    </>
  )
}

/** A threshold stays between the two, else no check could change anything. */
function BandFields({ stage, band, onEdit }: GateMeasuresProps & { readonly band: readonly [number, number] }) {
  const [from, to] = band.map((share) => Math.round(share * 100)) as [number, number]
  const least = stage.threshold === null ? 0 : Math.ceil(stage.threshold * 100)
  const most = stage.threshold === null ? 100 : Math.floor(stage.threshold * 100)
  const set = (ends: readonly [number, number]) => {
    const value = [ends[0] / 100, ends[1] / 100] as const
    onEdit({ type: 'set-gate', stage: stage.id, setting: 'review_between', value })
  }
  return (
    <div className="row">
      <span className="soft">from</span>
      <Percent
        label="Checked from, in per cent"
        value={from}
        least={0}
        most={Math.min(most, to - 1)}
        onCommit={(next) => set([next, to])}
      />
      <span className="soft">% to</span>
      <Percent
        label="Checked to, in per cent"
        value={to}
        least={Math.max(least, from + 1)}
        most={100}
        onCommit={(next) => set([from, next])}
      />
      <span className="soft">% sure</span>
    </div>
  )
}

interface PercentProps {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onCommit: (percent: number) => void
}

function Percent({ label, value, least, most, onCommit }: PercentProps) {
  return (
    <CommitField
      value={String(value)}
      complaint={notBetween(least, most)}
      onCommit={(typed) => onCommit(Number(typed))}
    >
      {(field) => <TextInput aria-label={label} inputMode="numeric" className="builder-percent" {...field} />}
    </CommitField>
  )
}
