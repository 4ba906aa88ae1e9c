import type { Command, CommanderError } from 'commander'
import type { CliFailure } from './cli-failure.ts'
import { usageFailure } from './cli-failure.ts'

/** What commander found wrong with the words that were typed. */
export function toUsageFailure(
  { code, message }: CommanderError,
  program: Command,
  argv: readonly string[],
): CliFailure {
  const stable = code.replace('commander.', '').replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
  if (stable === 'help') {
    return usageFailure('command-missing', 'A command is missing.', 'Choose one of those listed above.')
  }
  const [what = '', suggestion] = message.replace(/^error: /, '').split('\n')
  const help = `Run \`${pathOf(program, argv)} --help\` to see what there is.`
  return usageFailure(
    stable,
    sentence(what),
    suggestion === undefined ? help : sentence(suggestion.replaceAll(/[()]/g, '')),
  )
}

/** The command that the words lead to: `workcharts runs show`. */
function pathOf(command: Command, [word, ...rest]: readonly string[]): string {
  const child = command.commands.find((candidate) => candidate.name() === word)
  return child === undefined ? command.name() : `${command.name()} ${pathOf(child, rest)}`
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase()
  return `${first}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`
}
