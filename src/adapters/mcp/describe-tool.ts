import { createHash } from 'node:crypto'
import type { Tool } from '@modelcontextprotocol/client'
import type { JsonObject } from '../../core/basics/json.ts'
import { canonicalJson } from '../../core/basics/json.ts'
import type { CapabilityEntry } from '../../core/plan/catalog.ts'
import { checkSchema } from '../../core/schema/check-schema.ts'
import type { Effect } from '../../core/workflow/workflow.ts'
import type { ToolServer } from '../../engine/tool-source.ts'
import { DESCRIPTION_MAX, SCHEMA_MAX, TITLE_MAX } from './limits.ts'
import { redact } from './redact.ts'

/** SHA-256 of what a tool says of itself: its name, its description, what it takes and what it gives. */
export function toolDigest({ name, description, inputSchema, outputSchema }: Tool): string {
  const output = outputSchema === undefined ? null : asJson(outputSchema)
  const said = { name, description: description ?? null, input: asJson(inputSchema), output }
  return createHash('sha256').update(canonicalJson(said)).digest('hex')
}

/** A tool as the registry and plans know it. One whose schemas can not be checked is here and idle, with the reason. */
export function describeTool(server: ToolServer, tool: Tool): CapabilityEntry {
  const ref = `mcp:${server.name}/${tool.name}`
  const common = {
    type: 'capability',
    ref,
    title: shorten(tool.title ?? tool.annotations?.title ?? tool.name, TITLE_MAX, server),
    description: shorten(tool.description ?? '', DESCRIPTION_MAX, server),
    source: server.file,
    digest: toolDigest(tool),
    files: [],
    confidence: 'none',
    effect: effectOf(tool),
  } as const
  const problem = schemaProblem(tool)
  if (problem !== undefined)
    return { ...common, unavailable: `${ref} can not be called: ${problem} A person does this.` }
  const output = outputOf(tool)
  return {
    ...common,
    run: { type: 'mcp', server: server.name, tool: tool.name },
    input: inputOf(tool),
    ...(output === undefined ? {} : { output }),
  }
}

/** What a tool takes. */
export function inputOf({ inputSchema }: Tool): JsonObject {
  return usable(inputSchema)
}

/** What a tool must give; undefined: whatever it likes. */
export function outputOf({ outputSchema }: Tool): JsonObject | undefined {
  return outputSchema === undefined ? undefined : usable(outputSchema)
}

function shorten(text: string, charactersMax: number, { secrets }: ToolServer): string {
  return redact(text, secrets).slice(0, charactersMax)
}

/** What a tool does not promise is not assumed. */
function effectOf({ annotations = {} }: Tool): Effect {
  if (annotations.readOnlyHint === true) return 'pure'
  return annotations.idempotentHint === true ? 'idempotent' : 'once-or-ask'
}

function schemaProblem({ inputSchema, outputSchema }: Tool): string | undefined {
  const takes = problemIn(inputSchema)
  if (takes !== undefined) return `what it takes can not be checked: ${takes}`
  const gives = outputSchema === undefined ? undefined : problemIn(outputSchema)
  return gives === undefined ? undefined : `what it gives can not be checked: ${gives}`
}

function problemIn(schema: object): string | undefined {
  if (JSON.stringify(schema).length > SCHEMA_MAX) return `its schema is longer than ${SCHEMA_MAX} characters.`
  const [problem] = checkSchema(usable(schema))
  return problem && `${problem.pointer} ${problem.message}`.trim()
}

/** Many servers name an older draft of JSON Schema and mean what 2020-12, the one of the protocol, means too. */
function usable(schema: object): JsonObject {
  const { $schema: _, ...rest } = asJson(schema)
  return rest
}

/** It came as JSON. */
function asJson(schema: object): JsonObject {
  return schema as JsonObject
}
