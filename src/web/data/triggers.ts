import { useQuery } from '@tanstack/react-query'
import type { Calendar } from '../../api/contract/calendar.ts'
import type { RunState } from '../../api/contract/runs.ts'
import type { BackfillPreview, FiringList, Trigger, TriggerList } from '../../api/contract/triggers.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** What is left out rings no bell: the lists are asked for again this often. */
const LOOK_AGAIN_MS = 30_000

/** Every trigger, with its next start and the newest it did. */
export function useTriggers() {
  return useQuery({
    queryKey: KEYS.triggers,
    queryFn: ({ signal }) => getJson<TriggerList>('/triggers?count=1', signal),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** One trigger with its next ten instants. */
export function useTrigger(id: string) {
  return useQuery({
    queryKey: KEYS.trigger(id),
    queryFn: ({ signal }) => getJson<Trigger>(`${triggerPath(id)}?count=10`, signal),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** What it did, the newest first. */
export function useFirings(id: string) {
  return useQuery({
    queryKey: KEYS.firings(id),
    queryFn: ({ signal }) => getJson<FiringList>(`${triggerPath(id)}/firings?limit=50`, signal),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** The coming week, by the days of this zone. */
export function useCalendar(timezone: string) {
  return useQuery({
    queryKey: KEYS.calendar(timezone),
    queryFn: ({ signal }) => getJson<Calendar>(`/calendar?${new URLSearchParams({ timezone })}`, signal),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

export interface InstantRange {
  readonly from: string
  readonly to: string
}

/** What filling in a range would start; null: nothing is asked. */
export function useBackfillPreview(id: string, range: InstantRange | null) {
  return useQuery({
    queryKey: KEYS.backfill(id, range),
    queryFn: ({ signal }) =>
      getJson<BackfillPreview>(`${triggerPath(id)}/backfills?${new URLSearchParams({ ...range })}`, signal),
    enabled: range !== null,
    retry: false,
  })
}

/** Starts a run now, or for an instant that has passed. */
export function useFireTrigger(id: string) {
  const { mutate, ...state } = useCommand<{ readonly instant?: string }, RunState>()
  const send = (instant?: string) =>
    mutate({ path: `${triggerPath(id)}/fire`, body: instant === undefined ? {} : { instant } })
  return { ...state, send }
}

export function usePauseTrigger(id: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<{ readonly because: string }, Trigger>(onDone)
  return { ...state, send: (because: string) => mutate({ path: `${triggerPath(id)}/pause`, body: { because } }) }
}

export function useResumeTrigger(id: string) {
  const { mutate, ...state } = useCommand<object, Trigger>()
  return { ...state, send: () => mutate({ path: `${triggerPath(id)}/resume`, body: {} }) }
}

export interface Backfill extends InstantRange {
  readonly turn: 'after-others' | 'at-once'
}

export function useBackfill(id: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<Backfill, BackfillPreview>(onDone)
  return { ...state, send: (body: Backfill) => mutate({ path: `${triggerPath(id)}/backfills`, body }) }
}

/** The id holds a slash. */
function triggerPath(id: string): string {
  return `/triggers/${encodeURIComponent(id)}`
}
