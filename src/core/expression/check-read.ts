import { ownValue } from '../basics/own-value.ts'
import { quoted } from '../basics/quoted.ts'
import { didYouMean } from '../workflow/nearest.ts'
import type { Root } from './cel.ts'
import { ROOTS } from './cel.ts'
import type { Chain, NamedStep } from './chain.ts'
import type { ExpressionDeclarations, StageDeclaration, StageReadState } from './declarations.ts'
import { RUN_FIELDS, WORKFLOW_FIELDS } from './declarations.ts'
import type { ExpressionProblem, ExpressionProblemCode } from './expression-problem.ts'
import { isPresent } from './facts.ts'
import { STAGE_FIELDS, stageReference } from './references-in.ts'
import { schemaOfRead } from './schema-types.ts'
import type { Read } from './uses.ts'

/** What is wrong with one read: a name that is not there, or one that may not be there when it is read. */
export function checkRead(read: Read, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  const { chain } = read
  const root = ROOTS.find((known) => known === chain.root)
  if (root === undefined) return [unknownRoot(chain, declarations)]
  if (!declarations.roots.has(root)) return [absentRoot(root, chain)]
  const [step] = chain.steps
  return step?.kind === 'name' ? CHECKS[root]({ read, step }, declarations) : []
}

/** A read with its first step. */
interface NamedRead {
  readonly read: Read
  readonly step: NamedStep
}

type Check = (named: NamedRead, declarations: ExpressionDeclarations) => readonly ExpressionProblem[]

const CHECKS: Readonly<Record<Root, Check>> = {
  inputs: checkInput,
  stages: checkStage,
  run: ({ step }) => checkField(step, RUN_FIELDS),
  workflow: ({ step }) => checkField(step, WORKFLOW_FIELDS),
  event: () => [],
}

function unknownRoot({ root, start }: Chain, { inputs, roots, stages }: ExpressionDeclarations): ExpressionProblem {
  const suggest = () => {
    if (Object.hasOwn(inputs, root)) return `Write \`inputs.${root}\`.`
    if (stages.find(root) !== undefined) return `Write \`stages.${root}.outputs\`.`
    return didYouMean(root, roots, `Begin with ${list(roots)}, or write \`"${root}"\` for the text.`)
  }
  return { code: 'expression-invalid', message: `\`${root}\` is not known here.`, help: suggest(), offset: start }
}

function absentRoot(root: Root, { start }: Chain): ExpressionProblem {
  const message = `\`${root}\` is not available here.`
  return { code: 'expression-invalid', message, help: WHERE_ROOTS_ARE[root], offset: start }
}

const WHERE_ROOTS_ARE = {
  inputs: 'A trigger sets the inputs; it can not read them.',
  stages: 'No stage has run yet when a trigger fires.',
  run: 'There is no run yet when a trigger fires.',
  workflow: 'Remove it.',
  event: 'Only event triggers have an event; give a run its data as `inputs`.',
} as const satisfies Record<Root, string>

function checkInput({ read, step }: NamedRead, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  const { inputs } = declarations
  const input = ownValue(inputs, step.name)
  if (input === undefined)
    return [unknownName('unknown-input', step, { what: 'input', names: Object.keys(inputs), in: 'inputs' })]
  const isSafe = input.required || input.default !== undefined || read.how === 'tested'
  if (isSafe || isPresent(read.chain, 1, read.facts)) return checkKeys(read, 1, declarations)
  return [unguarded(step, 'inputs', `Input ${quoted(step.name)} is optional and may be missing.`)]
}

function checkStage(named: NamedRead, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  const { read, step } = named
  const declaration = declarations.stages.find(step.written)
  if (declaration === undefined) {
    return [unknownName('unknown-stage-reference', step, { what: 'stage', names: declarations.stages.ids })]
  }
  const { state } = declaration
  if (state !== 'succeeded' && state !== 'maybe') {
    return [{ code: 'not-an-ancestor', ...TOO_EARLY[state](step.written), offset: step.offset }]
  }
  const [, field, key] = read.chain.steps
  if (field?.kind !== 'name') return [fieldMissing(step)]
  if (!STAGE_FIELDS.some((known) => known === field.name)) return [unknownField(step, field, declaration)]
  if (field.name !== 'outputs' || key?.kind !== 'name') return []
  return checkOutput(named, { key, declaration }, declarations)
}

type StateTooEarly = Exclude<StageReadState, 'succeeded' | 'maybe'>

const TOO_EARLY: Readonly<Record<StateTooEarly, (stage: string) => Pick<ExpressionProblem, 'message' | 'help'>>> = {
  beside: (stage) => ({
    message: `Stage \`${stage}\` does not come before this one, so it has no result yet.`,
    help: `Add \`${stage}\` to \`depends_on\`, or read another stage.`,
  }),
  after: (stage) => ({
    message: `Stage \`${stage}\` comes after this one, so it has no result yet.`,
    help: 'Read a stage that comes before, or turn the order around.',
  }),
  itself: () => ({
    message: 'A stage can not read its own result.',
    help: 'Read an input, or a stage that comes before.',
  }),
}

