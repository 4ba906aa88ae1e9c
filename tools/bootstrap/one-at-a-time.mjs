import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 250

/** A first install on a slow line. Whoever waits longer is told, instead of waiting for ever. */
const PATIENCE_MS = 15 * 60 * 1000

/**
 * Runs the work while no other process does. `file` holds the process id of the one that works; a file left behind
 * by a killed process is taken over.
 *
 * @param {string} file
 * @param {() => Promise<void>} work
 */
export async function oneAtATime(file, work) {
  await waitForTurn(file)
  try {
    await work()
  } finally {
    rmSync(file, { force: true })
  }
}

async function waitForTurn(file) {
  if (take(file)) return
  process.stderr.write('Another WorkCharts command is installing what it needs; waiting for it …\n')
  const deadline = Date.now() + PATIENCE_MS
  do {
    if (Date.now() > deadline) {
      throw new Error(`Another install has not finished for 15 minutes. If none is running, delete ${file}.`)
    }
    await sleep(POLL_MS)
    if (!isAlive(readOwner(file))) rmSync(file, { force: true })
  } while (!take(file))
}

/** A hard link appears complete with its content or not at all, so no reader ever sees a file without an owner. */
function take(file) {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(mine)
  }
}

/** A file that is gone has just been given up: answering with a living process makes the caller simply try again. */
function readOwner(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return process.pid
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
