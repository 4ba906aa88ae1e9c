import type { CliOutput } from '../../src/cli/cli-io.ts'

/** An output that remembers what was written to it. */
export interface CapturedOutput extends CliOutput {
  readonly text: () => string
  readonly clear: () => void
}

export function aCapturedOutput(isTTY = false): CapturedOutput {
  let written = ''
  return {
    isTTY,
    write: (text) => {
      written += text
    },
    text: () => written,
    clear: () => {
      written = ''
    },
  }
}
