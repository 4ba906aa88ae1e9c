import type { Reference, ReferenceKind } from '../workflow/reference.ts'
import type { CapabilityEntry } from './catalog.ts'
import type { CapabilityRun, PlannedCapability, PlannedPerformer } from './plan.ts'

/** Who a reference stands for here: a person, a capability that can be carried out, or the reason why there is none. */
export function toPerformer(reference: Reference, entry: CapabilityEntry | undefined): PlannedPerformer {
  const { kind, name } = reference
  const ref = `${kind}:${name}`
  if (kind === 'human') return { kind, ref, name }
  if (entry === undefined) return { kind: 'unavailable', ref, name, reason: `${ref} ${MENDS[kind](name)}` }
  if (entry.run !== undefined) return toCapability(entry, entry.run)
  return { kind: 'unavailable', ref, name: entry.title, reason: entry.unavailable ?? whyIdle(ref) }
}

function toCapability(entry: CapabilityEntry, run: CapabilityRun): PlannedCapability {
  return {
    kind: 'capability',
    ref: entry.ref,
    name: entry.title,
    digest: entry.digest,
    files: entry.files,
    run,
    ...(entry.input === undefined ? {} : { input: entry.input }),
    ...(entry.output === undefined ? {} : { output: entry.output }),
    confidence: entry.confidence,
    effect: entry.effect,
    ...(entry.reaches === undefined ? {} : { reaches: entry.reaches }),
  }
}

function whyIdle(ref: string): string {
  return `${ref} is here, but nothing in this version can carry it out. A person does this.`
}

const PLACES_TO_CONNECT = 'under Settings in the web app, or with `workcharts connections add'

/** Who does what only an agent can do, and what would change that. */
export const UNTIL_CONNECTED = `A person does this until an AI is connected: ${PLACES_TO_CONNECT}\`.`

/** What would bring an absent one here, by kind. */
const MENDS: Readonly<Record<Exclude<ReferenceKind, 'human'>, (name: string) => string>> = {
  agent: (name) => `is not in any collection. A person does this until \`agents/${name}.md\` is there.`,
  skill: (name) => `is not in any collection. A person does this until \`skills/${name}/SKILL.md\` is there.`,
  command: (name) => `is not in any collection. A person does this until \`commands/${name}.md\` is there.`,
  model: (name) => {
    const connection = name.split('/', 1).join()
    return `can not be asked: no model is connected as \`${connection}\`. A person does this until one is: ${PLACES_TO_CONNECT} ${connection}\`.`
  },
  mcp: (name) =>
    `can not be called: no file names the server. A person does this until a file under \`mcp/\` of a collection names \`${name.split('/', 1).join()}\`.`,
  workflow: () => 'is not started by a stage in this version. A person does this.',
  role: () => 'is bound to nobody.',
  ctx: () => 'is context and can not do work.',
}
