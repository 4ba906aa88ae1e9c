import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../../core/people/password.ts'
import { useEnter } from '../../data/sign-in.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Door } from './door.tsx'
import { useSecret } from './use-secret.ts'

/** Where an invitation leads. */
export function JoinScreen() {
  const secret = useSecret()
  return (
    <Door title="Welcome to WorkCharts">
      {secret === '' ? (
        <p>The link is not whole. Open the invitation you were sent again, or ask an Admin for a new one.</p>
      ) : (
        <ChoosePassword secret={secret} />
      )}
    </Door>
  )
}

function ChoosePassword({ secret }: { readonly secret: string }) {
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const { send, isPending, error } = useEnter(() => navigate({ to: '/' }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ path: '/invitations/use', body: { secret, password } })
  }
  return (
    <form onSubmit={submit}>
      <p>You were invited. Choose a password to sign in with from now on.</p>
      <TextInput
        label="New password"
        description={`At least ${PASSWORD_MIN} characters. Four words that do not belong together are good.`}
        type="password"
        autoComplete="new-password"
        required
        minLength={PASSWORD_MIN}
        maxLength={PASSWORD_MAX}
        value={password}
        onChange={({ currentTarget: { value } }) => setPassword(value)}
      />
      <Button type="submit" variant="filled" loading={isPending}>
        Sign in
      </Button>
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </form>
  )
}
