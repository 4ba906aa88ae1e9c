import { describe, expect, it } from 'vitest'
import { aCli } from '../../support/cli.ts'

const MEI = ['people', 'add', 'Mei Lin', '--email', 'mei@example.com', '--role', 'approver', '--team', 'support']

describe('people', () => {
  it('[CM161] says how to add somebody while there is nobody', async () => {
    expect(await aCli().run('people', 'list')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'Nobody but you. See `workcharts people add --help`.\n',
    })
  })

  it('[CM161] are added, listed, changed and removed', async () => {
    const cli = aCli()
    expect(await cli.run(...MEI, '--role', 'viewer')).toEqual({
      exit: 0,
      stdout: 'Added Mei Lin as human:mei-lin.\n',
      stderr: 'WorkCharts ask them by that name.\n',
    })
    const { stdout } = await cli.run('people', 'list')
    expect(stdout).toMatch(/^PERSON +NAME +E-MAIL +ROLES +TEAMS +VENTURES *\n/)
    expect(stdout).toMatch(/\nhuman:mei-lin +Mei Lin +mei@example.com +Approver, Viewer +support +all *\n/)
    const changed = await cli.run(
      'people',
      'change',
      'human:mei-lin',
      '--venture',
      'north',
      '--role',
      'admin',
      '--json',
    )
    expect(JSON.parse(changed.stdout)).toMatchObject({
      kind: 'person',
      data: { roles: ['admin'], ventures: ['north'], teams: ['support'] },
    })
    expect((await cli.run('people', 'list')).stdout).toMatch(/Admin +support +north/)
    await cli.run('people', 'change', 'human:mei-lin', '--all-ventures', '--name', 'Mei', '--email', 'm@example.com')
    expect((await cli.run('people', 'list')).stdout).toMatch(/Mei +m@example.com +Admin +support +all/)
    expect((await cli.run('people', 'remove', 'human:mei-lin')).stdout).toBe(
      'Removed human:mei-lin. What they did stays.\n',
    )
    expect(JSON.parse((await cli.run('people', 'list', '--json')).stdout)).toMatchObject({ data: { people: [] } })
  })

  it('[CM161] are refused with all that does not fit', async () => {
    const cli = aCli()
    const refused = await cli.run('people', 'add', ' ', '--email', 'mei', '--role', 'approver')
    expect([refused.exit, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toContain('is not an e-mail address')
    expect(refused.stderr).toContain('Write a name')
    expect((await cli.run('people', 'add', 'A', '--email', 'a@b.de', '--role', 'king')).exit).toBe(2)
    expect((await cli.run('people', 'change', 'human:nobody', '--name', 'A')).exit).toBe(5)
  })
})

describe('tokens', () => {
  it('[CM162] are printed once, listed without themselves, and taken back', async () => {
    const cli = aCli()
    expect((await cli.run('tokens', 'list')).stderr).toContain('tokens create')
    const made = await cli.run('tokens', 'create', 'Nightly import', '--scope', 'read', '--scope', 'operate')
    expect(made.stdout).toMatch(/^wct_[\w-]{43}\n$/)
    expect(made.stderr).toContain('shown only now')
    const listed = await cli.run('tokens', 'list')
    expect(listed.stdout).toMatch(/Nightly import +human:owner +read, operate/)
    expect(listed.stdout).not.toContain(made.stdout.trim())
    const json = JSON.parse((await cli.run('tokens', 'list', '--json')).stdout)
    const ended = await cli.run('tokens', 'end', json.data.tokens[0].id)
    expect(ended.stdout).toBe('Took back "Nightly import". It proves nothing any more.\n')
    expect((await cli.run('tokens', 'end', 'none')).exit).toBe(5)
  })

  it('[CM162] for a service decide nothing', async () => {
    const cli = aCli()
    const refused = await cli.run('tokens', 'create', 'Shop', '--scope', 'decide', '--service', 'shop')
    expect([refused.exit, refused.stderr]).toEqual([2, expect.stringContaining('decided by people')])
    const made = await cli.run(
      'tokens',
      'create',
      'Shop',
      '--scope',
      'operate',
      '--service',
      'shop',
      '--days',
      '7',
      '--json',
    )
    expect(JSON.parse(made.stdout)).toMatchObject({ data: { token: { holder: { id: 'service:shop' } } } })
  })
})

describe('audit', () => {
  it('[CM163] shows who asked for which change, as whom, and what came of it', async () => {
    const cli = aCli()
    expect((await cli.run('audit')).stderr).toBe('Nobody has asked for a change yet.\n')
    await cli.run(...MEI)
    await cli.run(...MEI)
    const { stdout } = await cli.run('audit')
    expect(stdout).toMatch(/human:owner +admin +POST \/api\/v1\/people +refused \(409\)/)
    expect(stdout).toMatch(/human:owner +admin +POST \/api\/v1\/people +done/)
    const { stdout: json, stderr } = await cli.run('audit', '--json', '--limit', '1', '--by', 'human:owner')
    expect(JSON.parse(json).data.entries).toHaveLength(1)
    expect(stderr).toContain('There is more')
  })
})
