import type { Command } from 'commander'
import { ok } from '../../core/basics/result.ts'
import { bashScript } from '../completion/bash-script.ts'
import { fishScript } from '../completion/fish-script.ts'
import { zshScript } from '../completion/zsh-script.ts'
import type { CommandNode } from '../describe-command.ts'
import { describeCommand } from '../describe-command.ts'
import { EXIT } from '../exit-code.ts'
import type { Outcome, Session } from '../session.ts'

export type Shell = keyof typeof SCRIPTS

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const satisfies Record<
  string,
  (root: CommandNode) => string
>

export async function printCompletion({ screen }: Session, shell: Shell, program: Command): Promise<Outcome> {
  screen.exact(SCRIPTS[shell](describeCommand(program)))
  return ok(EXIT.ok)
}
