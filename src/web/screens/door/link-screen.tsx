import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEnter } from '../../data/sign-in.ts'
import { ButtonLink } from '../../parts/button-link.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Door } from './door.tsx'
import { useSecret } from './use-secret.ts'

/** Where a link by e-mail leads. Opening it does nothing: programs that look into mail open links too. */
export function LinkScreen() {
  const secret = useSecret()
  const navigate = useNavigate()
  const { send, isPending, error } = useEnter(() => navigate({ to: '/' }))
  const isOver = secret === '' || error?.failure.type === 'refused'
  return (
    <Door title="Sign in to WorkCharts">
      {secret === '' ? <p>The link is not whole. Open it again from your mail, or ask for a new one.</p> : null}
      {isOver ? (
        <ButtonLink to="/sign-in">Ask for a new link</ButtonLink>
      ) : (
        <Button
          variant="filled"
          loading={isPending}
          onClick={() => send({ path: '/sign-in/link/use', body: { secret } })}
        >
          Sign in
        </Button>
      )}
      {error === null ? null : <ProblemNote failure={error.failure} />}
    </Door>
  )
}
