import { splitHead } from '../../core/agent/markdown.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { quoted } from '../../core/basics/quoted.ts'
import type { SourceChange } from '../../engine/ports.ts'
import { DESCRIPTION_MAX, describeArtifact } from './describe-artifact.ts'
import type { ArtifactKind } from './find-roots.ts'
import { readFrontMatter } from './front-matter.ts'
import { listedName } from './name-artifact.ts'
import type { Fault, PlacedYaml } from './placed-yaml.ts'
import { readPlacedYaml } from './placed-yaml.ts'
import { artifactKind } from './search-order.ts'

/** What is wrong with a Markdown file of an artifact. Its lines end in a line feed. */
export function checkMarkdown(change: SourceChange): readonly Fault[] {
  const { head, body } = splitHead(change.text)
  if (head === undefined) return withoutHead(change)
  const behindMark = change.text.indexOf('\n') + 1
  const yaml = readPlacedYaml(head)
  const faults = yaml.ok ? headFaults(change, yaml.value) : yaml.error
  const inText = faults.map((fault) => ({ ...fault, start: fault.start + behindMark }))
  return body.trim() === '' && inText.length === 0 && change.kind === 'ctx' ? [SAYS_NOTHING] : inText
}

const SAYS_NOTHING: Fault = { start: 0, message: 'It says nothing.', help: 'Write what it is for.' }

const MARK = /^---[ \t]*(?:\n|$)/

function withoutHead({ kind, text }: SourceChange): readonly Fault[] {
  if (isForMachines(kind)) {
    const message = MARK.test(text)
      ? 'The front matter that begins with the line --- has no end.'
      : 'It does not begin with front matter.'
    return [{ start: 0, message, help: 'Begin it with a line ---, its name and description, and a line ---.' }]
  }
  return text.trim() === '' ? [SAYS_NOTHING] : []
}

/** Agents and skills are chosen by what they say they are for. */
function isForMachines(kind: SourceChange['kind']): boolean {
  return kind === 'agent' || kind === 'skill'
}

function headFaults(change: SourceChange, yaml: PlacedYaml): readonly Fault[] {
  const attributes = yaml.value ?? {}
  if (!isJsonObject(attributes)) return [NO_MAP]
  return [...nameFaults(change, attributes, yaml), ...descriptionFaults(change, attributes, yaml)]
}

const NO_MAP: Fault = {
  start: 0,
  message: 'The front matter is no list of keys and values.',
  help: 'Write a line such as `description: What it is for`.',
}

/** Under another name no stage would find it. */
function nameFaults(
  { kind: wanted, file, before }: SourceChange,
  attributes: JsonObject,
  { placeOf }: PlacedYaml,
): readonly Fault[] {
  const { name = null } = attributes
  const start = placeOf('/name')
  if (name !== null && typeof name !== 'string')
    return [{ start, message: '`name` must be text.', help: 'Put it in quotes.' }]
  const kind = artifactKind(wanted)
  const was = kind && nameIn(kind, file, readFrontMatter(before).attributes)
  const is = kind && nameIn(kind, file, attributes)
  if (was === undefined || was === is) return []
  const message = `It would be called ${quoted(is ?? '')} and no longer ${quoted(was)}, so stages that name it would not find it.`
  return [{ start, message, help: `Write \`name: ${was}\`.` }]
}

function nameIn(kind: ArtifactKind, file: string, attributes: JsonObject | undefined): string {
  const { name } = describeArtifact({ attributes, body: '' })
  return listedName({ kind, path: file.split('/').slice(FOLDERS_BEFORE).join('/') }, name)
}

/** `collections/<name>/<kind>/` */
const FOLDERS_BEFORE = 3

function descriptionFaults({ kind }: SourceChange, attributes: JsonObject, { placeOf }: PlacedYaml): readonly Fault[] {
  const { description = null } = attributes
  const start = placeOf('/description')
  if (description === null)
    return isForMachines(kind)
      ? [{ start, message: 'It does not say what it is for.', help: 'Write a line `description: …`.' }]
      : []
  if (typeof description !== 'string' || description.trim() === '')
    return [{ start, message: '`description` must be text.', help: 'Say in a sentence what it is for.' }]
  if (description.length <= DESCRIPTION_MAX) return []
  const message = `The description has more than ${DESCRIPTION_MAX} characters.`
  return [{ start, message, help: 'Say it shorter; the rest belongs below the front matter.' }]
}
