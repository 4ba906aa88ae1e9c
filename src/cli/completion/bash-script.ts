import type { CommandNode } from '../describe-command.ts'
import { allCommands, pathBelow, valuedOptions } from './tree-words.ts'

/** A completion script for bash 3.2 and later: commands, options, and the choices of both; files where a value follows. */
export function bashScript(root: CommandNode): string {
  const commands = allCommands(root)
  return `# Completion of ${root.name} for bash. Add to ~/.bashrc: source <(${root.name} completion bash)
_${root.name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at\${at:+ }$word" in
${commands
  .slice(1)
  .map((command) => `      '${pathBelow(root, command)}') at='${pathBelow(root, command)}' ;;`)
  .join('\n')}
    esac
  done
  case "$at $before" in
${valuedOptions(root)
  .map(({ at, choices }) => `    '${at}') words='${choices.join(' ')}' ;;`)
  .join('\n')}
    *)
      case "$at" in
${commands.map((command) => `        '${pathBelow(root, command)}') words='${wordsAfter(command).join(' ')}' ;;`).join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${root.name} ${root.name}
`
}

function wordsAfter({ commands, options, arguments: places }: CommandNode): readonly string[] {
  return [...commands.map(({ name }) => name), ...(places[0]?.choices ?? []), ...options.flatMap(({ flags }) => flags)]
}
