import type { Command } from 'commander'
import type { ListSkillsOptions } from '../commands/skills-list.ts'
import type { TestSkillOptions } from '../commands/skills-test.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, repeatable } from './options.ts'

const SKILL = 'a skill, an agent or a command as `skills list` names it: skill:sort-a-message'

export function addSkillCommands(program: Command, act: Act): void {
  const skills = program.command('skills').description('skills, agents and commands: what can do a stage')
  addJson(skills.command('list').description('list what can do a stage'))
    .option('--unusable', 'list the files that can not be used instead, with what mends each')
    .action((flags: ListSkillsOptions) =>
      act.connected(async (session) => (await import('../commands/skills-list.ts')).listSkills(session, flags)),
    )
  addJson(
    skills.command('show').description('show what one takes and gives and where it is used').argument('<skill>', SKILL),
  ).action((skill: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/skills-show.ts')).showSkill(session, skill, flags)),
  )
  addJson(
    skills
      .command('test')
      .description('do one once; one that does more than read is held back')
      .argument('<skill>', SKILL)
      .addOption(repeatable('--input <name=value>', 'a value it is given')),
  )
    .option('--input-file <file>', 'a JSON file with what it is given; - reads stdin')
    .action((skill: string, flags: TestSkillOptions) =>
      act.connected(async (session) => (await import('../commands/skills-test.ts')).testSkill(session, skill, flags)),
    )
}
