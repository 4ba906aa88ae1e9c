import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { MadeNoticeChannel, NoticeChannel } from '../../../api/contract/notices.ts'
import { errorsIn } from '../../data/http.ts'
import { useSetUpWay } from '../../data/notices.ts'
import { saidAt } from '../../derive/said-at.ts'
import type { WayDraft, WayKind } from '../../derive/way-form.ts'
import {
  draftOfWay,
  ENCRYPTION_OPTIONS,
  emptyWay,
  toWayRequest,
  WAY_OPTIONS,
  withEncryption,
} from '../../derive/way-form.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'

export interface WayFormProps {
  /** What can be set up, at least one. */
  readonly kinds: readonly WayKind[]
  /** What is changed; absent: something new. */
  readonly channel?: NoticeChannel
  /** The word of the button. */
  readonly action: string
  readonly onDone: (answer: MadeNoticeChannel | NoticeChannel) => void
}

/** A secret is typed here once; afterwards the form is empty and nobody shows it again. */
export function WayForm({ kinds, channel, action, onDone }: WayFormProps) {
  const [draft, setDraft] = useState(() =>
    channel === undefined ? emptyWay(kinds[0] ?? 'webhook') : draftOfWay(channel),
  )
  const { send, isPending, error } = useSetUpWay((answer) => {
    setDraft(emptyWay('webhook'))
    onDone(answer)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send(toWayRequest(draft))
  }
  const at = (pointer: string) => saidAt(errorsIn(error), pointer)
  const fields = { draft, isNew: channel === undefined, at, onChange: setDraft }
  return (
    <form className="card-body connection-form" autoComplete="off" noValidate onSubmit={submit}>
      {channel === undefined ? (
        <NativeSelect
          label="How it tells"
          value={draft.kind}
          data={WAY_OPTIONS.filter(({ value }) => kinds.includes(value))}
          onChange={({ currentTarget: { value } }) =>
            setDraft(emptyWay(kinds.find((kind) => kind === value) ?? draft.kind))
          }
        />
      ) : null}
      {draft.kind === 'email' ? <MailServerFields {...fields} /> : <AddressField {...fields} />}
      <div>
        <Button type="submit" variant="filled" loading={isPending}>
          {action}
        </Button>
      </div>
      {error === null ? null : (
        <ProblemNote failure={error.failure} safe="What you wrote is kept here." beside={POINTERS[draft.kind]} />
      )}
    </form>
  )
}

/** Where something may be wrong that is said beside its field. */
const POINTERS = {
  email: ['/host', '/port', '/user', '/password', '/from'],
  slack: ['/url'],
  webhook: ['/url'],
} as const satisfies Record<WayKind, readonly string[]>

interface FieldsProps {
  readonly draft: WayDraft
  /** Else something that is there is changed. */
  readonly isNew: boolean
  readonly at: (pointer: string) => string | undefined
  readonly onChange: (draft: WayDraft) => void
}

type TextField = 'host' | 'port' | 'user' | 'password' | 'from' | 'url'

function typed({ draft, at, onChange }: FieldsProps, field: TextField) {
  return {
    value: draft[field],
    error: at(`/${field}`),
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...draft, [field]: value }),
  }
}

function MailServerFields(props: FieldsProps) {
  const { draft, isNew, onChange } = props
  return (
    <>
      <TextInput label="Server" placeholder="smtp.example.com" {...typed(props, 'host')} />
      <NativeSelect
        label="Encryption"
        value={draft.encryption}
        data={[...ENCRYPTION_OPTIONS]}
        onChange={({ currentTarget: { value } }) =>
          onChange(withEncryption(draft, value === 'tls' ? 'tls' : 'starttls'))
        }
      />
      <TextInput label="Port" inputMode="numeric" className="telling-time" {...typed(props, 'port')} />
      <TextInput label="User name" description="Empty where the server asks for none" {...typed(props, 'user')} />
      <TextInput
        type="password"
        label="Password"
        description={`Kept sealed, never shown again${isNew ? '' : '. Empty: it stays, while server and user name do'}`}
        autoComplete="off"
        {...typed(props, 'password')}
      />
      <TextInput label="Mails come from" type="email" placeholder="workcharts@example.com" {...typed(props, 'from')} />
    </>
  )
}

function AddressField(props: FieldsProps) {
  return (
    <TextInput
      label="Address"
      description={
        props.draft.kind === 'slack'
          ? 'The address of an incoming webhook of Slack, or of a chat that takes the same. Kept sealed, never shown again.'
          : 'Begins with https://. It gets a signed message about each thing that people are told.'
      }
      autoComplete="off"
      {...typed(props, 'url')}
    />
  )
}
