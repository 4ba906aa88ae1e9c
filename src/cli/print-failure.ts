import type { CliFailure, FailureDetail } from './cli-failure.ts'
import type { ExitCode } from './exit-code.ts'
import { EXIT } from './exit-code.ts'
import type { Screen } from './terminal/screen.ts'
import type { Text } from './terminal/text.ts'
import { styled } from './terminal/text.ts'

/** Says on stderr what is wrong, where, and what to do next. stdout stays empty, so that no script takes it for a result. */
export function printFailure(screen: Screen, failure: CliFailure, layout: 'text' | 'json'): void {
  if (layout === 'json') screen.problem(toProblemDetails(failure))
  else screen.note(...failureLines(failure))
}

/** More does not fit a screen, and whoever mends these sees the rest next time. `--json` has them all. */
const DETAILS_SHOWN_MAX = 50

function failureLines({ message, code, details, help }: CliFailure): readonly Text[] {
  return [
    [styled('bad', 'error:'), ` ${message} (${code})`],
    ...details.slice(0, DETAILS_SHOWN_MAX).map((detail) => `  ${detailLine(detail)}`),
    ...(details.length > DETAILS_SHOWN_MAX ? [`  and ${details.length - DETAILS_SHOWN_MAX} more`] : []),
    ...(help === undefined ? [] : [[styled('strong', 'help:'), ` ${help}`]]),
  ]
}

function detailLine({ message, pointer, place }: FailureDetail): string {
  if (place !== undefined) return `${place.file}:${place.line}:${place.column} ${message}`
  return pointer === '' ? message : `${pointer}: ${message}`
}

/** RFC 9457, with the same codes as the HTTP API. */
function toProblemDetails({ exit, code, message, details, help }: CliFailure): unknown {
  return {
    type: `/problems/${code}`,
    title: TITLES[exit],
    detail: help === undefined ? message : `${message} ${help}`,
    code,
    exit,
    errors: details.map(({ message: detail, pointer, place }) => ({ pointer, detail, ...place })),
  }
}

const TITLES: Readonly<Record<ExitCode, string>> = {
  [EXIT.ok]: 'Done',
  [EXIT.failed]: 'Failed',
  [EXIT.usage]: 'Not understood',
  [EXIT.invalid]: 'Not valid',
  [EXIT.refused]: 'Not allowed',
  [EXIT.notFound]: 'Not found',
  [EXIT.waiting]: 'Waiting for a person',
  [EXIT.interrupted]: 'Interrupted',
}
