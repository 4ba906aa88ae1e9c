import { useQuery } from '@tanstack/react-query'
import type { AskForSkillRequest, SkillRequest, SkillRequestList } from '../../api/contract/skill-requests.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** The skills that people asked for and nobody has made yet, newest first. */
export function useSkillRequests() {
  return useQuery({
    queryKey: KEYS.skillRequests,
    queryFn: ({ signal }) => getJson<SkillRequestList>('/skill-requests', signal),
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
