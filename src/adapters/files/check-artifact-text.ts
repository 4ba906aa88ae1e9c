import { basename } from 'node:path'
import type { z } from 'zod'
import { lineIndex } from '../../core/workflow/line-index.ts'
import { utf8Length } from '../../core/workflow/utf8-length.ts'
import type { SourceChange, SourceFault } from '../../engine/ports.ts'
import { checkMarkdown } from './check-markdown.ts'
import { CONTRACT_BYTES_MAX, CONTRACT_FILE } from './describe-skill.ts'
import type { Fault, PlacedYaml } from './placed-yaml.ts'
import { readPlacedYaml, shapeFaults } from './placed-yaml.ts'
import { CONTRACT, readContract, schemaProblems } from './read-contract.ts'
import { MARKDOWN_BYTES_MAX } from './read-head.ts'
import { isModuleFile, MODULE, MODULE_BYTES_MAX, parseModule } from './read-module.ts'

/**
 * Everything that is wrong with a text that is to stand in an artifact's file. It is stricter than what files are read
 * with: who writes here is there to mend it.
 */
export function checkArtifactText(change: SourceChange): readonly SourceFault[] {
  // Lines and columns are the same, and nothing below has to know of two kinds of line ends.
  const text = change.text.replaceAll('\r\n', '\n')
  const lines = lineIndex(text)
  const faults = refusal(change) ?? faultsIn({ ...change, text })
  return faults
    .toSorted((left, right) => left.start - right.start)
    .map(({ start, message, help }) => ({ ...lines(start), message, help }))
}

/** What nobody could save as a file, or read again. */
function refusal(change: SourceChange): readonly Fault[] | undefined {
  const bytesMax = bytesMaxOf(change)
  if (utf8Length(change.text) > bytesMax)
    return [{ start: 0, message: `It is larger than ${bytesMax} bytes.`, help: 'Make it smaller.' }]
  const start = change.text.replaceAll('\r\n', '\n').search(/[\p{Cs}\0]/u)
  if (start < 0) return undefined
  return [{ start, message: 'Here stands a character that no text file can hold.', help: 'Take it out.' }]
}

function bytesMaxOf(change: SourceChange): number {
  if (isContract(change)) return CONTRACT_BYTES_MAX
  return isModule(change) ? MODULE_BYTES_MAX : MARKDOWN_BYTES_MAX
}

function isContract({ kind, file }: SourceChange): boolean {
  return kind === 'skill' && basename(file) === CONTRACT_FILE
}

function isModule({ kind, file }: SourceChange): boolean {
  return kind === 'ctx' && isModuleFile(file)
}

function faultsIn(change: SourceChange): readonly Fault[] {
  if (isContract(change)) return yamlFaults(change.text, CONTRACT_JUDGE)
  return isModule(change) ? yamlFaults(change.text, MODULE_JUDGE) : checkMarkdown(change)
}

interface Judge {
  readonly places: (yaml: PlacedYaml) => readonly Fault[]
  /** How the file is read once it is written; null: without a complaint. */
  readonly read: (text: string) => string | null
}

function yamlFaults(text: string, { places, read }: Judge): readonly Fault[] {
  const yaml = readPlacedYaml(text)
  if (!yaml.ok) return yaml.error
  const faults = places(yaml.value)
  const complaint = faults.length > 0 ? null : read(text)
  return complaint === null ? faults : [{ start: 0, message: complaint, help: 'Mend it, then save again.' }]
}

const CONTRACT_JUDGE: Judge = {
  places: (yaml) => {
    const { data, error } = CONTRACT.safeParse(yaml.value)
    return data === undefined ? shapeFaults(yaml, error) : schemaFaults(yaml, data)
  },
  read: (text) => {
    const contract = readContract(text)
    return contract.ok ? null : `${contract.error}.`
  },
}

function schemaFaults({ placeOf }: PlacedYaml, schemas: z.infer<typeof CONTRACT>): readonly Fault[] {
  return schemaProblems(schemas).map(({ place, message }) => ({
    start: placeOf(`/${place}`),
    message,
    help: 'It must be a JSON Schema.',
  }))
}

const MODULE_JUDGE: Judge = {
  places: (yaml) => shapeFaults(yaml, MODULE.safeParse(yaml.value).error),
  read: (text) => {
    const module = parseModule(text)
    return module.ok ? null : module.error.reason
  },
}
