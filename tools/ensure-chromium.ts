/**
 * Installs Chromium where the browser tests would miss it and it can be had without asking: on Debian, as root; the one
 * without windows where there is one. Elsewhere it says what to install and lets the other tests run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.ts'

const OS_RELEASE = '/etc/os-release'
const WITHOUT_WINDOWS = 'chromium-headless-shell'

if (findChromium() === undefined) {
  if (mayInstall()) install()
  if (findChromium() === undefined) say(HOW_TO_GET_CHROMIUM)
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
