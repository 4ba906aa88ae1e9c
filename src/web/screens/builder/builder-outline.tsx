import { Button } from '@mantine/core'
import { Fragment } from 'react'
import type { StageId } from '../../../core/workflow/workflow.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { kindOfRef, nameOfRef } from '../../derive/builder-view.ts'
import { conditionWords } from '../../derive/condition-words.ts'
import { percentInTenths } from '../../derive/gate-steps.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { Empty } from '../../parts/empty.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { GateAim } from './gate-aim.tsx'
import { PasteButton } from './paste-button.tsx'
import { OutlineNotes } from './stage-notes.tsx'
import type { Builder } from './use-builder.ts'
import { useWiring } from './wiring-context.ts'
import '../../parts/table.css'

export interface BuilderOutlineProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly selected: string | null
  readonly onSelect: (stage: string | null) => void
  readonly onPaste: () => void
  readonly onConnect: (stage: StageId) => void
}

/** The stages in the order of the document, each with what can be done to it. */
export function BuilderOutline({ builder, cards, selected, onSelect, onPaste, onConnect }: BuilderOutlineProps) {
  const { view } = builder
  const { stages } = view
  if (stages.length === 0)
    return (
      <Empty title="Nothing here yet" action={<PasteButton onPaste={onPaste} />}>
        Choose a skill or a person on the left.
      </Empty>
    )
  const names = new Map<string, string>(stages.map(({ id, name }) => [id, name]))
  const shared = { builder, cards, selected, onSelect, onConnect }
  return (
    <div className="builder-outline">
      <table className="table" aria-label="Stages">
        <OutlineHead />
        <tbody>
          {stages.map((stage, index) => (
            <Fragment key={stage.id}>
              <OutlineNotes notes={view.notes.get(stage.id)} />
              <OutlineRow stage={stage} names={names} index={index} {...shared} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface OutlineRowProps extends Omit<BuilderOutlineProps, 'onPaste'> {
  readonly stage: BuilderStage
  readonly names: ReadonlyMap<string, string>
  readonly index: number
}

function OutlineRow({ builder, cards, selected, onSelect, onConnect, stage, names, index }: OutlineRowProps) {
  const { id, name, primary, errors, dependsOn } = stage
  return (
    <tr className={id === selected ? 'planned-stages-selected' : undefined}>
      <td>
        <span className="row">
          <PerformerTile kind={kindOfRef(cards, primary)} />
          <span>
            <button type="button" className="plain-link" aria-pressed={id === selected} onClick={() => onSelect(id)}>
              {name}
            </button>
            {errors === 0 ? null : <span className="builder-outline-errors bad">{counted(errors, 'problem')}</span>}
          </span>
        </span>
      </td>
      <td data-label="Who does it">{nameOfRef(cards, primary)}</td>
      <td>
        <Condition stage={stage} />
      </td>
      <AsksAPerson stage={stage} />
      {dependsOn.length === 0 ? (
        <td className="soft">starts at once</td>
      ) : (
        <td className="soft" data-label="After">
          {dependsOn.map((before) => names.get(before) ?? before).join(', ')}
        </td>
      )}
      <td>
        <Order builder={builder} stage={stage} index={index} onConnect={onConnect} />
      </td>
    </tr>
  )
}

function AsksAPerson({ stage }: { readonly stage: BuilderStage }) {
  const { threshold, target } = stage
  if (threshold === null && target === null) return <td />
  return (
    <td data-label="Asks a person">
      {target === null ? `under ${percentInTenths(threshold ?? 0)}` : <GateAim stage={stage} target={target} />}
    </td>
  )
}

/** On which condition a stage is done, and what comes of it otherwise. */
function Condition({ stage: { when, written } }: { readonly stage: BuilderStage }) {
  const words = conditionWords(when, useWiring())
  return words === '' ? null : `${words}, else ${written['on_skip'] === 'continue' ? 'go on without it' : 'skip it'}`
}

function OutlineHead() {
  return (
    <thead>
      <tr>
        <th scope="col">Stage</th>
        <th scope="col">Who does it</th>
        <th scope="col">When</th>
        <th scope="col">Asks a person</th>
        <th scope="col">After</th>
        <th scope="col">
          <span className="hidden-visually">Order</span>
        </th>
      </tr>
    </thead>
  )
}

interface OrderProps {
  readonly builder: Builder
  readonly stage: BuilderStage
  readonly index: number
  readonly onConnect: (stage: StageId) => void
}

/** The order in the list. What waits for what stays. */
function Order({ builder, stage, index, onConnect }: OrderProps) {
  const move = (to: number) => builder.edit({ type: 'move-stage', stage: stage.id, to })
  return (
    <span className="row row-tight">
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Move ${stage.name} up`}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        ↑
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Move ${stage.name} down`}
        disabled={index === builder.view.stages.length - 1}
        onClick={() => move(index + 1)}
      >
        ↓
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Connect ${stage.name} to…`}
        title="Connect to…"
        onClick={() => onConnect(stage.id)}
      >
        <Icon name="branch" size="small" />
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Delete ${stage.name}`}
        onClick={() => builder.edit({ type: 'remove-stage', stage: stage.id })}
      >
        <Icon name="cross" size="small" />
      </Button>
    </span>
  )
}
