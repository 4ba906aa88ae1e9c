/** How a command ends, for scripts. Documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** A run failed, was rejected or canceled; or the command itself could not be carried out. */
  failed: 1,
  usage: 2,
  /** A document, a plan, a price file, a file of rows, a receipt file or a backup is not valid. */
  invalid: 3,
  refused: 4,
  notFound: 5,
  waiting: 10,
  /** 128 + SIGINT, as shells count. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
