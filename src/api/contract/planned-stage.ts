import { z } from 'zod'
import { TASK_PRIORITIES } from '../../core/workflow/workflow.ts'
import { actor, context, json, jsonObject, listOf, orNull, performer } from './basics.ts'

/** Which layer decided who does something. */
export const bindingLayer = z.enum(['run flag', 'project overrides', 'workflow', 'role default'])

/** A stage as it will be done: every name resolved, every default applied. */
export const plannedStage = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    instructions: z.string().nullable(),
    dependsOn: listOf(z.string()),
    join: z.enum(['all', 'any']),
    /** The condition as a formula; null: it always runs. */
    when: z.string().nullable(),
    /** Skipping it by its condition does not skip what comes after. */
    optional: z.boolean(),
    performer,
    boundBy: bindingLayer,
    tools: listOf(performer),
    reviewer: orNull(performer),
    /** Below it a person is asked; null: nothing is asked of the answer. */
    threshold: z.number().nullable(),
    /** The share of what goes through that may be wrong: what is certified says from which confidence on; null: nothing is promised. */
    target: z.number().nullable(),
    /** How often the same question is asked; null: once. */
    samples: z.number().nullable(),
    /** The reviewer is asked only where the confidence lies in it; null: whenever there is a reviewer. */
    reviewBetween: orNull(z.object({ from: z.number(), to: z.number() }).readonly()),
    effect: z.enum(['pure', 'idempotent', 'once-or-ask']),
    escalation: z
      .object({
        to: listOf(z.string()),
        /** Who is asked before anybody else: whoever does or checks the stage, else those of `to`. */
        first: listOf(actor),
        priority: z.enum(TASK_PRIORITIES),
        /** Who may not decide although they are asked, as people say it; null: everybody may. */
        keptOut: z.string().nullable(),
        slaMs: z.number(),
        /** How long before the deadline they are reminded; null: they are not. */
        remindMs: z.number().nullable(),
        /** The hours that count, as people say them; null: all. */
        workingHours: z.string().nullable(),
        onBreach: listOf(z.object({ afterMs: z.number(), to: listOf(z.string()) }).readonly()),
      })
      .readonly(),
    context,
    /** What all its tries in one run may take, as people write it: `20,000 tokens`. Null: as much as they need. */
    budget: z.string().nullable(),
    timeoutMs: z.number().nullable(),
    attemptsMax: z.number(),
    onError: z.enum(['escalate', 'fail', 'continue']),
    onReject: z.enum(['fail', 'continue']),
    /** Input name to a literal or a template; null: it is given the run's inputs and the handoffs before it. */
    inputs: z.record(z.string(), json).readonly().nullable(),
    /** JSON Schema of what it gives; null: anything. */
    outputs: orNull(jsonObject),
  })
  .readonly()
  .meta({ id: 'PlannedStage' })

export type PlannedStage = z.infer<typeof plannedStage>
