import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderWith } from './folders.ts'

export interface CertificateFiles {
  readonly certFile: string
  readonly keyFile: string
  readonly cert: string
}

/** A certificate that vouches for itself, made out to `DNS:…` and `IP:…`, or to nobody. Made by OpenSSL. */
export function aCertificate(names: readonly string[]): CertificateFiles {
  const folder = folderWith()
  const [certFile, keyFile] = [join(folder, 'charts.crt'), join(folder, 'charts.key')]
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1']
  const named = names.length === 0 ? [] : ['-addext', `subjectAltName=${names.join(',')}`]
  execFileSync('openssl', ['req', ...made, '-subj', '/CN=charts', ...named, '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  })
  const cert = readFileSync(certFile, 'utf8')
  if (names.length > 0 && new X509Certificate(cert).subjectAltName === undefined) throw new Error('It has no names.')
  return { certFile, keyFile, cert }
}
