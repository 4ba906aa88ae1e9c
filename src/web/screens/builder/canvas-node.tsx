import type { Node, NodeProps } from '@xyflow/react'
import { Handle, Position } from '@xyflow/react'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { kindOfRef, nameOfRef } from '../../derive/builder-view.ts'
import { counted } from '../../derive/number-words.ts'
import { percentWords } from '../../derive/percent.ts'
import { Icon } from '../../icons/icon.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { EFFECTS } from '../../words/effects.ts'
import { ConditionPill } from './condition-pill.tsx'
import { StageNotes } from './stage-notes.tsx'

export type CanvasNodeData = {
  readonly stage: BuilderStage
  readonly cards: readonly Card[]
  readonly isSelected: boolean
  readonly isTabStop: boolean
  readonly notes: readonly string[]
}

/** A stage at its full size: what it is called, who does it, and when a person is asked. */
export function CanvasNode({
  data: { stage, cards, isSelected, isTabStop, notes },
}: NodeProps<Node<CanvasNodeData, 'stage'>>) {
  const look = [
    'canvas-stage',
    isSelected ? 'canvas-stage-selected' : '',
    stage.errors > 0 ? 'canvas-stage-broken' : '',
    stage.isOptional ? 'canvas-stage-optional' : '',
  ]
  return (
    <>
      <Handle type="target" position={Position.Top} />
      <StageNotes notes={notes} />
      {stage.when === '' ? null : <ConditionPill when={stage.when} />}
      <button
        type="button"
        className={look.join(' ')}
        data-stage={stage.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        title={stage.instructions === '' ? undefined : stage.instructions}
      >
        <span className="canvas-stage-head">
          <PerformerTile kind={kindOfRef(cards, stage.primary)} />
          <span className="two-lines">
            <b className="clip">{stage.name}</b>
            <span className="small soft clip">{whoWords(stage, cards)}</span>
          </span>
        </span>
        <Foot stage={stage} cards={cards} />
      </button>
      <Handle type="source" position={Position.Bottom} />
    </>
  )
}

function whoWords({ primary, tools }: BuilderStage, cards: readonly Card[]): string {
  const who = nameOfRef(cards, primary)
  return tools.length === 0 ? who : `${who} · may use ${counted(tools.length, 'skill')}`
}

function Foot({ stage, cards }: { readonly stage: BuilderStage; readonly cards: readonly Card[] }) {
  const effect = cards.find(({ ref }) => ref === stage.primary)?.effect ?? null
  return (
    <span className="canvas-stage-foot tiny">
      {effect === null ? (
        <span>{stage.sla === '' ? '4 h' : stage.sla} to decide</span>
      ) : (
        <span className="row row-tight">
          <Icon name={EFFECTS[effect].icon} size="small" />
          {EFFECTS[effect].word}
        </span>
      )}
      <span className="grow" />
      <Gate stage={stage} />
    </span>
  )
}

function Gate({ stage: { threshold, reviewer, errors } }: { readonly stage: BuilderStage }) {
  if (errors > 0)
    return (
      <span className="row row-tight bad">
        <Icon name="failed" size="small" />
        {counted(errors, 'problem')}
      </span>
    )
  if (reviewer !== null)
    return (
      <span className="row row-tight warm">
        <Icon name="eye" size="small" />
        reviewed
      </span>
    )
  if (threshold === null) return null
  return (
    <span className="row row-tight warm num">
      <Icon name="person" size="small" />
      under {percentWords(threshold)}
    </span>
  )
}
