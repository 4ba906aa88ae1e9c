import { useQuery } from '@tanstack/react-query'
import type { AskForSkillRequest, SkillRequest, SkillRequestList } from '../../api/contract/skill-requests.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** The skills that people asked for, newest first: those that nobody has made yet, or those that are closed. */
export function useSkillRequests(status: SkillRequest['status'] = 'open') {
  return useQuery({
    queryKey: KEYS.skillRequests(status),
    queryFn: ({ signal }) => getJson<SkillRequestList>(`/skill-requests?${new URLSearchParams({ status })}`, signal),
  })
}

export function useAskForSkill(onDone: (request: SkillRequest) => void) {
  const { mutate, ...state } = useCommand<AskForSkillRequest, SkillRequest>(onDone)
  return { ...state, send: (body: AskForSkillRequest) => mutate({ path: '/skill-requests', body }) }
}

export function useCloseSkillRequest() {
  const { mutate, ...state } = useCommand<object, SkillRequest>()
  const send = (id: string) => mutate({ path: `/skill-requests/${encodeURIComponent(id)}/close`, body: {} })
  return { ...state, send }
}
