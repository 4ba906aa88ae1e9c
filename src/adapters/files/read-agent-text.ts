import type { Json, JsonObject } from '../../core/basics/json.ts'
import type { AgentText } from '../../core/plan/catalog.ts'

/** As many turns as a file may ask for. */
export const TURNS_MAX = 100
/** Of the tools that a file names; nobody reads more. */
const TOOLS_MAX = 50
/** Of the name of one, with its arguments. Characters. */
const TOOL_NAME_MAX = 100

/**
 * What the front matter of an agent, a command or a skill asks for, in any of the spellings that are met
 * (`docs/guide/artifact-fields.md`). What it says in another shape it does not say.
 */
export function readAgentText(attributes: JsonObject = {}): AgentText {
  const { model = null } = attributes
  const isNamed = typeof model === 'string' && model.trim() !== '' && model !== 'inherit'
  const tools = readTools(firstOf(attributes, ['tools', 'allowed-tools', 'allowedTools', 'allowed_tools']))
  return {
    model: isNamed ? model.trim() : null,
    maximumTurns: readTurns(firstOf(attributes, ['maxTurns', 'max-turns', 'max_turns'])),
    ...(tools.length === 0 ? {} : { tools }),
  }
}

/** Of several spellings in one file the first in this order counts. */
function firstOf(attributes: JsonObject, names: readonly string[]): Json | undefined {
  const name = names.find((each) => Object.hasOwn(attributes, each))
  return name === undefined ? undefined : attributes[name]
}

/** Front matter that is no YAML holds texts only. */
function readTurns(value: Json | undefined): number | null {
  const turns = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value
  return Number.isInteger(turns) ? Math.min(Math.max(Number(turns), 1), TURNS_MAX) : null
}

/** A list, or a text with commas; those within `Bash(git add:*, git commit:*)` part nothing. */
function readTools(value: Json | undefined): readonly string[] {
  const written = typeof value === 'string' ? value.replace(/^\[(?<inside>.*)\]$/s, '$<inside>').split(PARTING) : value
  const names = Array.isArray(written) ? written.filter((name) => typeof name === 'string') : []
  const told = names.map((name) => name.trim().slice(0, TOOL_NAME_MAX)).filter((name) => name !== '')
  return [...new Set(told)].slice(0, TOOLS_MAX)
}

const PARTING = /,(?![^(]*\))/
