import { useNavigate } from '@tanstack/react-router'
import type { RunSearch } from '../../derive/run-search.ts'
import { readRunSearch } from '../../derive/run-search.ts'

/** As it was typed or chosen; what is empty, or can not be meant, is taken out. */
export type FilterChange = Readonly<Partial<Record<keyof RunSearch, string | undefined>>>

/** Puts filters into the address. */
export function useSetFilter(): (change: FilterChange) => void {
  const navigate = useNavigate({ from: '/runs' })
  return (change) =>
    void navigate({ search: (before) => ({ ...readRunSearch({ ...before, ...change }) }), replace: true })
}
