import { Button } from '@mantine/core'
import { LOCAL_OWNER } from '../../../core/people/local-owner.ts'
import { useSession } from '../../data/session.ts'
import { useSignOut } from '../../data/sign-in.ts'

/** Not for the local owner, who comes and goes with the computer. */
export function SignOut() {
  const { data: session } = useSession()
  const { send, isPending } = useSignOut()
  if (session === undefined || session.actor.id === LOCAL_OWNER.id) return null
  return (
    <Button loading={isPending} onClick={send}>
      Sign out
    </Button>
  )
}
