import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { childPointer } from '../basics/json-pointer.ts'
import { ownValue } from '../basics/own-value.ts'
import { member } from '../expression/member.ts'
import { nearest } from '../workflow/nearest.ts'
import type { InputSchema, JsonSchema, Stage, StageId, Workflow } from '../workflow/workflow.ts'
import type { StageWords } from './stage-problem.ts'

type StageInputs = Readonly<Record<string, Json>>

export interface InputMatch {
  /** Absent: free, a person or an agent gets the run's inputs and handoffs. */
  readonly inputs?: StageInputs
  readonly problems: readonly StageWords[]
}

export interface InputRequest {
  readonly stage: Stage
  /** What the performer takes; absent where it takes anything. */
  readonly contract: JsonSchema | undefined
  readonly workflowInputs: Workflow['inputs']
  /** The direct dependencies, each with the names of the outputs it promises. */
  readonly givers: readonly (readonly [StageId, ReadonlySet<string>])[]
}

/**
 * What a stage is given. Where its author says nothing and the performer has a contract, each input is matched by name:
 * a run input first, else the one direct dependency that gives it.
 */
export function matchInputs(request: InputRequest): InputMatch {
  const { stage, contract } = request
  if (contract === undefined)
    return stage.inputs === undefined ? { problems: [] } : { inputs: stage.inputs, problems: [] }
  const shape = toShape(contract)
  if (stage.inputs !== undefined) return { inputs: stage.inputs, problems: checkGiven(stage.id, stage.inputs, shape) }
  const matches = shape.names.map((name) => matchName(name, shape, request))
  return {
    inputs: Object.fromEntries(matches.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))),
    problems: matches.flatMap(({ problem }) => problem ?? []),
  }
}

interface Shape {
  readonly names: readonly string[]
  readonly required: ReadonlySet<string>
  readonly isClosed: boolean
}

function toShape(contract: JsonSchema): Shape {
  const { properties, required, additionalProperties } = contract
  const needed = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []
  const known = isJsonObject(properties) ? Object.keys(properties) : []
  return {
    names: [...new Set([...known, ...needed])],
    required: new Set(needed),
    isClosed: additionalProperties === false,
  }
}

function checkGiven(stage: StageId, inputs: JsonObject, shape: Shape): readonly StageWords[] {
  const missing = [...shape.required].filter((name) => !Object.hasOwn(inputs, name))
  const unknown = Object.keys(inputs).filter((name) => !shape.names.includes(name))
  return [
    ...missing.map((name) => missingInput(stage, name)),
    ...unknown.flatMap((name) => unknownInput(stage, name, shape) ?? []),
  ]
}

/** An open contract takes any name; one that is a slip of the keyboard away from a known name is a slip. */
function unknownInput(stage: StageId, name: string, { names, isClosed }: Shape): StageWords | undefined {
  const near = nearest(name, names)
  if (near === undefined && !isClosed) return undefined
  return {
    code: 'input-unknown',
    message: `The stage \`${stage}\` gives an input \`${name}\` that its performer does not know.`,
    help: near === undefined ? `It takes: ${names.join(', ')}.` : `Did you mean \`${near}\`?`,
    pointer: inputPointer(name),
  }
}

interface NameMatch {
  readonly entry?: readonly [string, string]
  readonly problem?: StageWords
}

function matchName(name: string, { required }: Shape, request: InputRequest): NameMatch {
  const { stage, workflowInputs, givers } = request
  const runInput = ownValue(workflowInputs, name)
  if (runInput !== undefined) return matchRunInput(stage.id, name, runInput)
  const [giver, ...others] = givers.flatMap(([id, outputs]) => (outputs.has(name) ? [id] : []))
  if (giver === undefined) return required.has(name) ? { problem: missingInput(stage.id, name) } : {}
  if (others.length > 0) return { problem: ambiguousInput(stage.id, name, [giver, ...others]) }
  return { entry: [name, `\${{ ${member(`${member('stages', giver)}.outputs`, name)} }}`] }
}

function matchRunInput(stage: StageId, name: string, { required, default: value }: InputSchema): NameMatch {
  const field = member('inputs', name)
  if (required || value !== undefined) return { entry: [name, `\${{ ${field} }}`] }
  return { problem: absentInput(stage, name, field) }
}

function absentInput(stage: StageId, name: string, field: string): StageWords {
  return {
    code: 'input-may-be-absent',
    message: `The stage \`${stage}\` takes the run input \`${name}\`, which is optional and may be absent.`,
    help: `Give it a default, or write what stands in for it: \`inputs: { ${name}: "\${{ has(${field}) ? ${field} : '' }}" }\`.`,
    pointer: inputPointer(name),
  }
}

function missingInput(stage: StageId, name: string): StageWords {
  return {
    code: 'input-missing',
    message: `The stage \`${stage}\` needs an input \`${name}\`, and nothing gives it.`,
    help: `Write \`inputs: { ${name}: … }\` in the stage, or add a run input of that name.`,
    pointer: inputPointer(name),
  }
}

function ambiguousInput(stage: StageId, name: string, givers: readonly [StageId, ...StageId[]]): StageWords {
  return {
    code: 'input-ambiguous',
    message: `The stage \`${stage}\` takes an input \`${name}\`, and ${givers.length} stages give one: ${givers.join(', ')}.`,
    help: `Write which: \`inputs: { ${name}: "\${{ stages.${givers[0]}.outputs.${name} }}" }\`.`,
    pointer: inputPointer(name),
  }
}

/** Of an input that is not written, where it would be. */
function inputPointer(name: string): string {
  return childPointer('/inputs', name)
}
