import { describe, expect, it } from 'vitest'
import type { CliOptions } from '../../support/cli.ts'
import { aCli } from '../../support/cli.ts'

const SONNET = {
  litellm_provider: 'anthropic',
  mode: 'chat',
  input_cost_per_token: 3e-6,
  output_cost_per_token: 1.5e-5,
}
const LIST = JSON.stringify({
  sonnet: { ...SONNET, cache_read_input_token_cost: 3e-7 },
  'anthropic/sonnet': SONNET,
  'image-1': { litellm_provider: 'openai', mode: 'image_generation' },
  'image-2': { litellm_provider: 'openai', mode: 'image_generation' },
  'image-3': { litellm_provider: 'openai', mode: 'image_generation' },
  'image-4': { litellm_provider: 'openai', mode: 'image_generation' },
})
const LOCAL =
  '  - { provider: ollama, model: local, effective_from: 2026-01-01, input: 0, output: 0, currency: EUR, source: ours }\n'

function aDesk(options: Partial<CliOptions> = {}) {
  return aCli({ files: { 'list.json': LIST, 'text.json': 'prices', 'other.json': '{"a": 1}' }, ...options })
}

const cellsOf = (stdout: string) => stdout.split('\n').map((line) => line.trim().split(/ {2,}/))

describe('prices', () => {
  it('[CM126] import says what was added, what stood there and what was left out', async () => {
    const cli = aDesk()
    expect(await cli.run('prices', 'import', 'list.json')).toMatchObject({
      exit: 0,
      stdout: `Added 1 price of LiteLLM to prices.yaml, in force from 2026-11-21.
0 prices stood there already.
Left out 1: the list names them twice, and the first counts (anthropic/sonnet)
Left out 4: they do not answer in text (openai/image-1, openai/image-2, openai/image-3, …)
`,
    })
    const again = await cli.run('prices', 'import', 'list.json')
    expect(again.stdout).toContain('Nothing of LiteLLM is new.\n1 price stood there already.\n')
    const json = await aDesk({ stdin: LIST }).run('prices', 'import', '-', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'imported-prices', data: { added: 1, unchanged: 0 } })
  })

  it('[CM125] list shows what tokens cost, from when and by whom', async () => {
    const cli = aDesk({ tree: { 'prices.yaml': `prices:\n${LOCAL}` } })
    await cli.run('prices', 'import', 'list.json')
    const { stdout } = await cli.run('prices', 'list')
    expect(cellsOf(stdout)).toEqual([
      ['PROVIDER', 'MODEL', 'INPUT', 'OUTPUT', 'CACHE READ', 'CACHE WRITE', 'FROM', 'SOURCE'],
      ['anthropic', 'sonnet', '3', '15', '0.3', 'USD', '2026-11-21', 'LiteLLM'],
      ['ollama', 'local', '0', '0', 'EUR', '2026-01-01', 'ours'],
      [''],
    ])
    const chosen = await cli.run('prices', 'list', '--provider', 'anthropic', '--model', 'SON', '--json')
    expect(JSON.parse(chosen.stdout)).toMatchObject({ kind: 'prices', data: { prices: [{ model: 'sonnet' }] } })
  })

  it('[CM125] list says so where there is none', async () => {
    expect(await aDesk().run('prices', 'list')).toMatchObject({
      exit: 0,
      stdout: '',
      stderr: expect.stringContaining('workcharts prices import --help'),
    })
    const none = 'No such price is known. `workcharts prices list` shows all of them.\n'
    expect((await aDesk().run('prices', 'list', '--model', 'sonnet')).stderr).toBe(none)
    expect((await aDesk().run('prices', 'list', '--provider', 'anthropic')).stderr).toBe(none)
  })

  it('[CM125] list names the lines that are not used', async () => {
    const cli = aDesk({ tree: { 'prices.yaml': `prices:\n${LOCAL}${LOCAL.replace('input: 0', 'input: -1')}` } })
    const { exit, stdout, stderr } = await cli.run('prices', 'list')
    expect([exit, cellsOf(stdout).length]).toEqual([0, 3])
    expect(stderr).toBe(`prices.yaml:3 not used \`input\` must be money for 1,000,000 tokens, such as 0.15.
help: Mend these lines of prices.yaml: until then their prices are not used.
`)
  })

  it('[CM127] import refuses what is no list', async () => {
    const cli = aDesk()
    for (const file of ['text.json', 'other.json'])
      expect(await cli.run('prices', 'import', file)).toMatchObject({
        exit: 2,
        stdout: '',
        stderr: expect.stringMatching(/^error: .*no? .*list of prices|does not hold a list of prices/),
      })
    expect((await cli.run('prices', 'import', 'none.json')).stderr).toContain('(file-unreadable)')
    expect((await cli.run('prices', 'list')).stdout).toBe('')
  })

  it('[CM127] import adds nothing to a file with errors, and names them', async () => {
    const cli = aDesk({ tree: { 'prices.yaml': 'prices: 3\n' } })
    const { exit, stderr } = await cli.run('prices', 'import', 'list.json')
    expect(exit).toBe(3)
    expect(stderr).toContain('(prices-invalid)')
    expect(stderr).toContain('prices.yaml:1:1 Write `prices:` and a list of rows under it.')
    expect(stderr).toContain('help: Mend the lines that are listed, then try again.')
  })
})
