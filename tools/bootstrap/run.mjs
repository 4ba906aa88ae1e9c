import { spawn } from 'node:child_process'

/** The signals a person or a supervisor uses to end a program. */
const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program, passes the signals that end this process on to it, and tells how it ended.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} rejects if the program cannot be started
 */
export function run(program, args, options) {
  const child = spawn(program, args, options)
  const stopForwarding = forwardSignals(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  }).finally(stopForwarding)
}

/** A terminal sends Ctrl-C to the child as well; passing it on would deliver it twice. */
function forwardSignals(child) {
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of END_SIGNALS) process.on(signal, forward)
  return () => {
    for (const signal of END_SIGNALS) process.off(signal, forward)
  }
}
