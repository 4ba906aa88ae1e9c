import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  SignInLinkRequest,
  SignInRequest,
  UseInvitationRequest,
  UseLinkRequest,
  WaysIn,
} from '../../api/contract/sign-in.ts'
import type { Session } from '../../api/contract/system.ts'
import { freshKey } from './fresh-key.ts'
import type { RequestFailed } from './http.ts'
import { deleteJson, getJson, postJson } from './http.ts'
import { forgetAllAnswers } from './kept-answers.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** How people sign in here. */
export function useWaysIn() {
  return useQuery({ queryKey: KEYS.waysIn, queryFn: ({ signal }) => getJson<WaysIn>('/sign-in', signal) })
}

type Entry =
  | { readonly path: '/sign-in'; readonly body: SignInRequest }
  | { readonly path: '/sign-in/link/use'; readonly body: UseLinkRequest }
  | { readonly path: '/invitations/use'; readonly body: UseInvitationRequest }

/**
 * What was sent is forgotten as soon as it was answered: a password is in it. So is what somebody else saw here. A refusal
 * changes nothing, so nothing is fetched again.
 */
export function useEnter(onDone: () => void) {
  const client = useQueryClient()
  const { mutate, reset, ...state } = useMutation<Session, RequestFailed, Entry>({
    mutationFn: ({ path, body }) => postJson<Session>({ path, body, key: freshKey() }),
    onSuccess: () => {
      reset()
      void client.resetQueries()
      onDone()
    },
  })
  return { ...state, send: (entry: Entry) => mutate(entry) }
}

export function useAskForLink() {
  const { mutate, ...state } = useCommand<SignInLinkRequest, unknown>()
  return { ...state, send: (body: SignInLinkRequest) => mutate({ path: '/sign-in/link', body }) }
}

/** What was typed and not sent goes too: whoever comes next to this browser finds nothing. */
export function useSignOut() {
  const client = useQueryClient()
  const { mutate, ...state } = useCommand<object, unknown>(() => {
    forgetAllAnswers()
    void client.resetQueries()
  }, deleteJson)
  return { ...state, send: () => mutate({ path: '/session', body: {} }) }
}
