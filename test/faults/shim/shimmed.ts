import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'

export interface Shimmed {
  readonly shim: string
  /** Only calls on what lies below it count. An absolute path without links. */
  readonly root: string
  /** Where the control file is. */
  readonly control?: string
  /** Where the trace is to be written. */
  readonly trace?: string
}

/** Starts a program under the shim. What it prints is piped; its complaints are too. */
export function spawnShimmed({ shim, root, control, trace }: Shimmed, argv: readonly string[]): ChildProcess {
  const env = {
    ...process.env,
    LD_PRELOAD: shim,
    SHIM_ROOT: root,
    // libuv could hand its file calls to the kernel by a ring, past the shim.
    UV_USE_IO_URING: '0',
    ...(control === undefined ? {} : { SHIM_CONTROL: control }),
    ...(trace === undefined ? {} : { SHIM_TRACE: trace }),
  }
  return spawn(process.execPath, argv, { env, stdio: ['pipe', 'pipe', 'pipe'] })
}
