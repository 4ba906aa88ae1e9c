import { Checkbox, TextInput } from '@mantine/core'
import { ROLES } from '../../../core/people/role.ts'
import { ROLE_PURPOSES, ROLE_WORDS } from '../../../core/people/role-words.ts'
import type { PersonDraft } from '../../derive/person-form.ts'

interface PersonFieldsProps {
  readonly draft: PersonDraft
  readonly onChange: (draft: PersonDraft) => void
}

/** What somebody is called and may do. */
export function PersonFields({ draft, onChange }: PersonFieldsProps) {
  const text = (field: 'name' | 'email' | 'teams' | 'ventures') => ({
    value: draft[field],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...draft, [field]: value }),
  })
  return (
    <>
      <TextInput label="Name" description="As others read it" {...text('name')} />
      <TextInput label="E-mail" type="email" {...text('email')} />
      <fieldset className="person-roles">
        <legend>What they may do</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={ROLE_WORDS[role]}
            description={ROLE_PURPOSES[role]}
            checked={draft.roles.includes(role)}
            onChange={({ currentTarget: { checked } }) =>
              onChange({
                ...draft,
                roles: ROLES.filter((each) => (each === role ? checked : draft.roles.includes(each))),
              })
            }
          />
        ))}
      </fieldset>
      <TextInput
        label="Teams"
        description="Names with commas between them. A WorkChart that asks a team asks everybody in it."
        placeholder="support, finance"
        {...text('teams')}
      />
      <TextInput
        label="Ventures"
        description="Those whose work they see, with commas between them. Empty: all."
        {...text('ventures')}
      />
    </>
  )
}
