import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Milliseconds from the start of a process to its first answer, where it is nothing but Node and its HTTP server. */
export async function timeBareServer(): Promise<number> {
  const spawnedAt = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  await (await fetch(`http://127.0.0.1:${port}/`)).bytes()
  const elapsed = performance.now() - spawnedAt
  child.kill()
  await once(child, 'exit')
  return elapsed
}
