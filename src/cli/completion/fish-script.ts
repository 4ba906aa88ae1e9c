import type { CommandNode, OptionNode } from '../describe-command.ts'
import { allCommands, pathBelow } from './tree-words.ts'

/** A completion script for fish: commands, options and choices with their descriptions. */
export function fishScript(root: CommandNode): string {
  const lines = allCommands(root).flatMap((command) => linesOf(root, command))
  return `# Completion of ${root.name} for fish. Save as ~/.config/fish/completions/${root.name}.fish
function __${root.name}_path
    set -l at ''
    for word in (commandline -opc)[2..]
        contains -- (string trim "$at $word") $__${root.name}_paths; and set at (string trim "$at $word")
    end
    test "$at" = "$argv[1]"
end
set -g __${root.name}_paths ${allCommands(root)
    .slice(1)
    .map((command) => quote(pathBelow(root, command)))
    .join(' ')}
${lines.join('\n')}
`
}

function linesOf(root: CommandNode, command: CommandNode): readonly string[] {
  const start = `complete -c ${root.name} -n ${quote(`__${root.name}_path ${quote(pathBelow(root, command))}`)}`
  const choices = command.arguments[0]?.choices ?? []
  return [
    ...command.commands.map(({ name, description }) => `${start} -f -a ${name} -d ${quote(description)}`),
    ...(choices.length === 0 ? [] : [`${start} -f -a ${quote(choices.join(' '))}`]),
    ...command.options.map((option) => `${start} ${optionWords(option)}`),
  ]
}

function optionWords({ flags, takesValue, choices, description }: OptionNode): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  const value = takesValue ? ['-r'] : []
  const values = choices.length === 0 ? [] : ['-f', '-a', quote(choices.join(' '))]
  return [...names, ...value, ...values, '-d', quote(description)].join(' ')
}

/** Inside single quotes fish knows two escapes. */
function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`
}
