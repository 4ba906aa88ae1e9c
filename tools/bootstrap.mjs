/**
 * Runs a script of this project on any machine that has Node 18 or later and npm. What is missing is installed first;
 * then the Node version pinned in package.json takes over. Plain JavaScript without packages, because nothing else
 * is there yet on a fresh clone.
 *
 *   node tools/bootstrap.mjs [--first script]... script [argument]...
 *
 * Scripts are paths inside the project. Each `--first` script must end with exit code 0 before the next one starts.
 */
import { handOver } from './bootstrap/hand-over.mjs'

const rest = process.argv.slice(2)
const first = []
while (rest[0] === '--first') first.push(...rest.splice(0, 2).slice(1))
const [script, ...args] = rest

if (script === undefined) {
  process.stderr.write('Usage: node tools/bootstrap.mjs [--first script]... script [argument]...\n')
  process.exitCode = 2
} else {
  await handOver({ first, script, args })
}
