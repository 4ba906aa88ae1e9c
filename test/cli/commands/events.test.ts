import { describe, expect, it } from 'vitest'
import { aCli, collection } from '../../support/cli.ts'
import { ORDERS } from '../../support/listening.ts'

async function ordersCli() {
  const cli = aCli({
    tree: collection({ 'workflows/orders.yaml': ORDERS }),
    files: { 'o.json': '{"order":"o-7","amount":12}', 'bad.json': '{' },
  })
  expect((await cli.run('workflow', 'publish', 'orders')).exit).toBe(0)
  return cli
}

describe('triggers webhook', () => {
  it('[CM135] creates an address, shows its secret once, renews and removes it', async () => {
    const cli = await ordersCli()
    const webhook = (verb: string, ...more: readonly string[]) =>
      cli.run('triggers', 'webhook', verb, 'placed', ...more)
    const none = await webhook('show')
    expect([none.exit, none.stderr]).toEqual([
      5,
      expect.stringContaining('workcharts triggers webhook create orders/placed'),
    ])
    const created = await webhook('create')
    expect(created.stdout).toMatch(/^trigger +orders\/placed\naddress +\/hooks\/[\w-]{22}\nsecret +whsec_\S{44}\n$/)
    expect(created.stderr).toContain('not shown again')
    expect((await webhook('show')).stdout).not.toContain('whsec_')
    expect((await webhook('create')).exit).not.toBe(0)
    const rotated = await webhook('rotate')
    expect(rotated.stdout).toMatch(/secret before +taken until .*\nsecret +whsec_/)
    expect(JSON.parse((await webhook('show', '--json')).stdout)).toMatchObject({
      kind: 'webhook',
      data: { trigger: 'orders/placed' },
    })
    expect((await webhook('remove')).stdout).toMatch(/^Removed \/hooks\/[\w-]{22}\. Nothing/)
    expect((await webhook('remove')).exit).toBe(5)
  })

  it('[CM135] prints JSON of each where asked, and knows no other trigger', async () => {
    const cli = await ordersCli()
    for (const verb of ['create', 'rotate', 'remove'])
      expect(JSON.parse((await cli.run('triggers', 'webhook', verb, 'placed', '--json')).stdout).kind).toBe('webhook')
    for (const verb of ['create', 'rotate', 'remove', 'show'])
      expect((await cli.run('triggers', 'webhook', verb, 'none')).exit).toBe(5)
  })
})

describe('events send', () => {
  it('[CM136] sends an event with data from the line or a file, and says what came of it', async () => {
    const cli = await ordersCli()
    const send = (...more: readonly string[]) =>
      cli.run('events', 'send', '--type', 'com.example.order.placed', ...more)
    expect((await send('--data', '@o.json', '--id', 'e-1', '--source', '/shop')).stdout).toMatch(
      /orders\/placed +run \S+\n$/,
    )
    expect((await send('--data', '@o.json', '--id', 'e-1', '--source', '/shop')).stdout).toMatch(
      /orders\/placed +known before +run \S+\n$/,
    )
    expect((await send('--data', '{}', '--subject', 'none')).stdout).toContain('`order`')
    const json = await send('--data', '{"order":"o-8","amount":1}', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'event', data: { answers: [{ heard: 'new' }] } })
    expect((await cli.run('events', 'send', '--type', 'com.example.nobody')).stderr).toContain(
      'Nothing waits for com.example.nobody.',
    )
  })

  it('[CM136] refuses data that is no JSON, a file that is not there, and what is no event', async () => {
    const cli = await ordersCli()
    const send = async (...more: readonly string[]) => (await cli.run('events', 'send', ...more)).exit
    expect(await send('--type', 'a', '--data', '{')).toBe(2)
    expect(await send('--type', 'a', '--data', '@bad.json')).toBe(2)
    expect(await send('--type', 'a', '--data', '@none.json')).toBe(2)
    expect(await send('--type', 'a', '--source', 'a b')).toBe(2)
  })
})

it('[CM137] `start --webhook-port` is handed on', async () => {
  const cli = aCli()
  await cli.run('start', '--webhook-port', '4999', '--no-browser')
  expect(cli.started).toMatchObject([{ port: undefined, webhookPort: 4_999, browser: 'leave' }])
  expect((await cli.run('start', '--webhook-port', 'x')).exit).toBe(2)
})
