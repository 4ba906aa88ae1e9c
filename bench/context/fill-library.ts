import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How many of each kind a library holds. */
export interface LibrarySize {
  readonly agents: number
  /** Each a folder of two files. */
  readonly skills: number
  readonly commands: number
  readonly modules: number
}

/** Fills the default collection of a home with small artifacts. */
export async function fillLibrary(home: string, { agents, skills, commands, modules }: LibrarySize): Promise<void> {
  const collection = join(home, 'collections', 'default')
  for (const kind of ['agents', 'skills', 'commands', 'context']) {
    await mkdir(join(collection, kind), { recursive: true })
  }
  for (const number of upTo(agents)) await writeFile(join(collection, `agents/agent-${number}.md`), agentText(number))
  for (const number of upTo(skills)) await writeSkill(join(collection, `skills/skill-${number}`), number)
  for (const number of upTo(commands))
    await writeFile(join(collection, `commands/do-${number}.md`), commandText(number))
  for (const number of upTo(modules)) await writeFile(join(collection, `context/module-${number}.md`), PARAGRAPH)
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}

const PARAGRAPH = `# What we promise\n\n${'An order that has not left the house can be changed. '.repeat(8)}\n`

function agentText(number: number): string {
  return `---\nname: agent-${number}\ndescription: Checks part ${number} of an order.\nmodel: sonnet\ntools: Read, Grep\n---\n\n${PARAGRAPH}`
}

function commandText(number: number): string {
  return `---\ndescription: Does step ${number}.\nargument-hint: "[order]"\n---\n\n${PARAGRAPH}`
}

async function writeSkill(folder: string, number: number): Promise<void> {
  await mkdir(folder)
  await writeFile(
    join(folder, 'SKILL.md'),
    `---\nname: skill-${number}\ndescription: Looks up part ${number}.\n---\n\n# Look up part ${number}\n\n${PARAGRAPH}`,
  )
  await writeFile(join(folder, 'contract.yaml'), CONTRACT)
}

const CONTRACT = `run: { command: { argv: [./look-up] } }
input: { type: object, properties: { part: { type: string } }, required: [part] }
output: { type: object, properties: { price: { type: number } }, required: [price] }
effect: pure
`
