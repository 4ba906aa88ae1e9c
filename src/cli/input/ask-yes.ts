import type { CliIo } from '../cli-io.ts'

/** `nobody`: there is no terminal at which somebody could be asked. */
export type Said = 'yes' | 'no' | 'nobody'

/** Asks before something that can not be undone. Only the word yes is a yes. */
export async function askYes({ stdin, stderr }: Pick<CliIo, 'stdin' | 'stderr'>, question: string): Promise<Said> {
  if (!stdin.isTTY || !stderr.isTTY) return 'nobody'
  const answer = await stdin.ask(`${question} Type yes`)
  return /^y(?:es)?$/i.test(answer.trim()) ? 'yes' : 'no'
}
