import type { ApiProblem } from './refuse.ts'

/** To whoever wants to come in, or to let somebody in, where only the local owner does. */
export const NOT_SHARED: ApiProblem = {
  code: 'not-shared',
  detail: 'Only this computer comes in here. To let others sign in, start it with `workcharts start --share`.',
}

/** Links are offered only where they can be sent. */
export const NO_MAIL: ApiProblem = {
  code: 'not-shared',
  detail: 'No links are sent from here. Sign in with your password.',
}
