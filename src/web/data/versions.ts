import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DraftFile, DraftSummary, MergeDraftRequest } from '../../api/contract/drafts.ts'
import type { VersionText } from '../../api/contract/workflows.ts'
import { changeDraft } from './change-draft.ts'
import { readDraft } from './drafts.ts'
import { freshKey } from './fresh-key.ts'
import type { RequestFailed } from './http.ts'
import { getJson, postJson } from './http.ts'
import { KEYS } from './keys.ts'

/** What a version says; nothing is asked where there is none. */
export function useVersionText(id: string, number: number | null) {
  return useQuery({ ...versionQuery(id, number ?? 0), enabled: number !== null })
}

/** What each of these versions says, in their order. */
export function useVersionTexts(id: string, numbers: readonly number[]) {
  return useQueries({ queries: numbers.map((number) => versionQuery(id, number)) })
}

function versionQuery(id: string, number: number) {
  return {
    queryKey: KEYS.version(id, number),
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      getJson<VersionText>(`/workflows/${encodeURIComponent(id)}/versions/${number}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  }
}

/** What the file of a draft says now, and what it said when the work began. */
export function useDraftFile(id: string) {
  return useQuery({
    queryKey: KEYS.draftFile(id),
    queryFn: ({ signal }) => getJson<DraftFile>(`/drafts/${encodeURIComponent(id)}/file`, signal),
    gcTime: 0,
  })
}

/** Saves a draft into which its file was merged. */
export function mergeDraft(id: string, body: MergeDraftRequest): Promise<DraftSummary> {
  return postJson<DraftSummary>({ path: `/drafts/${encodeURIComponent(id)}/merge`, body, key: freshKey() })
}

/** Makes the text of a version the draft. The published version stays; what the draft said before is one Undo away. */
export function useRestoreVersion(id: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation<void, RequestFailed, string>({
    mutationFn: (text) => restore(id, text),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: KEYS.drafts })
      onDone()
    },
  })
}

async function restore(id: string, text: string): Promise<void> {
  await changeDraft(await readDraft(id), text)
}
