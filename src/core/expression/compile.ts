import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import type { CelProgram } from './cel.ts'
import { parseCel, ROOTS } from './cel.ts'
import { explainFault } from './explain-fault.ts'
import type { ExpressionProblem, ExpressionProblems } from './expression-problem.ts'
import { NO_FACTS } from './facts.ts'
import { FUNCTIONS, METHODS } from './functions.ts'
import { EXPRESSION_CHARS_MAX, EXPRESSION_LOOPS_MAX, PROGRAMS_KEPT_MAX } from './limits.ts'
import { respellStages } from './stage-names.ts'
import type { Call, Read, Uses } from './uses.ts'
import { usesIn } from './uses.ts'

/** An expression that may run: it reads and calls only what expressions may. */
export interface CompiledExpression extends CelProgram {
  /** As the author wrote it. */
  readonly text: string
  /** The same with stage ids respelled; offsets are the same. */
  readonly cel: string
  readonly uses: Uses
}

const KEPT = new Map<string, CompiledExpression>()

/** `isStage` tells known stage ids, which may hold hyphens. All problems are reported, never only the first. */
export function compileExpression(
  text: string,
  isStage: (id: string) => boolean,
): Result<CompiledExpression, ExpressionProblems> {
  if (text.length > EXPRESSION_CHARS_MAX) return err([tooLong(text.length)])
  const cel = respellStages(text, isStage)
  const key = `${text}\n${cel}`
  const kept = KEPT.get(key)
  if (kept !== undefined) return ok(kept)
  const compiled = compileRespelled(text, cel)
  if (compiled.ok) keep(key, compiled.value)
  return compiled
}

function compileRespelled(text: string, cel: string): Result<CompiledExpression, ExpressionProblems> {
  const program = parseCel(cel)
  if (!program.ok) return err([explainFault(program.error, text)])
  const uses = usesIn({ ast: program.value.ast, text }, NO_FACTS)
  const [first, ...more] = [...uses.calls.flatMap(refuseCall), ...uses.reads.flatMap(refuseRead)]
  return first === undefined ? ok({ ...program.value, text, cel, uses }) : err([first, ...more])
}

/** The oldest goes first: a Map keeps the order in which keys came in. */
function keep(key: string, compiled: CompiledExpression): void {
  const [oldest] = KEPT.keys()
  if (oldest !== undefined && KEPT.size >= PROGRAMS_KEPT_MAX) KEPT.delete(oldest)
  KEPT.set(key, compiled)
}

function tooLong(length: number): ExpressionProblem {
  const message = `The expression has ${length} characters; at most ${EXPRESSION_CHARS_MAX} are allowed.`
  return { code: 'expression-budget', message, help: 'Move the work into a capability.', offset: EXPRESSION_CHARS_MAX }
}

function refuseCall(call: Call): readonly ExpressionProblem[] {
  const known = call.kind === 'function' ? FUNCTIONS : METHODS
  if (!known.has(call.name)) return [unknownFunction(call, known)]
  if (call.loops > EXPRESSION_LOOPS_MAX && call.variable !== undefined) return [nestedLoop(call)]
  return ROOTS.some((root) => root === call.variable) ? [shadowingVariable(call)] : []
}

function unknownFunction({ name, offset }: Call, known: ReadonlySet<string>): ExpressionProblem {
  if (name === 'matches') return regularExpression(offset)
  const help = `Use one of ${[...known].map((each) => `\`${each}\``).join(', ')}.`
  return { code: 'expression-invalid', message: `There is no function \`${name}\` here.`, help, offset }
}

function regularExpression(offset: number): ExpressionProblem {
  const message = '`matches` is not available: a regular expression can take minutes on one short text.'
  return { code: 'expression-invalid', message, help: 'Use `contains`, `startsWith` or `endsWith`.', offset }
}

function nestedLoop({ name, offset }: Call): ExpressionProblem {
  const message = `\`${name}\` is a loop within a loop.`
  return { code: 'expression-budget', message, help: 'Move the inner loop into a capability.', offset }
}

function shadowingVariable({ variable, offset }: Call): ExpressionProblem {
  const message = `The loop calls its element \`${variable}\`, which already means something else.`
  return { code: 'expression-invalid', message, help: 'Choose another name for the element.', offset }
}

/** Which stages are read must be known beforehand: they are what the stage waits for. */
function refuseRead({ chain }: Read): readonly ExpressionProblem[] {
  if (chain.root !== 'stages' || chain.steps[0]?.kind === 'name') return []
  const message = '`stages` must be followed by the id of one stage.'
  return [
    { code: 'expression-invalid', message, help: 'Write for example `stages.draft.outcome`.', offset: chain.start },
  ]
}
