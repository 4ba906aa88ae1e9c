import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './root.mjs'

/** The oldest Node that runs the program (`engines` in package.json). */
const OLDEST_MAJOR = 24

/** The folder of the npm package `node`, which pins the Node version the project is tested on. */
export const PINNED_FOLDER = join(ROOT, 'node_modules', 'node')

const PINNED_NODE = join(PINNED_FOLDER, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The Node to run the program with: the pinned one, or else the running one if it is new enough. */
export function chooseRuntime() {
  if (hasPinnedNode()) return PINNED_NODE
  if (isRunningNodeNewEnough()) return process.execPath
  throw new Error(
    `WorkCharts needs Node ${OLDEST_MAJOR} or later, and this is ${process.version}. ` +
      'The pinned version could not be installed: install Node from https://nodejs.org and try again.',
  )
}

export function hasPinnedNode() {
  return existsSync(PINNED_NODE)
}

export function isRunningNodeNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR
}

/** False where the downloaded program does not fit the machine, for example another C library. */
export function pinnedNodeRuns() {
  return hasPinnedNode() && spawnSync(PINNED_NODE, ['--version']).status === 0
}
