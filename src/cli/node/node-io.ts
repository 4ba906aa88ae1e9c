import { randomUUIDv7 } from 'node:crypto'
import { homedir } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { timestamp } from '../../core/basics/timestamp.ts'
import type { CliInput, CliIo, CliOutput } from '../cli-io.ts'
import { openPage } from './programs.ts'
import { isThere, readBytes, readText, writeText } from './text-files.ts'

/** The part of a Node process that commands touch. A stream that is no terminal has no `isTTY`. */
export interface Host {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  readonly env: CliIo['env']
  readonly platform: NodeJS.Platform
  readonly cwd: () => string
}

type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }

/** The world of a command that was typed in a terminal or a script. `interrupted` is aborted by Ctrl-C. */
export function createNodeIo(host: Host, interrupted: AbortSignal): CliIo {
  return {
    stdout: toOutput(host.stdout),
    stderr: toOutput(host.stderr),
    stdin: toInput(host, interrupted),
    env: host.env,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: () => timestamp(Date.now()),
    wait: (ms) => setTimeout(ms, undefined, { signal: interrupted }).catch(() => undefined),
    interrupted,
    newId: randomUUIDv7,
    folders: { current: () => currentFolder(host), home: homedir(), isThere },
    readFile: readText,
    readBytes,
    writeFile: writeText,
    openPage: (url) => openPage(url, host.platform),
  }
}

/** A folder that was removed under the shell is none. */
function currentFolder({ cwd }: Host): string | undefined {
  try {
    return cwd()
  } catch {
    return undefined
  }
}

function toOutput(stream: OutputStream): CliOutput {
  return { isTTY: stream.isTTY === true, columns: stream.columns, write: (characters) => void stream.write(characters) }
}

function toInput({ stdin, stderr }: Host, interrupted: AbortSignal): CliInput {
  return {
    isTTY: stdin.isTTY === true,
    readAll: () => text(stdin),
    ask: async (question) => {
      using prompt = createInterface({ input: stdin, output: stderr })
      return await prompt.question(`${question}: `, { signal: interrupted }).catch(() => '')
    },
  }
}
