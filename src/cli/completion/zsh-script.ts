import type { CommandNode } from '../describe-command.ts'
import { allCommands, pathBelow, valuedOptions } from './tree-words.ts'

/** A completion script for zsh: commands, options and choices with their descriptions; files where a value follows. */
export function zshScript(root: CommandNode): string {
  const commands = allCommands(root)
  return `#compdef ${root.name}
# Completion of ${root.name} for zsh. Save as _${root.name} in a folder of $fpath.
_${root.name}() {
  local at='' word
  local -a names
  for word in "\${words[@]:1:CURRENT-2}"; do
    case "$at\${at:+ }$word" in
${commands
  .slice(1)
  .map((command) => `      ${quote(pathBelow(root, command))}) at=${quote(pathBelow(root, command))} ;;`)
  .join('\n')}
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${valuedOptions(root)
  .map(({ at, choices }) => `    ${quote(at)}) names=(${choices.map(quote).join(' ')}) ;;`)
  .join('\n')}
    *)
      case "$at" in
${commands.map((command) => `        ${quote(pathBelow(root, command))}) names=(${namesAfter(command).join(' ')}) ;;`).join('\n')}
      esac ;;
  esac
  _describe ${quote(root.name)} names
  _files
}
compdef _${root.name} ${root.name}
`
}

function namesAfter({ commands, options, arguments: places }: CommandNode): readonly string[] {
  return [
    ...commands.map(({ name, description }) => described(name, description)),
    ...(places[0]?.choices ?? []).map(quote),
    ...options.flatMap(({ flags, description }) => flags.map((flag) => described(flag, description))),
  ]
}

/** `name:what it does`; a colon of its own would end the name. */
function described(name: string, description: string): string {
  return quote(`${name.replaceAll(':', '\\:')}:${description}`)
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
