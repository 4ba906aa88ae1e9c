import { readdir, readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addFiles } from '../support/folders.ts'
import { aModelServer, saying } from '../support/model-server.ts'
import { aHome, type } from '../support/program.ts'
import { writeScript } from '../support/scripted-program.ts'

/** `claude`, as far as it is asked here. */
const CLAUDE = `
say({ type: 'system', subtype: 'init', model: 'claude-scripted' })
const result = JSON.stringify({ outputs: { text: 'Dear customer' }, confidence: 0.97, summary: 'Done.' })
say({ type: 'result', subtype: 'success', is_error: false, result, total_cost_usd: 0.01, usage: { input_tokens: 9, output_tokens: 3 } })
`

const TWO_STAGES = ['workflow', 'create', 'hello', '--stage', 'draft=agent:agent-7', '--stage', 'check=agent:agent-8']

/** Somebody with fifty agents who has never started WorkCharts. */
async function aNewcomer() {
  const home = await aHome()
  const agents = Array.from({ length: 50 }, (_, index) => [
    `.claude/agents/agent-${index + 1}.md`,
    `---\nname: agent-${index + 1}\ndescription: Does part ${index + 1}.\n---\nYou do part ${index + 1}.\n`,
  ])
  addFiles(home.folder, Object.fromEntries(agents))
  return home
}

describe('a newcomer with agents', () => {
  it('[E2E110] comes to a succeeded run of two stages with three commands, by the command line that they have', async () => {
    await using home = await aNewcomer()
    await writeScript(join(home.folder, 'bin/claude'), CLAUDE)
    const path = process.env['PATH']
    process.env['PATH'] = [join(home.folder, 'bin'), path].join(delimiter)
    try {
      expect((await type(home, 'connections', 'add', 'me', '--program', 'claude-code', '--', 'claude')).code).toBe(0)
      expect((await type(home, ...TWO_STAGES)).code).toBe(0)
      const { code, out } = await type(home, 'workflow', 'run', 'hello')
      expect(out).toContain('check: Done (by agent-8, 97 % sure)')
      expect(code).toBe(0)
    } finally {
      process.env['PATH'] = path
    }
  })

  it('[E2E111] is answered by a model that is reached with a key, which stands in clear in no file of theirs', async () => {
    await using home = await aNewcomer()
    const server = await aModelServer(saying({ text: 'Dear customer' }, 0.9))
    process.env['TEST_MODEL_KEY'] = 'sk-canary-of-the-newcomer'
    const model = ['--provider', 'openai-compatible', '--base-url', server.baseUrl, '--model', 'm-1']
    const added = await type(home, 'connections', 'add', 'house', ...model, '--key-from-env', 'TEST_MODEL_KEY')
    delete process.env['TEST_MODEL_KEY']
    expect(added).toMatchObject({ code: 0 })
    await type(home, ...TWO_STAGES)
    const { code, out } = await type(home, 'workflow', 'run', 'hello')
    expect(out).toContain('check: Done (by agent-8, 90 % sure)')
    expect(code).toBe(0)
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer sk-canary-of-the-newcomer',
      'Bearer sk-canary-of-the-newcomer',
    ])
    expect(JSON.stringify(server.asked[0]?.body)).toContain('You do part 7.')
    const receipts = await type(home, 'receipts', 'export')
    expect(receipts.out).toContain('"name":"house/m-1-2026"')
    expect(await filesWith(home.folder, 'sk-canary-of-the-newcomer')).toEqual([])
  })
})

async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const holding = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])))
  return holding.flat()
}
