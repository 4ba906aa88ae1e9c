import { describe, expect, it } from 'vitest'
import { aCli } from '../../support/cli.ts'
import { aModelServer, listing } from '../../support/model-list-server.ts'

const CLAUDE = ['connections', 'add', 'claude', '--provider', 'anthropic', '--model', 'claude-1']
const CODER = ['connections', 'add', 'coder', '--program', 'codex', '--', 'codex', 'exec', '--fast']

describe('connections list', () => {
  it('[CM65] says who works while there is none', async () => {
    expect(await aCli().run('connections', 'list')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'No connection yet: a person does what an agent would do. See `workcharts connections add --help`.\n',
    })
  })

  it('[CM65] shows what each is, and never a key', async () => {
    const cli = aCli({ env: { MY_KEY: 'sk-secret-1' } })
    await cli.run(...CLAUDE, '--key-from-env', 'MY_KEY')
    await cli.run(...CODER)
    const { stdout } = await cli.run('connections', 'list')
    expect(stdout).toMatch(/^CONNECTION +WHAT +MODEL +KEY *\n/)
    expect(stdout).toMatch(/\nclaude +anthropic +claude-1 +kept +default\n/)
    expect(stdout).toMatch(/\ncoder +codex exec --fast/)
    const json = await cli.run('connections', 'list', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'connections',
      data: { connections: [{ hasKey: true }, {}] },
    })
    expect(stdout + json.stdout).not.toContain('secret')
  })
})

describe('connections add', () => {
  it('[CM66] takes a key from stdin, and says the next step', async () => {
    const cli = aCli({ stdin: 'sk-secret-1\n' })
    expect(await cli.run(...CLAUDE, '--key-stdin', '--alias', 'small=claude-1-small')).toEqual({
      exit: 0,
      stdout: 'Added claude. Agents get it now.\n',
      stderr: 'See whether it answers with `workcharts connections test claude`.\n',
    })
    const [first = '', second = '', ...rest] = CODER
    const added = await cli.run(first, second, '--json', ...rest)
    expect(JSON.parse(added.stdout)).toMatchObject({ kind: 'connection', data: { name: 'coder' } })
    const { stdout } = await cli.run('connections', 'add', 'two', '--program', 'json-lines', '--', 'a')
    expect(stdout).toBe('Added two.\n')
  })

  it.each([
    [['--provider', 'anthropic', '--model', 'm'], 2, 'reached with a key'],
    [['--provider', 'openai-compatible', '--model', 'm'], 2, 'An address is missing'],
    [['--model', 'm'], 2, 'What answers is missing.'],
    [['--provider', 'anthropic', '--model', 'm', '--', 'codex'], 2, 'A model takes no command.'],
    [['--provider', 'anthropic', '--alias', 'small'], 2, 'is not a name and a value'],
    [['--provider', 'anthropic', '--key-from-env', 'sk-secret-1'], 2, 'is not set'],
    [['--provider', 'anthropic', '--key-from-env', 'A', '--key-stdin'], 2, 'cannot be used with'],
    [['--program', 'codex', '--key-stdin', '--', 'codex'], 2, 'cannot be used with'],
    [['--program', 'codex'], 2, 'The command is missing'],
  ])('[CM66] refuses %j', async (flags, exit, words) => {
    const refused = await aCli().run('connections', 'add', 'one', ...flags)
    expect([refused.exit, refused.stdout]).toEqual([exit, ''])
    expect(refused.stderr).toContain(words)
    expect(refused.stderr).not.toContain('secret')
  })

  it('[CM66] replaces only where that is asked for', async () => {
    const cli = aCli()
    await cli.run(...CODER)
    expect(await cli.run(...CODER)).toMatchObject({ exit: 4, stderr: expect.stringContaining('already') })
    const [first, second, ...rest] = CODER
    expect(await cli.run(first ?? '', second ?? '', '--replace', ...rest)).toMatchObject({ exit: 0 })
  })
})

describe('the others', () => {
  it('[CM67] say what came of a test', async () => {
    const { baseUrl } = await aModelServer(listing('llama3.2'))
    const cli = aCli()
    await cli.run(
      'connections',
      'add',
      'local',
      '--provider',
      'openai-compatible',
      '--base-url',
      baseUrl,
      '--model',
      'llama3.2',
    )
    await cli.run(...CODER)
    expect(await cli.run('connections', 'test', 'local')).toEqual({
      exit: 0,
      stdout: 'It answers, and it has the model llama3.2.\n',
      stderr: '',
    })
    const failed = await cli.run('connections', 'test', 'coder', '--json')
    expect(failed.exit).toBe(1)
    expect(JSON.parse(failed.stdout)).toMatchObject({ kind: 'connection-test', data: { isWell: false } })
    expect(await cli.run('connections', 'test', 'none')).toMatchObject({ exit: 5 })
  })

  it('[CM68] say who answers for agents then', async () => {
    const cli = aCli()
    await cli.run(...CODER)
    await cli.run('connections', 'add', 'two', '--program', 'json-lines', '--', 'a')
    expect((await cli.run('connections', 'default', 'two')).stdout).toBe('Agents get two now.\n')
    const json = await cli.run('connections', 'default', 'coder', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'connection', data: { isDefault: true } })
    expect((await cli.run('connections', 'remove', 'coder')).stdout).toBe('Removed coder. Agents get two.\n')
    expect((await cli.run('connections', 'remove', 'two')).stdout).toBe(
      'Removed two. A person does what an agent would do now.\n',
    )
    await cli.run(...CODER)
    const removed = await cli.run('connections', 'remove', 'coder', '--json')
    expect(JSON.parse(removed.stdout)).toMatchObject({ kind: 'connections', data: { connections: [] } })
    expect(await cli.run('connections', 'default', 'none')).toMatchObject({ exit: 5 })
    expect(await cli.run('connections', 'remove', 'none')).toMatchObject({ exit: 5 })
  })
})
