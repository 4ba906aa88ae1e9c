import { useQuery } from '@tanstack/react-query'
import type { SampleRows } from '../../api/contract/samples.ts'
import type { TemplateList } from '../../api/contract/templates.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'

export function useTemplates() {
  return useQuery({ queryKey: KEYS.templates, queryFn: ({ signal }) => getJson<TemplateList>('/templates', signal) })
}

/** The sample rows of a WorkChart, as the inputs its file asks for. */
export function useSamples(workChart: string) {
  return useQuery({
    queryKey: KEYS.samples(workChart),
    queryFn: ({ signal }) => getJson<SampleRows>(`/workflows/${encodeURIComponent(workChart)}/samples`, signal),
  })
}
