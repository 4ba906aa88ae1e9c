import { Button, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Json } from '../../../core/basics/json.ts'
import { NAME_CHARACTERS_MAX } from '../../../core/edit/text-bounds.ts'
import type { StageSetting } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { kindOfRef, nameOfRef } from '../../derive/builder-view.ts'
import { qualityWords } from '../../derive/card-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { AskedForSkill } from './asked-for-skill.tsx'
import { Chips } from './chips.tsx'
import { CommitField, longerThan } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'
import { ContextFields } from './context-fields.tsx'
import { DropZone } from './drop-zone.tsx'
import { EscalationFields } from './escalation-fields.tsx'
import { GateField } from './gate-field.tsx'
import { NamedRoles } from './named-roles.tsx'
import { NoteFields } from './note-fields.tsx'
import { StageOffers } from './offers.tsx'
import { SidePanel } from './side-panel.tsx'
import type { Builder } from './use-builder.ts'
import { useOffers } from './use-offers.ts'
import type { TestRun } from './use-test-run.ts'
import { WiringFields } from './wiring-fields.tsx'

export interface InspectorProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly stage: BuilderStage
  readonly testRun: TestRun
  readonly onClose: () => void
  /** What can be done with the stage as a whole. */
  readonly children?: ReactNode
}

/** Everything about one stage that this version carries out. */
export function Inspector({ builder, cards, stage, testRun, onClose, children }: InspectorProps) {
  const set = (setting: StageSetting, value: Json) =>
    builder.edit({ type: 'set-stage', stage: stage.id, setting, value })
  const isPerson = stage.primary.startsWith('human:')
  return (
    <SidePanel label={`Stage: ${stage.name}`}>
      <header className="row">
        <PerformerTile kind={kindOfRef(cards, stage.primary)} />
        <h2 className="grow clip">{stage.name}</h2>
        <Button variant="subtle" size="compact-xs" aria-label="Close" onClick={onClose}>
          <Icon name="cross" size="small" />
        </Button>
      </header>
      {children}
      <AskedForSkill workChart={builder.opened.id} stage={stage} />
      <section>
        <CommitField
          value={stage.name}
          complaint={longerThan(NAME_CHARACTERS_MAX)}
          onCommit={(name) => set('name', name.trim() === '' ? null : name.trim())}
        >
          {(field) => <TextInput label="Name" {...field} />}
        </CommitField>
        <Who builder={builder} cards={cards} stage={stage} />
        <StageOffers builder={builder} stage={stage} />
        {isPerson ? null : <MayUse builder={builder} cards={cards} stage={stage} />}
        <NamedRoles builder={builder} cards={cards} stage={stage} />
        <CommitField value={stage.instructions} onCommit={(text) => set('instructions', text === '' ? null : text)}>
          {(field) => <Textarea label="Instructions" autosize minRows={2} maxRows={8} {...field} />}
        </CommitField>
      </section>
      <ContextFields builder={builder} stage={stage.id} />
      {isPerson ? null : (
        <GateField
          workChart={builder.opened.id}
          cards={cards}
          stage={stage}
          history={historyOf(cards, stage.primary)}
          samples={testRun.confidencesOf(stage)}
          onEdit={builder.edit}
        />
      )}
      <EscalationFields builder={builder} cards={cards} stage={stage} />
      <WiringFields builder={builder} cards={cards} stage={stage} onSet={set} />
      <NoteFields builder={builder} stage={stage.id} />
      <StageActions builder={builder} stage={stage} testRun={testRun} onClose={onClose} />
    </SidePanel>
  )
}

function StageActions({ builder, stage, testRun, onClose }: Omit<InspectorProps, 'cards'>) {
  return (
    <section>
      <Button leftSection={<Icon name="gauge" />} onClick={() => testRun.open(stage.id)}>
        Test this stage
      </Button>
      <Button
        variant="refuse"
        onClick={() => {
          if (builder.edit({ type: 'remove-stage', stage: stage.id })) onClose()
        }}
      >
        Delete this stage
      </Button>
    </section>
  )
}

function historyOf(cards: readonly Card[], ref: string): string | null {
  const card = cards.find((each) => each.ref === ref)
  return card === undefined || card.quality === null ? null : qualityWords(card)
}

type StageProps = Pick<InspectorProps, 'builder' | 'cards' | 'stage'>

function Who({ builder, cards, stage }: StageProps) {
  const { primary, reviewer } = stage
  const { handTo } = useOffers(builder)
  const bind = (role: string, to: string) =>
    to === ''
      ? builder.edit({ type: 'unbind-role', stage: stage.id, role })
      : builder.edit({ type: 'bind-role', stage: stage.id, role, to })
  const known = (ref: string | null) => [...cards.map((card) => card.ref), ...(ref === null || ref === '' ? [] : [ref])]
  const options = (ref: string | null) =>
    [...new Set(known(ref))].map((value) => ({ value, label: nameOfRef(cards, value) }))
  return (
    <>
      <DropZone cards={cards} onCard={({ ref }) => bind('primary', ref)}>
        <CommitSelect
          label="Who does it"
          value={primary}
          data={primary === '' ? [{ value: '', label: 'Nobody yet' }, ...options(primary)] : options(primary)}
          onCommit={(value) => handTo(stage, value) || bind('primary', value)}
        />
      </DropZone>
      <DropZone cards={cards} onCard={({ ref }) => bind('reviewer', ref)}>
        <CommitSelect
          label="Who looks at the answer"
          value={reviewer ?? ''}
          data={[{ value: '', label: 'Nobody, unless it is unsure' }, ...options(reviewer)]}
          onCommit={(chosen) => bind('reviewer', chosen)}
        />
      </DropZone>
    </>
  )
}

/** Only an agent can use skills: for anybody else nothing is offered. */
function MayUse({ builder, cards, stage }: StageProps) {
  if (!stage.primary.startsWith('agent:') && stage.tools.length === 0) return null
  const free = cards.filter(({ ref, kind }) => kind !== 'person' && ref !== stage.primary && !stage.tools.includes(ref))
  const use = ({ ref, kind }: Card) => {
    if (kind !== 'person') builder.edit({ type: 'add-tool', stage: stage.id, tool: ref })
  }
  return (
    <DropZone cards={cards} onCard={use}>
      <p className="builder-label">May use</p>
      <Chips
        items={stage.tools.map((tool) => ({ key: tool, name: nameOfRef(cards, tool) }))}
        nothing="Nothing yet."
        onRemove={(tool) => builder.edit({ type: 'remove-tool', stage: stage.id, tool })}
      />
      <CommitSelect
        aria-label="Add a skill it may use"
        value=""
        data={[{ value: '', label: 'Add a skill…' }, ...free.map(({ ref, name }) => ({ value: ref, label: name }))]}
        onCommit={(chosen) => builder.edit({ type: 'add-tool', stage: stage.id, tool: chosen })}
      />
    </DropZone>
  )
}
