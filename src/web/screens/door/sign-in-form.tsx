import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useState } from 'react'
import type { WaysIn } from '../../../api/contract/sign-in.ts'
import { useAskForLink, useEnter } from '../../data/sign-in.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Door } from './door.tsx'

export interface SignInFormProps {
  readonly ways: WaysIn['ways']
  /** Undefined: what was asked for is shown where they are. */
  readonly onEntered?: () => void
}

/** An address and a password, or a link that is sent to the address. */
export function SignInForm({ ways, onEntered = stay }: SignInFormProps) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { send, isPending, error } = useEnter(onEntered)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ path: '/sign-in', body: { email, password } })
  }
  return (
    <Door title="Sign in to WorkCharts">
      <form onSubmit={submit}>
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={({ currentTarget: { value } }) => setEmail(value)}
        />
        <TextInput
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget: { value } }) => setPassword(value)}
        />
        <Button type="submit" variant="filled" loading={isPending}>
          Sign in
        </Button>
        {error === null ? null : <ProblemNote failure={error.failure} />}
      </form>
      {ways.includes('link') ? <LinkInstead email={email} /> : null}
      <p className="soft">No password yet, or lost it? Ask an Admin of your house for an invitation.</p>
    </Door>
  )
}

function stay(): void {
  // The screen behind this form is drawn as soon as its data is there.
}

function LinkInstead({ email }: { readonly email: string }) {
  const { send, isPending, isSuccess, error } = useAskForLink()
  return (
    <>
      <Button disabled={!email.includes('@')} loading={isPending} onClick={() => send({ email })}>
        Send me a link instead
      </Button>
      <div role="status">{isSuccess ? <Note icon="done">{SENT}</Note> : null}</div>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </>
  )
}

const SENT = 'If somebody here has this address, a link is on its way to it. It works once, within 10 minutes.'
