import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { NoticePreference } from '../../../api/contract/notices.ts'
import { errorsIn } from '../../data/http.ts'
import { useSetNoticePreference } from '../../data/notices.ts'
import { saidAt } from '../../derive/said-at.ts'
import type { TellingDraft } from '../../derive/telling-form.ts'
import { draftOfTelling, mailWords, PACE_OPTIONS, toTellingRequest } from '../../derive/telling-form.ts'
import { zoneOptions } from '../../derive/zone-options.ts'
import { READER_ZONE } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { BrowserChoice } from './browser-choice.tsx'

/** What was chosen stays in the form until it is saved. */
export function TellingForm({ said }: { readonly said: NoticePreference }) {
  const [draft, setDraft] = useState(() => draftOfTelling(said, READER_ZONE.timeZone))
  const { send, isPending, isSuccess, error, reset } = useSetNoticePreference()
  const change = (changed: Partial<TellingDraft>) => {
    reset()
    setDraft({ ...draft, ...changed })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(toTellingRequest(draft))
  }
  const at = (pointer: string) => saidAt(errorsIn(error), pointer)
  return (
    <form className="card-body connection-form" noValidate onSubmit={submit}>
      <p className="small soft">
        You are told when a task comes to you or is passed on to you, when you are asked about one, and when its
        deadline is near or has passed.
      </p>
      <NativeSelect
        label="By mail"
        value={draft.email}
        data={[...PACE_OPTIONS]}
        onChange={({ currentTarget: { value } }) =>
          change({ email: PACE_OPTIONS.find((option) => option.value === value)?.value ?? draft.email })
        }
      />
      {draft.email === 'never' ? null : <MailFields said={said} draft={draft} at={at} onChange={change} />}
      <BrowserChoice chosen={draft.browser} onChange={(browser) => change({ browser })} />
      <div className="row">
        <Button type="submit" variant="filled" loading={isPending}>
          Save
        </Button>
        <span className="small soft" role="status">
          {isSuccess ? 'Saved. It counts from now on.' : ''}
        </span>
      </div>
      {error === null ? null : (
        <ProblemNote failure={error.failure} safe="What you chose is kept here." beside={shownPointers(draft, said)} />
      )}
    </form>
  )
}

/** What is wrong with a field that is not shown is said below the form. */
function shownPointers({ email }: TellingDraft, { givesAddress }: NoticePreference): readonly string[] {
  if (email === 'never') return []
  return ['/timezone', ...(email === 'daily' ? ['/dailyAt'] : []), ...(givesAddress ? ['/address'] : [])]
}

interface MailFieldsProps {
  readonly said: NoticePreference
  readonly draft: TellingDraft
  readonly at: (pointer: string) => string | undefined
  readonly onChange: (changed: Partial<TellingDraft>) => void
}

function MailFields({ said, draft, at, onChange }: MailFieldsProps) {
  const { isReached, words } = mailWords(said)
  return (
    <>
      {draft.email === 'daily' ? (
        <TextInput
          type="time"
          label="At"
          className="telling-time"
          value={draft.dailyAt}
          error={at('/dailyAt')}
          onChange={({ currentTarget: { value } }) => onChange({ dailyAt: value })}
        />
      ) : null}
      <NativeSelect
        label="By the clock of"
        description="Mails tell times by it"
        value={draft.timezone}
        data={[...zoneOptions(draft.timezone)]}
        error={at('/timezone')}
        onChange={({ currentTarget: { value } }) => onChange({ timezone: value })}
      />
      {said.givesAddress ? (
        <TextInput
          type="email"
          label="Your address"
          placeholder="name@example.com"
          value={draft.address}
          error={at('/address')}
          onChange={({ currentTarget: { value } }) => onChange({ address: value })}
        />
      ) : null}
      {isReached ? (
        <p className="small soft">{words}</p>
      ) : (
        <Note icon="warn" tone="warm">
          <p>{words}</p>
        </Note>
      )}
    </>
  )
}
