import type { Node, NodeProps } from '@xyflow/react'
import { Handle, Position } from '@xyflow/react'
import { createContext, memo, useContext } from 'react'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { kindOfRef, nameOfRef } from '../../derive/builder-view.ts'
import type { CanvasSize } from '../../derive/canvas-size.ts'
import { percentInTenths } from '../../derive/gate-steps.ts'
import { counted } from '../../derive/number-words.ts'
import { hueOf } from '../../derive/stage-hue.ts'
import { Icon } from '../../icons/icon.tsx'
import type { IconName } from '../../icons/shapes.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { EFFECTS } from '../../words/effects.ts'
import { ConditionPill } from './condition-pill.tsx'
import { GateAim } from './gate-aim.tsx'
import { StageNotes } from './stage-notes.tsx'

export type CanvasNodeData = {
  readonly stage: BuilderStage
  readonly cards: readonly Card[]
  readonly isSelected: boolean
  readonly isTabStop: boolean
  /** It is being connected: the next stage that is chosen comes after it. */
  readonly isFrom: boolean
  readonly notes: readonly string[]
}

export const SizeContext = createContext<CanvasSize>('near')

/** A stage as large as the zoom lets it be read. */
export const CanvasNode = memo(({ data }: NodeProps<Node<CanvasNodeData, 'stage'>>) => {
  const size = useContext(SizeContext)
  const { stage, cards, isSelected, isTabStop, notes } = data
  return (
    <>
      {size === 'near' ? <Handle type="target" position={Position.Top} /> : null}
      {size === 'far' ? null : <StageNotes notes={notes} />}
      {size === 'near' && stage.when !== '' ? <ConditionPill when={stage.when} /> : null}
      <button
        type="button"
        className={`canvas-stage canvas-hue-${hueOf(stage, cards)}${marksOf(data)}`}
        data-stage={stage.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        title={stage.instructions === '' ? undefined : stage.instructions}
        {...(size === 'far' ? { 'aria-label': stage.name, title: stage.name } : {})}
      >
        <Inside size={size} stage={stage} cards={cards} />
      </button>
      {size === 'near' ? <Handle type="source" position={Position.Bottom} /> : null}
    </>
  )
})

function marksOf({ stage, isSelected, isFrom }: CanvasNodeData): string {
  const marks = { selected: isSelected, from: isFrom, broken: stage.errors > 0, optional: stage.isOptional }
  return Object.entries(marks)
    .flatMap(([mark, has]) => (has ? [` canvas-stage-${mark}`] : []))
    .join('')
}

interface InsideProps {
  readonly size: CanvasSize
  readonly stage: BuilderStage
  readonly cards: readonly Card[]
}

function Inside({ size, stage, cards }: InsideProps) {
  switch (size) {
    case 'near':
      return <Near stage={stage} cards={cards} />
    case 'middle':
      return <Middle stage={stage} cards={cards} />
    case 'far':
      return <Icon name={MARKS[hueOf(stage, cards)]} />
  }
}

const MARKS = {
  machine: 'ai',
  person: 'person',
  exact: 'tool',
  broken: 'failed',
} as const satisfies Record<string, IconName>

type StageProps = Omit<InsideProps, 'size'>

function Near({ stage, cards }: StageProps) {
  return (
    <>
      <span className="canvas-stage-head">
        <PerformerTile kind={kindOfRef(cards, stage.primary)} />
        <span className="two-lines">
          <b className="clip">{stage.name}</b>
          <span className="small soft clip">{whoWords(stage, cards)}</span>
        </span>
      </span>
      <Foot stage={stage} cards={cards} />
    </>
  )
}

/** Two lines, larger than they would be near: the name, and the one fact that matters most. */
function Middle({ stage, cards }: StageProps) {
  return (
    <>
      <b className="clip">{stage.name}</b>
      <span className="canvas-stage-fact clip">
        {stage.errors === 0 && stage.threshold === null && stage.target === null && stage.reviewer === null ? (
          <span className="soft clip">{nameOfRef(cards, stage.primary)}</span>
        ) : (
          <Gate stage={stage} />
        )}
      </span>
    </>
  )
}

function whoWords({ primary, tools }: BuilderStage, cards: readonly Card[]): string {
  const who = nameOfRef(cards, primary)
  return tools.length === 0 ? who : `${who} · may use ${counted(tools.length, 'skill')}`
}

function Foot({ stage, cards }: StageProps) {
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

function Gate({ stage }: { readonly stage: BuilderStage }) {
  const { threshold, target, reviewer, errors } = stage
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
  if (target !== null) return <GateAim stage={stage} target={target} />
  if (threshold === null) return null
  return (
    <span className="row row-tight warm num">
      <Icon name="person" size="small" />
      under {percentInTenths(threshold)}
    </span>
  )
}
