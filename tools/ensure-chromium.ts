/**
 * Installs Chromium where the browser tests would miss it, and the one without windows where they would take longer, if it
 * can be had without asking: on Debian, as root. Elsewhere it says what to install and lets the other tests run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.ts'

const OS_RELEASE = '/etc/os-release'
/** The name of the package and of the program. */
const WITHOUT_WINDOWS = 'chromium-headless-shell'

if (mayInstall() && !isWithoutWindows(findChromium())) install()
if (findChromium() === undefined) say(HOW_TO_GET_CHROMIUM)

function isWithoutWindows(path: string | undefined): boolean {
  return path?.endsWith(WITHOUT_WINDOWS) ?? false
}

function mayInstall(): boolean {
  return process.env['CHROMIUM_PATH'] === undefined && isDebian() && process.getuid?.() === 0
}

function isDebian(): boolean {
  return existsSync(OS_RELEASE) && /^ID="?debian"?$/m.test(readFileSync(OS_RELEASE, 'utf8'))
}

function install(): void {
  say('Installing Chromium for the browser tests …')
  if (apt('update') && !apt('install', '-y', WITHOUT_WINDOWS)) apt('install', '-y', 'chromium')
}

function apt(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2] }).status === 0
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
