import type { ASTNode } from '@marcbachmann/cel-js'
import { TypeError as CelTypeError, Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import type { Result } from '../basics/result.ts'
import { err, ok } from '../basics/result.ts'
import {
  EXPRESSION_ARGUMENTS_MAX,
  EXPRESSION_DEPTH_MAX,
  EXPRESSION_ELEMENTS_MAX,
  EXPRESSION_NODES_MAX,
} from './limits.ts'

/** A node of a parsed expression. Offsets count UTF-16 code units of the parsed text. */
export type CelNode = ASTNode

export interface CelProgram {
  readonly ast: CelNode
  /** Values are JSON, with `bigint` where CEL has an int. The answer may hold any CEL value. */
  readonly run: (context: Readonly<Record<string, unknown>>) => Result<unknown, CelFault>
}

/** What the library refused: `code` is its own, `range` is where. */
export interface CelFault {
  readonly code: string
  readonly summary: string
  readonly offset: number
}

/** The names an expression may begin with. */
export const ROOTS = ['inputs', 'stages', 'run', 'workflow', 'event'] as const
export type Root = (typeof ROOTS)[number]

/** Stand-ins for values whose type a schema settles, by CEL type. */
export const STAND_INS = {
  int: '_int',
  double: '_double',
  string: '_string',
  bool: '_bool',
  'list<int>': '_ints',
  'list<double>': '_doubles',
  'list<string>': '_strings',
  'list<bool>': '_bools',
  list: '_list',
} as const
export type KnownType = keyof typeof STAND_INS

type Numeric = number | bigint
const modulo = (left: Numeric, right: Numeric) => Number(left) % Number(right)
const ARITHMETIC: readonly (readonly [string, (left: Numeric, right: Numeric) => number])[] = [
  ['+', (left, right) => Number(left) + Number(right)],
  ['-', (left, right) => Number(left) - Number(right)],
  ['*', (left, right) => Number(left) * Number(right)],
  ['/', (left, right) => Number(left) / Number(right)],
  ['%', modulo],
]

const RUN_TIME = withRoots(newEnvironment(), 'dyn')
const STATIC = withStandIns(withRoots(newEnvironment(), 'map'))

/** Reads CEL. Nothing is looked up: unknown names and wrong types are left to `typeOf` and to the run. */
export function parseCel(text: string): Result<CelProgram, CelFault> {
  try {
    const program = RUN_TIME.parse(text)
    return ok({ ast: program.ast, run: (context) => runSafely(() => program(context)) })
  } catch (error) {
    return err(toFault(error))
  }
}

/** The type of `text`, in which values of known type are written as their stand-ins. */
export function typeOf(text: string): Result<string, CelFault> {
  const { type, error } = STATIC.check(text)
  return type === undefined ? err(toFault(error)) : ok(type)
}

function newEnvironment(): Environment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    limits: {
      maxAstNodes: EXPRESSION_NODES_MAX,
      maxDepth: EXPRESSION_DEPTH_MAX,
      maxListElements: EXPRESSION_ELEMENTS_MAX,
      maxMapEntries: EXPRESSION_ELEMENTS_MAX,
      maxCallArguments: EXPRESSION_ARGUMENTS_MAX,
    },
  })
  return withMixedNumbers(environment)
}

/** JSON has one kind of number, CEL has two: what mixes them is a double, as a person expects of `amount * 2`. */
function withMixedNumbers(environment: Environment): Environment {
  for (const pair of [
    ['int', 'double'],
    ['double', 'int'],
  ] as const) {
    for (const [sign, apply] of ARITHMETIC) environment.registerOperator(`${pair.join(` ${sign} `)}: double`, apply)
  }
  environment.registerOperator('double % double: double', modulo)
  return environment.registerOperator('double == int: bool', (left, right) => Number(left) === Number(right))
}

function withRoots(environment: Environment, type: 'dyn' | 'map'): Environment {
  for (const root of ROOTS) environment.registerVariable(root, type)
  return environment
}

function withStandIns(environment: Environment): Environment {
  for (const [type, name] of Object.entries(STAND_INS)) environment.registerVariable(name, type)
  return environment
}

/** The library may throw plain errors too, for instance on a string that grows beyond what the engine allows. */
function runSafely(evaluate: () => unknown): Result<unknown, CelFault> {
  try {
    return ok(evaluate())
  } catch (error) {
    return err(toFault(error))
  }
}

function toFault(error: unknown): CelFault {
  if (error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError) {
    return { code: error.code, summary: error.summary, offset: error.range?.start ?? 0 }
  }
  return { code: 'internal', summary: 'The expression could not be evaluated.', offset: 0 }
}
