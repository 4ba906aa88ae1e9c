import type { Json } from '../basics/json.ts'
import { isJsonObject, objectOrEmpty } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import { member } from '../expression/member.ts'
import { holdsExpression } from '../expression/template.ts'
import type { JsonSchema, StageId } from '../workflow/workflow.ts'
import type { Plan, PlannedInput, PlannedStage } from './plan.ts'
import { promisedOutputs } from './stage-outputs.ts'

/**
 * A plan of one stage, which starts at once with what it is given as the run's inputs. `given` names the inputs that
 * there are values for: an optional one that is left out is not read. Undefined: the plan has no such stage.
 */
export function stageAlone(plan: Plan, id: StageId, given: readonly string[]): Plan | undefined {
  const stage = plan.stages.find((each) => each.id === id)
  if (stage === undefined) return undefined
  const inputs = inputsOf(plan, stage)
  return { ...plan, inputs, outputs: {}, stages: [alone(stage, inputs, given)] }
}

function alone(stage: PlannedStage, inputs: Plan['inputs'], given: readonly string[]): PlannedStage {
  const { when: _, ...rest } = stage
  const read = Object.entries(inputs).filter(
    ([name, { required, default: usual }]) => required || usual !== undefined || given.includes(name),
  )
  return {
    ...rest,
    dependsOn: [],
    readsOutcomeOf: [],
    join: 'all',
    ...(stage.inputs === undefined
      ? {}
      : { inputs: Object.fromEntries(read.map(([name]) => [name, `\${{ ${member('inputs', name)} }}`])) }),
  }
}

/** What its performer takes and what its author gives; of a person without declared inputs those of the run. */
function inputsOf(plan: Plan, stage: PlannedStage): Plan['inputs'] {
  const { primary, inputs } = stage
  if (inputs === undefined) return plan.inputs
  const contract = primary.kind === 'capability' ? (primary.input ?? {}) : {}
  const properties = objectOrEmpty(contract['properties'])
  const required = promisedOutputs(contract)
  const names = [...new Set([...Object.keys(properties), ...Object.keys(inputs)])]
  return Object.fromEntries(
    names.map((name) => {
      const written = ownValue(inputs, name)
      const declared = ownValue(properties, name)
      const schema = isJsonObject(declared) ? declared : schemaOf(plan, written)
      return [name, withLiteral({ schema, required: required.has(name) }, written)]
    }),
  )
}

/** A literal is what the stage gets unless the tester says something else. */
function withLiteral(input: PlannedInput, written: Json | undefined): PlannedInput {
  if (written === undefined || hasExpression(written)) return input
  return { ...input, required: false, default: written }
}

function hasExpression(value: Json): boolean {
  return holdsExpression(JSON.stringify(value))
}

/** One read and nothing else keeps its type; anything else is written as JSON. */
const ONE_READ = /^\s*\$\{\{\s*(?:inputs|stages\.([\w-]+)\.outputs)\.(\w+)\s*\}\}\s*$/

function schemaOf(plan: Plan, written: Json | undefined): JsonSchema {
  const [, giver, name] = typeof written === 'string' ? (ONE_READ.exec(written) ?? []) : []
  if (name === undefined) return {}
  if (giver === undefined) return ownValue(plan.inputs, name)?.schema ?? {}
  const outputs = plan.stages.find(({ id }) => id === giver)?.outputs
  return objectOrEmpty(ownValue(objectOrEmpty(outputs?.['properties']), name))
}
