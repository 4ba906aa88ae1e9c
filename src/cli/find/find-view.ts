import type { RunView } from '../../api/contract/run-views.ts'
import { runViewList } from '../../api/contract/run-views.ts'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { ApiClient } from '../api-client.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'

/** The view of the caller that has this name, in whichever case it is typed. */
export async function findView(api: ApiClient, name: string): Promise<Result<RunView, CliFailure>> {
  const listed = await api.get('/run-views', runViewList)
  if (!listed.ok) return listed
  const found = listed.value.views.find((view) => view.name.toLowerCase() === name.toLowerCase())
  return found === undefined ? err(unknownView(name)) : ok(found)
}

function unknownView(name: string): CliFailure {
  return {
    exit: EXIT.notFound,
    code: 'view-unknown',
    message: `You have no view "${name}".`,
    details: [],
    help: 'Run `workcharts runs views` to see yours.',
  }
}
