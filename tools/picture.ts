/**
 * Draws which layer imports which, from the imports themselves, and compares the drawing with the one between the
 * markers in ARCHITECTURE.md. With `--write` it puts the drawing there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { ICruiseResult } from 'dependency-cruiser'

const FILE = 'ARCHITECTURE.md'
const START = '<!-- layers:start (npm run picture) -->'
const END = '<!-- layers:end -->'

/** The whole graph as JSON; a large program's is some ten megabytes. */
const GRAPH_BYTES_MAX = 256 * 1024 * 1024

const page = existsSync(FILE) ? readFileSync(FILE, 'utf8') : ''
const [before, rest] = page.split(START)
const after = rest?.split(END)[1]

if (before === undefined || after === undefined) {
  fail(`${FILE} has no place for the picture of the layers: add the lines "${START}" and "${END}".`)
} else {
  const drawn = `${before}${START}\n\n${draw()}\n\n${END}${after}`
  if (process.argv.includes('--write')) writeFileSync(FILE, drawn)
  else if (drawn !== page) fail(`The picture of the layers in ${FILE} is old: run "npm run picture".`)
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

function draw(): string {
  const edges = [...new Set(readImports().map(toEdge))].filter((edge) => edge !== undefined).sort()
  const core = edges.filter((edge) => edge.startsWith('core/'))
  const outside = edges.filter((edge) => !edge.startsWith('core/'))
  const lines = [
    'flowchart TD',
    ...outside,
    'subgraph core',
    ...core.map((edge) => edge.replaceAll('core/', '')),
    'end',
  ]
  return ['```mermaid', ...lines, '```'].join('\n')
}

type Import = readonly [from: string, to: string]

function readImports(): readonly Import[] {
  const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'
  const args = [cruiser, 'src', '--include-only', '^src/', '--output-type', 'json']
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: GRAPH_BYTES_MAX })
  const { modules }: ICruiseResult = JSON.parse(stdout)
  return modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }): Import => [source, resolved]))
}

/** Folders of the core are drawn one by one among themselves; for everybody else the core is one box. */
function toEdge([from, to]: Import): string | undefined {
  const [source, target] = [toLayer(from), toLayer(to)]
  if (source === target) return undefined
  return source.startsWith('core/') ? `${source} --> ${target}` : `${source} --> ${target.replace(/^core\/.*/, 'core')}`
}

/** `src/core/run/decide.ts` → `core/run`, `src/api/routes/runs.ts` → `api`, `src/app.ts` → `app`. */
/** Files that stand right under `src` put the program together: together they are one box. */
function toLayer(file: string): string {
  return /^src\/[^/]+$/.test(file) ? 'program' : file.replace(/^src\/(core\/[^/]+|[^/.]+).*$/, '$1')
}
