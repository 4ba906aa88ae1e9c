import { assertNever } from '../../core/basics/assert-never.ts'
import type { PriceImportProblem } from '../../engine/prices.ts'
import type { ApiProblem } from './refuse.ts'

/** Why no prices were added, as the API answers it. */
export function fromPriceProblem(problem: PriceImportProblem): ApiProblem {
  switch (problem.code) {
    case 'price-list-unknown':
      return { code: problem.code, detail: LIST_UNKNOWN }
    case 'prices-invalid':
      return {
        code: problem.code,
        detail: `A part of ${problem.file} can not be used, so it was left as it is. Mend the lines that are listed, then try again.`,
        errors: problem.problems.map(({ line, message }) => ({
          pointer: '',
          detail: message,
          file: problem.file,
          line,
        })),
      }
    case 'prices-full':
      return {
        code: problem.code,
        detail: `With these prices ${problem.file} would be larger than ${problem.bytesMax} bytes, so it was left as it is. Take out prices that nobody needs, then try again.`,
      }
    default:
      return assertNever(problem)
  }
}

const LIST_UNKNOWN =
  'This is no list of prices that can be read here. Take the file `model_prices_and_context_window.json` of LiteLLM or `api.json` of models.dev.'
