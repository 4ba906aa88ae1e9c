import { useQuery } from '@tanstack/react-query'
import type { RunView, RunViewList, SaveRunView } from '../../api/contract/run-views.ts'
import { getJson } from './http.ts'
import { KEYS } from './keys.ts'
import { useCommand } from './use-command.ts'

/** The lists of runs that whoever is signed in comes back to. */
export function useRunViews() {
  return useQuery({
    queryKey: KEYS.runViews,
    queryFn: ({ signal }) => getJson<RunViewList>('/run-views', signal),
  })
}

export function useSaveView(onDone: (view: RunView) => void) {
  const { mutate, ...state } = useCommand<SaveRunView, RunView>(onDone)
  return { ...state, send: (body: SaveRunView) => mutate({ path: '/run-views', body }) }
}

export function useChangeView(id: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<SaveRunView, RunView>(onDone)
  return { ...state, send: (body: SaveRunView) => mutate({ path: viewPath(id), body }) }
}

export function useRemoveView(id: string, onDone: () => void) {
  const { mutate, ...state } = useCommand<object, RunViewList>(onDone)
  return { ...state, send: () => mutate({ path: `${viewPath(id)}/remove`, body: {} }) }
}

function viewPath(id: string): string {
  return `/run-views/${encodeURIComponent(id)}`
}
