import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ContextList, ContextPack } from '../../api/contract/choices.ts'
import type { EditMemory, MemoryItem, MemoryList, MergeMemory } from '../../api/contract/memory.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** As many as the server gives at once. */
const ITEMS_SHOWN_MAX = '200'

/** What stages found, of one status, newest first. */
export function useMemory(status: MemoryItem['status']) {
  const query = new URLSearchParams({ status, limit: ITEMS_SHOWN_MAX })
  return useQuery({
    queryKey: KEYS.memory(status),
    queryFn: ({ signal }) => getJson<MemoryList>(`/memory?${query}`, signal),
  })
}

/** Every module that some WorkChart can name. */
export function useAllContext() {
  return useQuery({
    queryKey: KEYS.context(''),
    queryFn: ({ signal }) => getJson<ContextList>('/context', signal),
  })
}

/** What a stage that asks for one module would be given, within so many tokens, once nothing is typed for a moment. */
export function useContextPack(module: string, tokens: number) {
  const [budget] = useDebouncedValue(tokens, REST_MS)
  const query = new URLSearchParams({ modules: module, budget: String(budget) })
  return useQuery({
    queryKey: KEYS.contextPack(module, budget),
    queryFn: ({ signal }) => getJson<ContextPack>(`/context/pack?${query}`, signal),
    // What is read stays while the room is typed.
    placeholderData: (before) => before,
  })
}

const REST_MS = 300

/** What somebody wants done with an item, in the state they see. */
export type MemoryWish =
  | { readonly verb: 'approve' | 'reject' | 'deprecate'; readonly body: { readonly note?: string } }
  | { readonly verb: 'edit'; readonly body: Omit<EditMemory, 'revision'> }
  | { readonly verb: 'merge'; readonly body: Omit<MergeMemory, 'revision'> }

export function useDecideMemory({ id, revision }: MemoryItem, onDone: () => void) {
  const { mutate, ...state } = useCommand<object, MemoryItem>(onDone)
  const send = ({ verb, body }: MemoryWish) =>
    mutate({ path: `/memory/${encodeURIComponent(id)}/${verb}`, body: { ...body, revision } })
  return { ...state, send }
}
