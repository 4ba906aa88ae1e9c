import { ownValue } from '../basics/own-value.ts'
import type { JsonSchema } from '../workflow/workflow.ts'
import type { KnownType } from './cel.ts'
import type { Chain, ChainStep } from './chain.ts'
import type { ExpressionDeclarations } from './declarations.ts'
import { itemSchema, propertySchema } from './values.ts'

const SCALARS: ReadonlyMap<unknown, 'int' | 'double' | 'string' | 'bool'> = new Map([
  ['integer', 'int'],
  ['number', 'double'],
  ['string', 'string'],
  ['boolean', 'bool'],
] as const)

const TEXT: JsonSchema = { type: 'string' }

/** The CEL type of what a read gives, where its schema settles one. Objects are left open: their keys are checked. */
export function typeOfRead(chain: Chain, declarations: ExpressionDeclarations): KnownType | undefined {
  const schema = schemaOfRead(chain, declarations)
  if (schema?.['type'] !== 'array') return SCALARS.get(schema?.['type'])
  const element = SCALARS.get(itemSchema(schema)?.['type'])
  return element === undefined ? 'list' : `list<${element}>`
}

/** The schema of what a read gives; undefined where nothing says. */
export function schemaOfRead(
  { root, steps }: Pick<Chain, 'root' | 'steps'>,
  { inputs, stages }: ExpressionDeclarations,
): JsonSchema | undefined {
  const [first, ...rest] = steps
  if (first?.kind !== 'name') return undefined
  switch (root) {
    case 'inputs':
      return inside(ownValue(inputs, first.name)?.schema, rest)
    case 'stages':
      return schemaInStage(rest, stages.find(first.written)?.outputs)
    case 'run':
    case 'workflow':
      return inside(TEXT, rest)
    default:
      return undefined
  }
}

function schemaInStage(
  [field, key, ...rest]: readonly ChainStep[],
  outputs: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema | undefined {
  if (field?.kind !== 'name') return undefined
  if (field.name === 'outcome') return inside(TEXT, key === undefined ? [] : [key, ...rest])
  if (field.name !== 'outputs' || key?.kind !== 'name') return undefined
  return inside(ownValue(outputs, key.name), rest)
}

function inside(schema: JsonSchema | undefined, steps: readonly ChainStep[]): JsonSchema | undefined {
  return steps.reduce((at: JsonSchema | undefined, step) => {
    return step.kind === 'name' ? propertySchema(at, step.name) : itemSchema(at)
  }, schema)
}
