import type { StartedDemo } from '../../api/contract/system.ts'
import { useCommand } from './use-command.ts'

export function useStartDemo() {
  const { mutate, isPending, error } = useCommand<object, StartedDemo>()
  return { run: () => mutate({ path: '/demo', body: {} }), isPending, error }
}
