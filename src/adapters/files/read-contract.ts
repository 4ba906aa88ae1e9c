import { parse } from 'yaml'
import { z } from 'zod'
import type { Result } from '../../core/basics/result.ts'
import { err, ok } from '../../core/basics/result.ts'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import type { CapabilityRun } from '../../core/plan/plan.ts'
import { checkSchema } from '../../core/schema/check-schema.ts'
import { TURNS_MAX } from './read-agent-text.ts'
import { NO_AI, NO_HTTP } from './why-idle.ts'

/** What a skill takes, gives and promises, as the file `contract.yaml` beside its SKILL.md says. */
export interface Contract extends Pick<CapabilityEntry, 'agent' | 'input' | 'output' | 'confidence' | 'effect'> {
  /** How it is carried out, or why nothing here can. */
  readonly run: Result<CapabilityRun, string>
}

const JSON_MAP = z.record(z.string(), z.json())
const ENVIRONMENT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

const TURNS = z.int().min(1).max(TURNS_MAX)

const RUN = z
  .strictObject({
    builtin: z.string().min(1).optional(),
    /** Of the builtin. */
    settings: JSON_MAP.optional(),
    command: z
      .strictObject({
        argv: z.array(z.string().min(1)).min(1),
        env: z.array(z.string().regex(ENVIRONMENT_NAME)).default([]),
      })
      .optional(),
    http: JSON_MAP.optional(),
    mcp: z.strictObject({ server: z.string().min(1), tool: z.string().min(1) }).optional(),
    agent: z
      .strictObject({
        model: z.string().min(1).nullable().default(null),
        maximum_turns: TURNS.nullable().default(null),
      })
      .optional(),
  })
  .refine((run) => waysOf(run).length === 1, 'write exactly one of builtin, command, http, mcp, agent')
  .refine((run) => run.settings === undefined || run.builtin !== undefined, 'only a builtin has settings')

export const CONTRACT = z.strictObject({
  $schema: z.string().optional(),
  input: JSON_MAP.optional(),
  output: JSON_MAP.optional(),
  confidence: z.enum(['reported', 'scored', 'none']).default('none'),
  // Whoever says nothing may do anything, so the strictest holds.
  effect: z.enum(['pure', 'idempotent', 'once-or-ask']).default('once-or-ask'),
  cost: JSON_MAP.optional(),
  run: RUN,
})

type RunSetting = z.infer<typeof RUN>

/** Reads `contract.yaml`. The error names every problem in one sentence. */
export function readContract(text: string): Result<Contract, string> {
  const yaml = parseYaml(text)
  if (!yaml.ok) return yaml
  const parsed = CONTRACT.safeParse(yaml.value)
  if (!parsed.success) {
    return err(parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; '))
  }
  const { input, output, confidence, effect, run } = parsed.data
  const problems = schemaProblems({ input, output })
  if (problems.length > 0) return err(problems.map(({ place, message }) => `${place}: ${message}`).join('; '))
  return ok({
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    confidence,
    effect,
    ...agentOf(run),
    run: toRun(run),
  })
}

/** The value in a YAML text, or what is wrong with it in one line. */
export function parseYaml(text: string): Result<unknown, string> {
  try {
    return ok(
      parse(text, { schema: 'core', maxAliasCount: 0, stringKeys: true, prettyErrors: true, logLevel: 'silent' }),
    )
  } catch (error) {
    return err(String(error instanceof Error ? error.message.split('\n', 1)[0] : error))
  }
}

type Schemas = Pick<z.infer<typeof CONTRACT>, 'input' | 'output'>

interface SchemaFault {
  /** The schema and, behind it, a JSON Pointer into it. */
  readonly place: string
  readonly message: string
}

/** What keeps the schemas of a contract from being used. */
export function schemaProblems({ input, output }: Schemas): readonly SchemaFault[] {
  return Object.entries({ input, output }).flatMap(([name, schema]) =>
    schema === undefined
      ? []
      : checkSchema(schema).map(({ pointer, message }) => ({ place: `${name}${pointer}`, message })),
  )
}

const WAYS = ['builtin', 'command', 'http', 'mcp', 'agent'] as const

function waysOf(run: Readonly<Partial<Record<(typeof WAYS)[number], unknown>>>): readonly (typeof WAYS)[number][] {
  return WAYS.filter((way) => run[way] !== undefined)
}

function agentOf({ agent }: RunSetting): Pick<Contract, 'agent'> {
  return agent === undefined ? {} : { agent: { model: agent.model, maximumTurns: agent.maximum_turns } }
}

function toRun({ builtin, settings = {}, command, http, mcp }: RunSetting): Result<CapabilityRun, string> {
  if (builtin !== undefined) return ok({ type: 'builtin', builtin, settings })
  if (command !== undefined) return ok({ type: 'command', ...command })
  if (http !== undefined) return err(NO_HTTP)
  if (mcp !== undefined) return ok({ type: 'mcp', ...mcp })
  return err(NO_AI)
}
