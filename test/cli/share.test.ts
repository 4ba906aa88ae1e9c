import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ShareOptions } from '../../src/cli/cli-parts.ts'
import { err, ok } from '../../src/core/basics/result.ts'
import { readShare } from '../../src/read-share.ts'
import { aCertificate } from '../support/certificate.ts'
import { aCli } from '../support/cli.ts'
import { folderWith } from '../support/folders.ts'
import { PATIENCE, sharedHouse } from '../support/sign-in.ts'

const OFF: ShareOptions = {
  share: 'off',
  address: undefined,
  port: undefined,
  tlsCert: undefined,
  tlsKey: undefined,
  proxy: undefined,
}
const ON: ShareOptions = { ...OFF, share: 'on' }

describe('sharing', () => {
  it('[CM150] `start` hands on what it was told about sharing, and shares nothing without it', async () => {
    const cli = aCli()
    const told = ['--share', '--address', '192.0.2.7', '--share-port', '8443', '--tls-cert', 'a', '--tls-key', 'b']
    await cli.run('start', '--no-browser', ...told, '--behind-proxy', 'https://charts.example.com')
    await cli.run('start', '--no-browser')
    expect(cli.started.map(({ sharing }) => sharing)).toEqual([
      { share: 'on', address: '192.0.2.7', port: 8443, tlsCert: 'a', tlsKey: 'b', proxy: 'https://charts.example.com' },
      OFF,
    ])
  })

  it('[CM150] is off, on at this machine, or refused where only the ways were named', () => {
    expect(readShare(OFF)).toEqual(ok({ type: 'nobody' }))
    expect(readShare(ON)).toEqual(ok({ type: 'here' }))
    for (const way of [{ address: '192.0.2.7' }, { port: 0 }, { tlsCert: 'a' }, { proxy: 'https://a.example' }])
      expect(readShare({ ...OFF, ...way })).toEqual(err(expect.stringContaining('Add --share')))
  })

  it.each(['192.0.2.7', '127.0.0.1', '0.0.0.0', '::', '::1'])(
    '[CM151] nothing is opened at %s in clear, and the sentence says what to do',
    (address) => {
      const { certFile } = aCertificate(['IP:192.0.2.7'])
      for (const half of [{}, { tlsCert: certFile }, { tlsKey: certFile }])
        expect(readShare({ ...ON, address, ...half })).toEqual(
          err(expect.stringMatching(/nothing was opened.*--tls-cert/)),
        )
    },
  )

  it('[CM151] an address is one of a network', () => {
    expect(readShare({ ...ON, address: 'charts.example.com' })).toEqual(err(expect.stringContaining('192.168.1.20')))
  })

  it('[CM152] under TLS it is asked by the names of the certificate and by its address', () => {
    const {
      certFile: tlsCert,
      keyFile: tlsKey,
      cert,
    } = aCertificate(['DNS:charts.example.com', 'DNS:*.example.com', 'IP:192.0.2.8'])
    const share = readShare({ ...ON, address: '192.0.2.7', port: 8443, tlsCert, tlsKey })
    expect(share).toEqual(
      ok({
        type: 'elsewhere',
        address: '192.0.2.7',
        port: 8443,
        names: ['charts.example.com', '192.0.2.8', '192.0.2.7'],
        tls: expect.objectContaining({ cert }),
        proxy: undefined,
      }),
    )
    expect(readShare({ ...ON, address: '0.0.0.0', tlsCert, tlsKey })).toMatchObject({
      value: { port: 4781, names: ['charts.example.com', '192.0.2.8'] },
    })
  })

  it('[CM152] files that are missing, are no certificate or key, or do not belong together are refused by name', () => {
    const [one, other] = [aCertificate(['IP:192.0.2.7']), aCertificate([])]
    const told = (tlsCert: string, tlsKey: string) => readShare({ ...ON, address: '0.0.0.0', tlsCert, tlsKey })
    const junk = `${folderWith()}/junk.pem`
    writeFileSync(junk, 'no PEM')
    expect(told('/none.crt', one.keyFile)).toEqual(err(expect.stringContaining('/none.crt can not be read')))
    expect(told(one.certFile, '/none.key')).toEqual(err(expect.stringContaining('/none.key can not be read')))
    expect(told(junk, one.keyFile)).toEqual(err(expect.stringContaining(`${junk} holds no certificate`)))
    expect(told(one.certFile, junk)).toEqual(err(expect.stringContaining(`${junk} holds no key`)))
    expect(told(one.certFile, other.keyFile)).toEqual(err(expect.stringContaining('does not belong to')))
    expect(told(other.certFile, other.keyFile)).toEqual(err(expect.stringContaining('made out to no name')))
  })

  it('[CM153] behind a proxy its origin is what browsers ask for', () => {
    const proxy = 'https://charts.example.com'
    const value = { type: 'elsewhere', address: '127.0.0.1', port: 4781, names: ['127.0.0.1'], tls: undefined, proxy }
    expect(readShare({ ...ON, proxy })).toEqual(ok(value))
    expect(readShare({ ...ON, proxy: `${proxy}/`, address: '::' })).toEqual(ok({ ...value, address: '::' }))
    for (const wrong of [
      'http://charts.example.com',
      'charts.example.com',
      `${proxy}/charts`,
      `${proxy}?a`,
      'https://me@a.example',
    ])
      expect(readShare({ ...ON, proxy: wrong })).toEqual(err(expect.stringContaining('https://charts.example.com')))
    expect(readShare({ ...ON, proxy, tlsCert: 'a' })).toEqual(err(expect.stringContaining('do not go together')))
  })
})

describe('people invite', PATIENCE, () => {
  it('[CM154] prints the link alone, and its one use in a note', async () => {
    const { signIn, livesIn } = await sharedHouse()
    const sharing = { signIn, home: 'https://charts.example.com' }
    const cli = aCli({ parts: { sharing } })
    livesIn({ list: async () => [] })
    await cli.run('people', 'add', 'Mei Lin', '--email', 'mei@example.com', '--role', 'approver')
    const invited = await cli.run('people', 'invite', 'human:mei-lin')
    expect(invited.stdout).toMatch(/^https:\/\/charts\.example\.com\/join#[\w-]{43}\n$/)
    expect(invited.stderr).toContain('It works once, until')
    const json = await cli.run('people', 'invite', 'human:mei-lin', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'invitation',
      data: { url: expect.stringContaining('/join#') },
    })
    expect((await cli.run('people', 'invite', 'human:nobody')).exit).toBe(5)
  })

  it('[CM154] says how to share where nothing is shared', async () => {
    const cli = aCli()
    await cli.run('people', 'add', 'Mei Lin', '--email', 'mei@example.com', '--role', 'approver')
    const refused = await cli.run('people', 'invite', 'human:mei-lin')
    expect([refused.exit, refused.stdout]).toEqual([4, ''])
    expect(refused.stderr).toContain('workcharts start --share')
  })
})
