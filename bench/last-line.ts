import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** Runs a program of this project to its end and gives the last line it printed. Throws where it failed. */
export async function lastLine(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')])
  const line = printed.trimEnd().split('\n').at(-1)
  if (code !== 0 || line === undefined) throw new Error(`${program} ended with ${code ?? signal}`)
  return line
}
