import { useQuery } from '@tanstack/react-query'
import type { CapabilityList } from '../../api/contract/capabilities.ts'
import type {
  BeginDraftRequest,
  DraftList,
  DraftSummary,
  OpenDraft,
  SaveDraftRequest,
} from '../../api/contract/drafts.ts'
import type { Version } from '../../api/contract/workflows.ts'
import { freshKey } from './fresh-key.ts'
import { getJson, postJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** Fetched once for each visit: from then on what the builder holds is the newest. */
export function useOpenDraft(id: string) {
  return useQuery({
    queryKey: KEYS.draft(id),
    queryFn: ({ signal }) => readDraft(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** What somebody else has made of a draft meanwhile. */
export function useNewestDraft(id: string) {
  return useQuery({ queryKey: KEYS.newestDraft(id), queryFn: ({ signal }) => readDraft(id, signal), gcTime: 0 })
}

export function readDraft(id: string, signal?: AbortSignal): Promise<OpenDraft> {
  return getJson<OpenDraft>(draftPath(id), signal)
}

export function useDrafts() {
  return useQuery({ queryKey: KEYS.drafts, queryFn: ({ signal }) => getJson<DraftList>('/drafts', signal) })
}

export function useCapabilities() {
  return useQuery({
    queryKey: KEYS.capabilities,
    queryFn: ({ signal }) => getJson<CapabilityList>('/capabilities', signal),
  })
}

/** Saves in the background: nothing on the screen changes by it. */
export function saveDraft(id: string, body: SaveDraftRequest): Promise<DraftSummary> {
  return postJson<DraftSummary>({ path: draftPath(id), body, key: freshKey() })
}

export function useBeginDraft(onDone: (begun: DraftSummary) => void) {
  const { mutate, ...state } = useCommand<BeginDraftRequest, DraftSummary>(onDone)
  return { ...state, send: (body: BeginDraftRequest) => mutate({ path: '/drafts', body }) }
}

export function usePublishDraft(id: string, onDone: (version: Version) => void) {
  const { mutate, ...state } = useCommand<object, Version>(onDone)
  return { ...state, send: (revision: number) => mutate({ path: `${draftPath(id)}/publish`, body: { revision } }) }
}

export function useDiscardDraft(id: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<object, object>(onDone)
  return { ...state, send: (revision: number) => mutate({ path: `${draftPath(id)}/discard`, body: { revision } }) }
}

function draftPath(id: string): string {
  return `/drafts/${encodeURIComponent(id)}`
}
