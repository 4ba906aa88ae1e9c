import { assertNever } from '../../core/basics/assert-never.ts'
import { MEMORY_CONTENT_MAX } from '../../core/memory/memory-item.ts'
import type { MemoryProblem } from '../../engine/memory.ts'
import type { ApiProblem } from './refuse.ts'

/** Why nothing was decided about a memory item, as the API answers it. */
export function fromMemoryProblem(problem: MemoryProblem): ApiProblem {
  return { code: problem.code, detail: detailOf(problem) }
}

function detailOf(problem: MemoryProblem): string {
  switch (problem.code) {
    case 'memory-unknown':
      return `Nothing is remembered under "${problem.id}". Look at the list again.`
    case 'memory-changed':
      return 'Somebody has changed it since you looked at it. Nothing was decided: look at it again.'
    case 'memory-known':
      return `Another one says exactly that already ("${problem.other}"). Merge the two instead.`
    case 'memory-deprecated':
      return 'It is out of use, and stays so. If it is right after all, a stage will find it again or another one can be edited.'
    case 'memory-stable':
      return 'It is stable already; there is nothing above that.'
    case 'memory-not-candidate':
      return 'It was approved before. Take it out of use instead of rejecting it.'
    case 'memory-merge-itself':
      return 'It can not be merged with itself. Choose another one.'
    case 'memory-other-venture':
      return 'The two belong to different ventures. Choose one of the same venture.'
    case 'memory-too-long':
      return `Together they have more than ${MEMORY_CONTENT_MAX} characters. Keep one of the two texts instead.`
    default:
      return assertNever(problem)
  }
}
