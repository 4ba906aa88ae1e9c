/**
 * Measures the shape of the code under src/ and fails beyond the limits of docs/style.md: sizes of functions and files,
 * and the counts of what the style leaves out.
 */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** What the syntax tree of one file contributes to the totals. */
interface Shape {
  readonly functionLines: readonly number[]
  readonly places: Readonly<Record<Offence, readonly string[]>>
}

type Offence = 'any' | 'non-null !' | 'more than 3 parameters' | 'boolean parameter'

interface Figure {
  readonly name: string
  readonly value: number
  readonly limit: number
  readonly places: readonly string[]
}

const PARAMETERS_MAX = 3
const OFFENCES: readonly Offence[] = ['any', 'non-null !', 'more than 3 parameters', 'boolean parameter']

const files = globSync('src/**/*.{ts,tsx}', { exclude: ['**/*.d.ts'] }).sort()
const sources = files.map((file) => {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kind)
})
const shapes = sources.map(measureFile)
const functionLines = shapes.flatMap((shape) => shape.functionLines).sort(ascending)
const fileLines = sources.map((source) => lineOf(source, source.getEnd())).sort(ascending)

const figures: readonly Figure[] = [
  { name: 'function lines, median', value: quantile(functionLines, 0.5), limit: 8, places: [] },
  { name: 'function lines, 90 %', value: quantile(functionLines, 0.9), limit: 25, places: [] },
  { name: 'function lines, longest', value: functionLines.at(-1) ?? 0, limit: 50, places: [] },
  { name: 'file lines, median', value: quantile(fileLines, 0.5), limit: 90, places: [] },
  { name: 'file lines, longest', value: fileLines.at(-1) ?? 0, limit: 300, places: [] },
  ...OFFENCES.map(toFigure),
]

console.log(`${files.length} files, ${functionLines.length} functions`)
for (const { name, value, limit, places } of figures) {
  const verdict = value > limit ? `  OVER (limit ${limit})` : ''
  console.log(`${name.padEnd(26)}${String(value).padStart(4)}${verdict}`)
  for (const place of places) console.log(`  ${place}`)
}
if (figures.some(({ value, limit }) => value > limit)) process.exitCode = 1

function toFigure(offence: Offence): Figure {
  const places = shapes.flatMap((shape) => shape.places[offence])
  return { name: offence, value: places.length, limit: 0, places }
}

function measureFile(source: ts.SourceFile): Shape {
  const nodes = descendants(source)
  const functions = nodes.filter(isFunctionWithBody)
  const parameters = functions.flatMap((node) => [...node.parameters])
  const at = (node: ts.Node) => `${source.fileName}:${lineOf(source, node.getStart())}`
  return {
    functionLines: functions.filter(hasName).map(countLines),
    places: {
      any: nodes.filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword).map(at),
      'non-null !': nodes.filter(ts.isNonNullExpression).map(at),
      'more than 3 parameters': functions.filter((node) => node.parameters.length > PARAMETERS_MAX).map(at),
      'boolean parameter': parameters.filter(isBoolean).map(at),
    },
  }
}

function descendants(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = []
  const visit = (child: ts.Node): void => {
    found.push(child)
    ts.forEachChild(child, visit)
  }
  ts.forEachChild(node, visit)
  return found
}

function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
}

/** A callback inside a call belongs to its function; counting it would make the median look better than it is. */
function hasName(node: ts.FunctionLikeDeclaration): boolean {
  return (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) || !ts.isCallExpression(node.parent)
}

function countLines(node: ts.Node): number {
  const source = node.getSourceFile()
  return lineOf(source, node.getEnd()) - lineOf(source, node.getStart()) + 1
}

function lineOf(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1
}

function isBoolean({ type }: ts.ParameterDeclaration): boolean {
  return type?.kind === ts.SyntaxKind.BooleanKeyword
}

function ascending(a: number, b: number): number {
  return a - b
}

/** Nearest-rank quantile of a sorted list; 0 for an empty one. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
