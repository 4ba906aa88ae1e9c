import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WorkflowEdit } from '../../../core/edit/workflow-edit.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import type { RoleChoice } from '../../derive/role-choices.ts'
import { canHaveName, roleChoices, roleNameProblem } from '../../derive/role-choices.ts'
import { Icon } from '../../icons/icon.tsx'

/** A card that was just dropped on a stage, with the stage as it was before. */
export interface Dropped {
  readonly card: Card
  readonly stage: BuilderStage
}

export interface RoleMenuProps {
  readonly dropped: Dropped
  /** Makes this of the card instead. */
  readonly onInstead: (edit: WorkflowEdit) => void
  readonly onClose: () => void
}

/** What a dropped card became, and what else it can be. It asks nothing: going on means it was right. */
export function RoleMenu({ dropped: { card, stage }, onInstead, onClose }: RoleMenuProps) {
  const [usual, ...others] = roleChoices(card, stage)
  if (usual === undefined || (others.length === 0 && !canHaveName(card, stage))) return null
  return (
    <fieldset className="builder-role-menu small" aria-label={`What ${card.name} does in ${stage.name}`}>
      <span aria-live="polite">
        <b>{card.name}</b> {usual.words} in <b>{stage.name}</b>. Instead:
      </span>
      {others.map((choice) => (
        <Instead key={choice.role} choice={choice} onInstead={onInstead} />
      ))}
      {canHaveName(card, stage) ? <UnderAName card={card} stage={stage} onInstead={onInstead} /> : null}
      <button type="button" className="plain-link builder-small-target" aria-label="Leave it so" onClick={onClose}>
        <Icon name="cross" size="small" />
      </button>
    </fieldset>
  )
}

type InsteadProps = Pick<RoleMenuProps, 'onInstead'> & { readonly choice: RoleChoice }

function Instead({ choice: { words, edit }, onInstead }: InsteadProps) {
  return (
    <Button size="compact-xs" onClick={() => onInstead(edit)}>
      {words}
    </Button>
  )
}

type UnderANameProps = Dropped & Pick<RoleMenuProps, 'onInstead'>

function UnderAName({ card, stage, onInstead }: UnderANameProps) {
  const [name, setName] = useState<string | null>(null)
  if (name === null)
    return (
      <Button size="compact-xs" onClick={() => setName('')}>
        may be used under a name…
      </Button>
    )
  const problem =
    name === ''
      ? undefined
      : roleNameProblem(
          name,
          stage.namedRoles.map(({ role }) => role),
        )
  return (
    <form
      className="row row-tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (name !== '' && problem === undefined)
          onInstead({ type: 'bind-role', stage: stage.id, role: name, to: card.ref })
      }}
    >
      <TextInput
        aria-label="Name of the role"
        placeholder="spell-checker"
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button size="compact-xs" type="submit">
        Use it
      </Button>
    </form>
  )
}
