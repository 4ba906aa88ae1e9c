import { bodyOf, descriptionOf } from '../../../core/agent/markdown.ts'
import { textOr } from '../../../core/basics/json.ts'
import type { PlannedCapability, PlannedFile } from '../../../core/plan/plan.ts'
import type { AttemptResult } from '../../../core/run/answer.ts'
import type { Blobs } from '../../../engine/ports.ts'
import { answered, refused } from '../attempt-results.ts'
import { findSkillFile, loadBytes, loadText } from '../skill-files.ts'
import type { Tool } from './tool.ts'

/** A text that an agent can read when it needs it, with the files beside it. */
export interface Skill {
  /** Its reference without the kind. */
  readonly name: string
  readonly description: string
  readonly main: PlannedFile | undefined
  readonly capability: PlannedCapability
  readonly blobs: Blobs
}

export async function toSkill(blobs: Blobs, capability: PlannedCapability): Promise<Skill> {
  const description = await describeCapability(blobs, capability)
  return { name: capability.ref.replace(/^\w+:/, ''), description, main: mainFile(capability), capability, blobs }
}

/** What an agent works by: the text of its own file. Empty: it has none. */
export async function loadBody(blobs: Blobs, capability: PlannedCapability): Promise<string> {
  const main = mainFile(capability)
  return main === undefined ? '' : bodyOf(await loadText(blobs, main))
}

export async function describeCapability(blobs: Blobs, capability: PlannedCapability): Promise<string> {
  const main = mainFile(capability)
  return main === undefined ? '' : descriptionOf(await loadText(blobs, main))
}

/** SKILL.md of a skill, else the one file that an agent or a command is. */
function mainFile({ files }: PlannedCapability): PlannedFile | undefined {
  return files.find(({ path }) => path === 'SKILL.md') ?? files.find(({ path }) => path.endsWith('.md'))
}

/** Skills are disclosed step by step: their descriptions first, a text when it is asked for, its files one by one. */
export function readSkillTool(skills: readonly Skill[], name: string): Tool {
  return {
    ref: name,
    title: 'Read a skill',
    name,
    description: 'Gives the text of a skill, or of a file that stands beside it. It only reads.',
    input: {
      type: 'object',
      properties: {
        name: { enum: skills.map((skill) => skill.name) },
        file: { type: 'string', description: 'A file of the skill, as its text names it. Absent: the text itself.' },
      },
      required: ['name'],
      additionalProperties: false,
    },
    effect: 'pure',
    run: async ({ name: wanted, file }) => {
      const skill = skills.find((candidate) => candidate.name === wanted)
      if (skill === undefined) return refused({ code: 'skill-missing', message: 'There is no such skill.' })
      return file === undefined ? await readMain(skill) : await readFile(skill, textOr(file, ''))
    },
  }
}

async function readMain({ main, capability, blobs }: Skill): Promise<AttemptResult> {
  if (main === undefined) return refused({ code: 'skill-file-missing', message: 'This skill has no text.' })
  const files = capability.files.map(({ path }) => path).filter((path) => path !== main.path)
  return given({ text: bodyOf(await loadText(blobs, main)), files })
}

async function readFile({ capability, blobs }: Skill, path: string): Promise<AttemptResult> {
  const file = findSkillFile(capability, path)
  if (!file.ok) return refused({ code: file.error.code, message: `This skill has no file ${JSON.stringify(path)}.` })
  const bytes = await loadBytes(blobs, file.value)
  if (bytes.includes(0)) return refused({ code: 'skill-file-not-text', message: `${path} is no text.` })
  return given({ text: new TextDecoder().decode(bytes) })
}

function given(outputs: { readonly text: string; readonly files?: readonly string[] }): AttemptResult {
  return answered({ outputs, confidence: null, summary: 'Read.' })
}
