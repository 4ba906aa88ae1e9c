import type { QueryKey } from '@tanstack/react-query'
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type { Gate, Gates, TurnedRuns } from '../../api/contract/gates.ts'
import type { GateSearch } from '../derive/gate-search.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

/** Every gate of a WorkChart, and what they promise together. Null: it is nowhere yet, and nothing is asked. */
export function useGates(workChart: string | null) {
  return useQuery({ ...gatesQuery(workChart ?? ''), enabled: workChart !== null })
}

/** The same of several. */
export function useGatesOf(workCharts: readonly string[]) {
  return useQueries({ queries: workCharts.map(gatesQuery) })
}

function gatesQuery(workChart: string) {
  return queryOptions({
    queryKey: KEYS.gates(workChart),
    queryFn: ({ signal }) => getJson<Gates>(gatesPath(workChart), signal),
  })
}

export interface GateOf {
  readonly workChart: string
  readonly stage: string
}

/** One gate by what is thought of. The answer before stays while the next is worked out, unless it is of another gate. */
export function useGate({ workChart, stage }: GateOf, search: GateSearch) {
  const gate = KEYS.gate(workChart, stage, search.segment ?? null)
  return useQuery({
    queryKey: [...gate, { target: search.target, limit: search.limit }],
    queryFn: ({ signal }) => getJson<Gate>(`${gatePath(workChart, stage)}?${gateQuery(search)}`, signal),
    placeholderData: (before, query) => (isOf(gate, query?.queryKey) ? before : undefined),
  })
}

function isOf(gate: QueryKey, key: QueryKey | undefined): boolean {
  return gate.every((part, place) => key?.[place] === part)
}

/** Between which limits answers would have gone the other way, and how many of them are listed. */
export interface Turn {
  readonly segment: string | undefined
  readonly from: number
  readonly to: number
  readonly most: number
}

export function useTurnedRuns({ workChart, stage }: GateOf, { segment, from, to, most }: Turn) {
  const gate = KEYS.turned(workChart, stage, segment ?? null)
  const query = new URLSearchParams({ from: String(from), to: String(to), most: String(most), ...given({ segment }) })
  return useQuery({
    queryKey: [...gate, { from, to, most }],
    queryFn: ({ signal }) => getJson<TurnedRuns>(`${gatePath(workChart, stage)}/turned?${query}`, signal),
    placeholderData: (before, last) => (isOf(gate, last?.queryKey) ? before : undefined),
  })
}

function gateQuery({ segment, target, limit }: GateSearch): URLSearchParams {
  return new URLSearchParams(given({ segment, target, limit }))
}

function given(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  )
}

function gatesPath(workChart: string): string {
  return `/workflows/${encodeURIComponent(workChart)}/gates`
}

function gatePath(workChart: string, stage: string): string {
  return `${gatesPath(workChart)}/${encodeURIComponent(stage)}`
}
