import { usageFailure } from './cli-failure.ts'
import type { CliParts } from './cli-parts.ts'
import { EXIT } from './exit-code.ts'
import { printFailure } from './print-failure.ts'
import { runCli } from './run-cli.ts'
import { createScreen } from './terminal/screen.ts'

/** The programs of this machine, for what `skillmeat` passes on. */
export interface Programs {
  /** Where programs of this name are, as real paths, in the order of the PATH. */
  readonly find: (name: string) => Promise<readonly string[]>
  /** The real path of the program that is running: what it must never pass on to. */
  readonly own: string
  /** Runs it with our streams and returns its exit code. */
  readonly run: (path: string, argv: readonly string[]) => Promise<number>
}

/**
 * `skillmeat workflow …` is ours; everything else belongs to the SkillMeat that is installed beside it. Without one, the
 * command says so: installing WorkCharts takes nothing away and pretends nothing.
 */
export async function runSkillmeat(argv: readonly string[], parts: CliParts, programs: Programs): Promise<number> {
  if (argv[0] === 'workflow') return runCli(argv, parts, 'skillmeat')
  const found = await programs.find('skillmeat')
  const other = found.find((path) => path !== programs.own)
  if (other !== undefined) return programs.run(other, argv)
  printFailure(createScreen(parts.io), notInstalled(argv), argv.includes('--json') ? 'json' : 'text')
  return EXIT.usage
}

function notInstalled(argv: readonly string[]) {
  const asked = argv.length === 0 ? 'This' : `\`skillmeat ${argv.join(' ')}\``
  return usageFailure(
    'skillmeat-missing',
    `${asked} belongs to SkillMeat, which is not installed here.`,
    'Here there is `skillmeat workflow`; install SkillMeat for the rest.',
  )
}
