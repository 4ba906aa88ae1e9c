import type { JsonObject } from '../basics/json.ts'
import { isJsonObject, objectOrEmpty } from '../basics/json.ts'
import { ownValue } from '../basics/own-value.ts'
import { member } from '../expression/member.ts'
import type { StageId, WorkflowId } from '../workflow/workflow.ts'
import type { Plan, PlannedCapability, PlannedInput } from './plan.ts'
import { promisedOutputs } from './stage-outputs.ts'

/** The one stage of such a plan. */
export const STAGE_ALONE = 'alone' as StageId
/** Somebody waits for the answer: five minutes. */
const TIMEOUT_MS = 5 * 60 * 1_000

/**
 * A plan that does one capability once, with the values of its contract as the run's inputs. `given` names the inputs that
 * there are values for: an optional one that is left out is not read.
 */
export function capabilityAlone(performer: PlannedCapability, given: readonly string[]): Plan {
  const inputs = inputsOf(performer.input ?? {}, given)
  const read = Object.entries(inputs).filter(([name, { required }]) => required || given.includes(name))
  return {
    schema: 'workcharts.plan/1',
    workflow: { id: 'one-capability' as WorkflowId, name: performer.name, digest: performer.digest },
    inputs,
    outputs: {},
    stages: [
      {
        id: STAGE_ALONE,
        name: performer.name,
        dependsOn: [],
        join: 'all',
        readsOutcomeOf: [],
        onSkip: 'propagate',
        primary: performer,
        boundBy: 'run flag',
        tools: [],
        inputs: Object.fromEntries(read.map(([name]) => [name, `\${{ ${member('inputs', name)} }}`])),
        ...(performer.output === undefined ? {} : { outputs: performer.output }),
        gate: { kind: 'none' },
        escalation: { to: [], slaMs: 0, onBreach: [] },
        context: { budgetTokens: 0, usedTokens: 0, modules: [], omitted: [] },
        timeoutMs: TIMEOUT_MS,
        retry: ONCE,
        onError: 'fail',
        onReject: 'fail',
        effect: performer.effect,
      },
    ],
  }
}

const ONCE = {
  maximumAttempts: 1,
  initialIntervalMs: 0,
  backoffCoefficient: 1,
  maximumIntervalMs: 0,
  nonRetryable: [],
} as const

/** What its contract names, and whatever else it is given. */
function inputsOf(contract: JsonObject, given: readonly string[]): Readonly<Record<string, PlannedInput>> {
  const properties = objectOrEmpty(contract['properties'])
  const required = promisedOutputs(contract)
  const names = [...new Set([...Object.keys(properties), ...given])]
  return Object.fromEntries(
    names.map((name) => {
      const schema = ownValue(properties, name)
      return [name, { schema: isJsonObject(schema) ? schema : {}, required: required.has(name) }]
    }),
  )
}
