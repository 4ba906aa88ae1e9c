import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFrontMatter } from '../../../src/adapters/files/front-matter.ts'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { readAgentText } from '../../../src/adapters/files/read-agent-text.ts'
import { folderWith } from '../../support/folders.ts'
import { mutateText } from '../../support/mutate.ts'
import { pick, randomFrom } from '../../support/seeded.ts'

/** Real artifacts, beside the project and not a part of it. */
const REAL = new URL('../../../../shared/data/artifacts', import.meta.url).pathname

const SEED = 20_261_128
const ARTIFACTS = 5_000

/** What stands in for real artifacts where they are not here. */
const OWN = [
  '---\nname: reviewer\ndescription: "Reads: and judges"\ntools: [Read, Grep]\nmodel: sonnet\n---\n\nBe kind.\n',
  '---\ndescription: Runs a step: like this\nallowed-tools: Bash(git add:*), Read\nmaxTurns: 5\n---\n# Do it\n',
  '# Sort a message\n\nSorts what comes in.\n',
]

describe('artifacts with something wrong in them', () => {
  it('[FI69] are each used or listed with a reason and what mends it', { timeout: 120_000 }, async () => {
    const random = randomFrom(SEED)
    const seeds = existsSync(REAL) ? realTexts() : OWN
    if (seeds === OWN) console.log('../shared/data/artifacts is not here: mutating three of our own instead.')
    const files = Array.from({ length: ARTIFACTS }, (_, index) => {
      const kind = pick(['agents', 'commands', 'skills'], random)
      const path = kind === 'skills' ? `skills/s${index}/SKILL.md` : `${kind}/a${index}.md`
      const text = pick(seeds, random).replace(/^name: .*$/m, `name: n${index}`)
      return [`collections/x/${path}`, mutateText(text, random)] as const
    })
    const home = folderWith(Object.fromEntries(files))
    const library = openLibrary({ home, shipped: [], blobs: openBlobs(join(home, 'blobs')) })
    const [used, listed] = [await library.listCapabilities(), await library.listUnusable()]
    const reasons = Map.groupBy(listed, ({ reason }) => reason.replace(/`[^`]*`|collections\/\S+/g, '…'))
    console.log(`Seed ${SEED}: ${ARTIFACTS} artifacts, ${used.length} used, ${listed.length} listed.`)
    for (const [reason, all] of reasons) console.log(`${all.length} × ${reason}`)
    const told = [...used.map(({ source }) => source), ...listed.map(({ file }) => file)].toSorted()
    expect(told).toEqual(files.map(([path]) => path).toSorted())
    for (const { reason, mend } of listed) expect([reason, mend]).toEqual([sentence, sentence])
  })

  it('[FI68] ask for tools and turns in many spellings', () => {
    const asked = (head: string) => {
      const { tools, maximumTurns, model } = readAgentText(readFrontMatter(`---\n${head}\n---\n`).attributes)
      return [tools, maximumTurns, model]
    }
    const two = ['Read', 'Bash(git add:*, git commit:*)']
    expect(asked('tools: Read, Bash(git add:*, git commit:*), Read')).toEqual([two, null, null])
    expect(asked('allowed-tools:\n  - Read\n  - Bash(git add:*, git commit:*)')).toEqual([two, null, null])
    expect(asked('allowedTools: ["Read", 5, " ", "Bash(git add:*, git commit:*)"]')).toEqual([two, null, null])
    expect(asked('allowed_tools: Read\ntools: [Grep]')).toEqual([['Grep'], null, null])
    expect(asked('description: a: b\ntools: [Read, Grep]\nmaxTurns: 9')).toEqual([['Read', 'Grep'], 9, null])
    expect(asked('max-turns: 0\nmodel: " opus "')).toEqual([undefined, 1, 'opus'])
    expect(asked('max_turns: 1000\nmodel: inherit')).toEqual([undefined, 100, null])
    expect(asked('tools: { Read: true }\nmaxTurns: many\nmodel: [opus]')).toEqual([undefined, null, null])
    expect(asked(`tools: [${Array.from({ length: 60 }, (_, index) => `t${index}`).join()}]`)[0]).toHaveLength(50)
    expect(asked(`tools: ${'x'.repeat(500)}`)[0]).toEqual(['x'.repeat(100)])
    expect(readAgentText()).toEqual({ model: null, maximumTurns: null })
  })
})

const sentence = expect.stringMatching(/^[A-Z`].*\.$/s)

function realTexts(): readonly string[] {
  return readdirSync(REAL, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
}
