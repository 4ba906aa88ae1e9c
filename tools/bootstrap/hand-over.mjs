import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { ROOT } from './root.mjs'
import { run } from './run.mjs'
import { chooseRuntime } from './runtime.mjs'

/** EX_CONFIG of sysexits.h: nothing could be started, because the machine lacks something. */
const NOT_READY = 78

/**
 * Runs the scripts one after the other in this process's place: same folder, same streams, same signals. The process
 * ends as the last script that ran ended.
 *
 * @param {{ first: string[], script: string, args: string[] }} job scripts are paths inside the project
 */
export async function handOver({ first, script, args }) {
  try {
    await ensureInstalled()
    endLike(await runAll([...first.map((preparation) => [preparation]), [script, ...args]]))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = NOT_READY
  }
}

/** Stops at the first script that fails and returns how the last one that ran ended. */
async function runAll(calls) {
  const runtime = chooseRuntime()
  let end = { code: 0, signal: null }
  for (const [script, ...args] of calls) {
    end = await run(runtime, [join(ROOT, script), ...args], { stdio: 'inherit', env: environmentFor(script) })
    if (end.code !== 0) break
  }
  return end
}

/** What Node makes of the program's sources is kept beside the packages: every start but the first takes half the time. */
function environmentFor(script) {
  if (!script.startsWith('src/')) return process.env
  return { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'workcharts'), ...process.env }
}

function endLike({ code, signal }) {
  if (signal === null) process.exitCode = code
  else process.kill(process.pid, signal)
}
