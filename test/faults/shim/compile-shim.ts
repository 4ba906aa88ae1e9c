import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCE = join(import.meta.dirname, 'shim.c')
const OS_RELEASE = '/etc/os-release'
const WARNINGS = ['-Wall', '-Wextra', '-Werror']

/** Compiles the shim into a folder, and gives its path. Throws with what to install where there is no C compiler. */
export function compileShim(folder: string): string {
  const shim = join(folder, 'shim.so')
  ensureCompiler()
  const made = spawnSync('cc', ['-shared', '-fPIC', '-O2', ...WARNINGS, '-o', shim, SOURCE, '-ldl', '-lpthread'])
  if (made.status !== 0) throw new Error(`The shim does not compile:\n${made.stderr}`)
  return shim
}

/** Why the shim can not be had here, as a sentence; undefined: it can. */
export function whyNoShim(): string | undefined {
  if (process.platform !== 'linux') return 'The faults of a disk are made by a shim that only Linux can load.'
  return hasCompiler() || mayInstall() ? undefined : HOW_TO_GET_A_COMPILER
}

const HOW_TO_GET_A_COMPILER =
  'The faults of a disk need a C compiler named cc. On Debian: apt-get install gcc libc6-dev'

function ensureCompiler(): void {
  if (!hasCompiler() && mayInstall()) install()
  const reason = whyNoShim()
  if (reason !== undefined) throw new Error(reason)
}

function hasCompiler(): boolean {
  return spawnSync('cc', ['--version']).status === 0
}

/** As for the browser: only on Debian, and only as root, is something installed without asking. */
function mayInstall(): boolean {
  return isDebian() && process.getuid?.() === 0
}

function isDebian(): boolean {
  return existsSync(OS_RELEASE) && /^ID="?debian"?$/m.test(readFileSync(OS_RELEASE, 'utf8'))
}

function install(): void {
  process.stderr.write('Installing a C compiler for the tests of a failing disk …\n')
  if (apt('update')) apt('install', '-y', 'gcc', 'libc6-dev')
}

function apt(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] }).status === 0
}
