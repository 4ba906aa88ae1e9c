import type { CliIo, CliOutput } from '../cli-io.ts'
import { cleanJson } from './clean-text.ts'
import type { TableContent } from './draw-table.ts'
import type { Paint } from './paint.ts'
import { coloursFor, createPaint } from './paint.ts'
import type { Text } from './text.ts'

/** Where a command writes: results on stdout, everything said about them on stderr. */
export interface Screen {
  readonly print: (...lines: readonly Text[]) => void
  readonly table: (content: TableContent) => Promise<void>
  /** One value in the envelope that docs/cli.md describes. `line` keeps it on one line (NDJSON). */
  readonly json: (kind: string, data: unknown, layout?: 'line' | 'indented') => void
  /** Exact bytes for a pipe or a file; on a terminal their unsafe characters are shown as marks. */
  readonly exact: (text: string) => void
  /** Problem details, as JSON on stderr. */
  readonly problem: (details: unknown) => void
  readonly note: (...lines: readonly Text[]) => void
  /** A line that the next one replaces, where stderr is a terminal. */
  readonly progress: (line: Text) => void
}

/** The name and version of the envelope around every `--json` result. */
const JSON_SCHEMA = 'workcharts.cli/1'

export function createScreen({ stdout, stderr, env }: Pick<CliIo, 'stdout' | 'stderr' | 'env'>): Screen {
  const paint = createPaint(coloursFor(stdout, env))
  const paintNote = createPaint(coloursFor(stderr, env))
  const progress = createProgress(stderr)
  const write = (output: CliOutput, text: string): void => {
    progress.end()
    output.write(text)
  }
  return {
    print: (...lines) => write(stdout, toLines(lines.map(paint))),
    table: async (content) => write(stdout, await toTable(content, paint, stdout)),
    json: (kind, data, layout = 'indented') => write(stdout, toEnvelope({ schema: JSON_SCHEMA, kind, data }, layout)),
    exact: (text) => write(stdout, stdout.isTTY ? toLines(text.trimEnd().split('\n').map(paint)) : text),
    problem: (details) => write(stderr, `${cleanJson(JSON.stringify(details))}\n`),
    note: (...lines) => write(stderr, toLines(lines.map(paintNote))),
    progress: (line) => progress.show(paintNote(line)),
  }
}

function toLines(lines: readonly string[]): string {
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

/** Loaded when the first table is drawn: most commands draw none. */
async function toTable(content: TableContent, paint: Paint, { isTTY, columns }: CliOutput): Promise<string> {
  const { drawTable } = await import('./draw-table.ts')
  return toLines(drawTable(content, paint, isTTY ? columns : undefined))
}

function toEnvelope(
  envelope: Readonly<Record<'schema' | 'kind' | 'data', unknown>>,
  layout: 'line' | 'indented',
): string {
  return `${cleanJson(JSON.stringify(envelope, null, layout === 'line' ? 0 : 2))}\n`
}

const CLEAR_LINE = '\r\u001b[2K'

interface Progress {
  readonly show: (line: string) => void
  readonly end: () => void
}

function createProgress(stderr: CliOutput): Progress {
  let shown = ''
  return {
    show: (line) => {
      if (line === shown) return
      stderr.write(stderr.isTTY ? `${CLEAR_LINE}${line}` : `${line}\n`)
      shown = line
    },
    end: () => {
      if (shown !== '' && stderr.isTTY) stderr.write('\n')
      shown = ''
    },
  }
}
