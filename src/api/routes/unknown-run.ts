import type { ApiProblem } from '../problems/refuse.ts'

export function unknownRun(id: string): ApiProblem {
  return { code: 'run-unknown', detail: `There is no run "${id}". \`workcharts runs list\` names all of them.` }
}