function fieldMissing(stage: NamedStep): ExpressionProblem {
  const message = `\`stages.${stage.written}\` does not say what to read of the stage.`
  return { code: 'expression-invalid', message, help: `Continue with ${list(STAGE_FIELDS)}.`, offset: stage.offset }
}

function unknownField(stage: NamedStep, field: NamedStep, { outputs }: StageDeclaration): ExpressionProblem {
  const message = `A stage has no \`${field.written}\`.`
  const isOutput = outputs !== undefined && Object.hasOwn(outputs, field.name)
  const help = isOutput
    ? `Write \`stages.${stage.written}.outputs.${field.written}\`.`
    : didYouMean(field.written, STAGE_FIELDS, `Use one of ${list(STAGE_FIELDS)}.`)
  return { code: 'expression-invalid', message, help, offset: field.offset }
}

const STEPS_TO_OUTPUT = 3

interface NamedOutput {
  readonly key: NamedStep
  readonly declaration: StageDeclaration
}

function checkOutput(
  { read, step }: NamedRead,
  { key, declaration: { outputs, state } }: NamedOutput,
  declarations: ExpressionDeclarations,
): readonly ExpressionProblem[] {
  const path = `stages.${step.written}.outputs`
  if (outputs !== undefined && !Object.hasOwn(outputs, key.name)) {
    const known = { what: `output of stage \`${step.written}\` called`, names: Object.keys(outputs), in: path }
    return [unknownName('unknown-output', key, known)]
  }
  const isSafe = state === 'succeeded' || stageReference(read).some((reference) => reference.guarded)
  if (isSafe) return checkKeys(read, STEPS_TO_OUTPUT, declarations)
  return [unguarded(key, path, `Stage \`${step.written}\` may be skipped or fail, and then it has no outputs.`)]
}

/** Keys of objects whose schema lists its properties. */
function checkKeys({ chain }: Read, from: number, declarations: ExpressionDeclarations): readonly ExpressionProblem[] {
  return chain.steps.slice(from).flatMap((step, index) => {
    const object = schemaOfRead({ ...chain, steps: chain.steps.slice(0, from + index) }, declarations)
    const names = step.kind === 'name' ? closedKeys(object) : undefined
    if (step.kind !== 'name' || names === undefined || names.includes(step.name)) return []
    return [unknownName('unknown-output', step, { what: 'key', names })]
  })
}

function closedKeys(schema: ReturnType<typeof schemaOfRead>): readonly string[] | undefined {
  const isOpen = OPENING_KEYWORDS.some((keyword) => schema?.[keyword] !== undefined && schema[keyword] !== false)
  const properties = schema?.['properties']
  return isOpen || typeof properties !== 'object' || properties === null ? undefined : Object.keys(properties)
}

/** With one of these a schema may allow keys that its `properties` do not list. */
const OPENING_KEYWORDS = ['additionalProperties', 'patternProperties', 'allOf', 'anyOf', 'oneOf', '$ref', 'if'] as const

function checkField({ name, written, offset }: NamedStep, names: readonly string[]): readonly ExpressionProblem[] {
  if (names.includes(name)) return []
  const help = didYouMean(written, names, `Use one of ${list(names)}.`)
  return [{ code: 'expression-invalid', message: `There is no field ${quoted(written)}.`, help, offset }]
}

interface Known {
  readonly what: string
  readonly names: Iterable<string>
  /** The expression that holds these names, where they may have hyphens. */
  readonly in?: string
}

function unknownName(code: ExpressionProblemCode, step: NamedStep, known: Known): ExpressionProblem {
  return {
    code,
    message: `There is no ${known.what} ${quoted(step.written)}.`,
    help: suggestName(step, known),
    offset: step.offset,
  }
}

function suggestName({ written }: NamedStep, { names, in: path }: Known): string {
  const all = [...names]
  const longer = path === undefined ? undefined : all.find((name) => name.startsWith(`${written}-`))
  if (longer !== undefined) return `For \`${longer}\` write \`${path}["${longer}"]\`.`
  const otherwise = all.length === 0 ? `Declare ${quoted(written)} first.` : `Use one of ${list(all)}, or add it.`
  return didYouMean(written, all, otherwise)
}

const AFTER_A_DOT = /^[A-Za-z_]\w*$/

function unguarded({ written, offset }: NamedStep, holder: string, message: string): ExpressionProblem {
  const path = `${holder}.${written}`
  const help = AFTER_A_DOT.test(written)
    ? `Write \`has(${path}) && …\`, or \`has(${path}) ? ${path} : …\`.`
    : `Write \`"${written}" in ${holder} && …\`.`
  return { code: 'unguarded-read', message, help, offset }
}

/** Longer lists help nobody. */
const NAMES_LISTED_MAX = 8

function list(names: Iterable<string>): string {
  const all = [...names]
  const shown = all.slice(0, NAMES_LISTED_MAX).map((name) => `\`${name}\``)
  return all.length > NAMES_LISTED_MAX ? `${shown.join(', ')}, …` : shown.join(', ')
}
