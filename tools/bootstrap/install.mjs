import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { oneAtATime } from './one-at-a-time.mjs'
import { ROOT } from './root.mjs'
import { run } from './run.mjs'
import { hasPinnedNode, isRunningNodeNewEnough, PINNED_FOLDER, pinnedNodeRuns } from './runtime.mjs'

const WANTED = join(ROOT, 'package-lock.json')

/** npm writes this list last, so it names what is completely there. */
const PRESENT = join(ROOT, 'node_modules', '.package-lock.json')

/** Installs the locked packages and the pinned Node unless they are there. Silent when there is nothing to do. */
export async function ensureInstalled() {
  if (isComplete()) return
  await oneAtATime(join(ROOT, '.install-lock'), async () => {
    if (!hasPackages()) await installPackages()
    if (!hasPinnedNode()) await installPinnedNode()
  })
}

function isComplete() {
  return hasPackages() && (hasPinnedNode() || isRunningNodeNewEnough())
}

/** Packages for other platforms are optional, so a missing optional one is not a gap. */
function hasPackages() {
  if (!existsSync(WANTED) || !existsSync(PRESENT)) return existsSync(PRESENT)
  const { '': _project, ...wanted } = readPackages(WANTED)
  const present = readPackages(PRESENT)
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) =>
    present[path] === undefined ? optional || devOptional : present[path].version === version,
  )
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/** No package but the pinned Node needs its install script, so none is run. */
async function installPackages() {
  say('Installing the packages WorkCharts needs (once, about a minute) …')
  const command = existsSync(WANTED) ? 'ci' : 'install'
  const flags = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const { code } = await runShowingOutput('npm', [command, ...flags], ROOT)
  if (code === 0) return
  throw new Error(`"npm ${command}" failed: see npm's message above, and check that npm can reach its registry.`)
}

/**
 * Runs the install script of the package `node`, which fetches the Node program for this platform from npm. The `node`
 * on the PATH runs it, as it runs npm: the one that runs here may have just been removed with the old packages.
 */
async function installPinnedNode() {
  say('Fetching the Node version WorkCharts is tested on …')
  await runShowingOutput('node', ['installArchSpecificPackage.js'], PINNED_FOLDER)
  if (pinnedNodeRuns()) return
  rmSync(join(PINNED_FOLDER, 'bin'), { recursive: true, force: true })
  say('The pinned Node could not be fetched or does not run on this machine.')
}

/** npm's own words belong to stderr: stdout is for the data of the program that follows. */
async function runShowingOutput(command, args, cwd) {
  try {
    return await run(command, args, { cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  } catch (cause) {
    throw new Error(`"${command}" is not on the PATH. Install Node, which brings npm, from https://nodejs.org.`, {
      cause,
    })
  }
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}
