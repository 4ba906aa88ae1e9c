import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { TlsFiles } from './api/serve.ts'
import type { ShareOptions } from './cli/cli-parts.ts'
import type { Result } from './core/basics/result.ts'
import { err, ok } from './core/basics/result.ts'

/** Who comes in, and by which way. */
export type Share =
  | { readonly type: 'nobody' }
  /** People of the house sign in, at this machine. */
  | { readonly type: 'here' }
  /** They also come from elsewhere, by a listener of its own. */
  | SharedListener

export interface SharedListener {
  readonly type: 'elsewhere'
  readonly address: string
  readonly port: number
  /** Under which it is asked: the address, and what the certificate is made out to. */
  readonly names: readonly string[]
  readonly tls: TlsFiles | undefined
  readonly proxy: string | undefined
}

const LOOPBACK = '127.0.0.1'
/** The port for people from elsewhere, unless another is named. */
export const DEFAULT_SHARE_PORT = 4781

/** What `start` was told about sharing; otherwise, in a sentence, why nothing is opened and what to do. */
export function readShare(options: ShareOptions): Result<Share, string> {
  const { share, address = LOOPBACK, port = DEFAULT_SHARE_PORT, tlsCert, tlsKey, proxy } = options
  const isTold = [options.address, options.port, tlsCert, tlsKey, proxy].some((value) => value !== undefined)
  if (share === 'off') return isTold ? err(NOT_ON) : ok({ type: 'nobody' })
  if (!isTold) return ok({ type: 'here' })
  if (isIP(address) === 0) return err(`"${address}" is no address of a network. Give one like 192.168.1.20.`)
  if (proxy === undefined) return underTls({ address, port }, tlsCert, tlsKey)
  return tlsCert === undefined && tlsKey === undefined ? behindProxy(proxy, { address, port }) : err(BOTH)
}

type Where = Pick<SharedListener, 'address' | 'port'>

function underTls(where: Where, certFile: string | undefined, keyFile: string | undefined): Result<Share, string> {
  if (certFile === undefined || keyFile === undefined) return err(IN_CLEAR)
  const tls = readTls(certFile, keyFile)
  if (!tls.ok) return tls
  const names = [...new Set([...tls.value.names, ...(isEverywhere(where.address) ? [] : [where.address])])]
  return names.length === 0
    ? err(NAMELESS)
    : ok({ type: 'elsewhere', ...where, names, tls: tls.value, proxy: undefined })
}

const NOT_ON = 'Others come in only when you say so. Add --share, or leave the options away that say how.'
const BOTH =
  'A proxy brings TLS along, so --behind-proxy and --tls-cert do not go together. Leave one of them away: workcharts start --share --behind-proxy https://charts.example.com'
const IN_CLEAR =
  'Passwords would be sent in clear, so nothing was opened. Add a certificate: workcharts start --share --address <ip> --tls-cert <file> --tls-key <file>. Or stand behind a proxy that has one: --behind-proxy https://charts.example.com'
const NAMELESS =
  'The certificate is made out to no name or address, so no browser would accept it. Use one with a subject alternative name, or give the one address to listen on.'

function behindProxy(proxy: string, { address, port }: Where): Result<Share, string> {
  const url = URL.parse(proxy)
  if (url === null || url.protocol !== 'https:' || !/^https:\/\/[^/?#@]+\/?$/.test(proxy))
    return err(
      `"${proxy}" is not where a proxy is asked under TLS. Write it like https://charts.example.com, without anything after it.`,
    )
  const names = isEverywhere(address) ? [LOOPBACK] : [address]
  return ok({ type: 'elsewhere', address, port, names, tls: undefined, proxy: url.origin })
}

/** All networks of this machine: no browser asks for it by that name. */
function isEverywhere(address: string): boolean {
  return address === '0.0.0.0' || /^[0:]+$/.test(address)
}

interface NamedTls extends TlsFiles {
  readonly names: readonly string[]
}

function readTls(certFile: string, keyFile: string): Result<NamedTls, string> {
  const [cert, key] = [readText(certFile), readText(keyFile)]
  if (cert === undefined) return err(unreadable('--tls-cert', certFile))
  if (key === undefined) return err(unreadable('--tls-key', keyFile))
  const certificate = parse(() => new X509Certificate(cert))
  if (certificate === undefined) return err(`${certFile} holds no certificate. Give a file in PEM: BEGIN CERTIFICATE.`)
  const privateKey = parse(() => createPrivateKey(key))
  if (privateKey === undefined)
    return err(`${keyFile} holds no key that can be read. Give one in PEM without a passphrase.`)
  if (!certificate.checkPrivateKey(privateKey))
    return err(
      `The key in ${keyFile} does not belong to the certificate in ${certFile}. Give the two that were made together.`,
    )
  return ok({ cert, key, names: namesOn(certificate) })
}

function readText(file: string): string | undefined {
  return parse(() => readFileSync(file, 'utf8'))
}

function parse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function unreadable(option: string, file: string): string {
  return `${file} can not be read. Give ${option} a file that is there and that you may read.`
}

/** `DNS:charts.example.com, IP Address:192.168.1.20`. One with a star stands for no name that could be a link. */
function namesOn({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName
    .split(', ')
    .map((part) => /^(?:DNS|IP Address):([\w.:-]+)$/.exec(part)?.[1])
    .filter((name) => name !== undefined)
}
