import { objectOrEmpty } from '../basics/json.ts'
import type { ExpressionSubject } from '../diagnostics/check-expressions.ts'
import type { Order } from '../diagnostics/order.ts'
import { orderOf } from '../diagnostics/order.ts'
import type { Dependencies } from '../workflow/dependencies.ts'
import { dependenciesOf } from '../workflow/dependencies.ts'
import type { JsonSchema, Stage, Workflow } from '../workflow/workflow.ts'

/** What a performer takes and gives; undefined: anything. */
export interface Contract {
  readonly takes: JsonSchema | undefined
  readonly gives: JsonSchema | undefined
}

/** A workflow with what is known of its performers: what its stages can be given. */
export interface Wiring extends ExpressionSubject {
  readonly dependencies: Dependencies
  readonly order: Order | undefined
  readonly takes: (stage: string) => JsonSchema | undefined
  /** Of a stage that names no outputs itself, those that its performer may leave out. */
  readonly mayLeaveOut: (stage: string, output: string) => boolean
}

/** `contractOf` says it of a stage's performer; undefined where nobody knows it. */
export function wiringOf(workflow: Workflow, contractOf: (stage: Stage) => Contract | undefined): Wiring {
  const taken = new Map<string, JsonSchema | undefined>()
  const promised = new Map<string, ReadonlySet<string>>()
  const stages = workflow.stages.map((stage) => {
    const contract = contractOf(stage)
    taken.set(stage.id, contract?.takes)
    if (stage.outputs !== undefined || contract?.gives === undefined) return stage
    promised.set(stage.id, new Set(textsIn(contract.gives['required'])))
    return { ...stage, outputs: schemasIn(contract.gives['properties']) }
  })
  const dependencies = dependenciesOf(workflow)
  return {
    workflow: { ...workflow, stages },
    stages: new Map(stages.toReversed().map((stage) => [String(stage.id), stage])),
    dependencies,
    order: orderOf(workflow, dependencies),
    takes: (stage) => taken.get(stage),
    mayLeaveOut: (stage, output) => promised.get(stage)?.has(output) === false,
  }
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** A schema that is not an object, as in `note: true`, allows anything. */
function schemasIn(properties: JsonSchema[string] | undefined): Readonly<Record<string, JsonSchema>> {
  const entries = Object.entries(objectOrEmpty(properties))
  return Object.fromEntries(entries.map(([name, schema]) => [name, objectOrEmpty(schema)]))
}
