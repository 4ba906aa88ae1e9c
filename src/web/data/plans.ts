import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ContextPack } from '../../api/contract/choices.ts'
import type { DraftContextRequest, PlanDraftRequest, PlanReport } from '../../api/contract/plan.ts'
import { freshKey } from './fresh-key.ts'
import type { Failure } from './http.ts'
import { postJson } from './http.ts'
import { KEYS } from './keys.ts'

/** What is planned: what a draft says now, or the file of a WorkChart. */
export type PlanSource =
  | { readonly type: 'draft'; readonly id: string; readonly text: string }
  | { readonly type: 'file'; readonly id: string }

export type DraftPlan =
  /** Of exactly what the draft says. */
  | { readonly type: 'planned'; readonly plan: PlanReport }
  /** It is on its way; `before`: of what the draft said last. */
  | { readonly type: 'planning'; readonly before: PlanReport | undefined }
  | { readonly type: 'refused'; readonly failure: Failure; readonly again: () => void }

/** Asked for by itself once nothing is typed for a moment. */
const REST_MS = 400

/** The plan of what a draft says now, saved or not. */
export function useDraftPlan(id: string, text: string): DraftPlan {
  const [rested] = useDebouncedValue(text, REST_MS)
  const body: PlanDraftRequest = { text: rested }
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: KEYS.plan(id, rested),
    queryFn: () => postJson<PlanReport>({ path: `/drafts/${encodeURIComponent(id)}/plan`, body, key: freshKey() }),
    placeholderData: (before) => before,
    retry: false,
  })
  if (rested !== text || isPlaceholderData) return { type: 'planning', before: data }
  if (data !== undefined) return { type: 'planned', plan: data }
  if (error === null) return { type: 'planning', before: undefined }
  return { type: 'refused', failure: error.failure, again: () => void refetch() }
}

/** What a stage of a plan would be given to know, with every text. */
export function useStageContext(source: PlanSource, stage: string) {
  return useQuery({
    queryKey: KEYS.stageContext(source, stage),
    queryFn: () => postJson<ContextPack>({ ...contextOrder(source, stage), key: freshKey() }),
    // The draft may be edited meanwhile: what is read stays until there is something newer.
    placeholderData: (before) => before,
    retry: false,
  })
}

function contextOrder(source: PlanSource, stage: string) {
  const id = encodeURIComponent(source.id)
  if (source.type === 'file') return { path: `/workflows/${id}/plan/context`, body: { stage } }
  const body: DraftContextRequest = { text: source.text, stage }
  return { path: `/drafts/${id}/plan/context`, body }
}
