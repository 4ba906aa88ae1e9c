import { useQuery } from '@tanstack/react-query'
import type { CapabilityDetail, UnusableArtifacts } from '../../api/contract/capabilities.ts'
import type { CapabilitySource, ChangeSourceRequest } from '../../api/contract/capability-source.ts'
import type { Test } from '../../api/contract/tests.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import { getJson, putJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** All about one. */
export function useSkill(ref: string) {
  return useQuery({
    queryKey: KEYS.skill(ref),
    queryFn: ({ signal }) => getJson<CapabilityDetail>(skillPath(ref), signal),
  })
}

/** Files that stand where a skill, an agent, context or a WorkChart is expected and can not be used. */
export function useUnusable() {
  return useQuery({
    queryKey: KEYS.unusable,
    queryFn: ({ signal }) => getJson<UnusableArtifacts>('/artifacts/unusable', signal),
  })
}

export function useTrySkill(ref: string, onBegun: (test: Test) => void) {
  const { mutate, ...state } = useCommand<{ readonly inputs: JsonObject }, Test>(onBegun)
  return { ...state, send: (inputs: JsonObject) => mutate({ path: `${skillPath(ref)}/test`, body: { inputs } }) }
}

/** Whoever may not see it is refused, and is shown nothing of it. */
export function useSkillSource(ref: string) {
  return useQuery({
    queryKey: KEYS.skillSource(ref),
    queryFn: ({ signal }) => getJson<CapabilitySource>(sourcePath(ref), signal),
    retry: false,
  })
}

export function useChangeSource(ref: string, onDone: (source: CapabilitySource) => void) {
  const { mutate, ...state } = useCommand<ChangeSourceRequest, CapabilitySource>(onDone, putJson)
  return { ...state, send: (body: ChangeSourceRequest) => mutate({ path: sourcePath(ref), body }) }
}

function skillPath(ref: string): string {
  return `/capabilities/${encodeURIComponent(ref)}`
}

function sourcePath(ref: string): string {
  return `${skillPath(ref)}/source`
}
