import type { Result } from '../../core/basics/result.ts'
import { err } from '../../core/basics/result.ts'
import type { AgentText, CapabilityEntry } from '../../core/plan/catalog.ts'
import type { Contract } from './read-contract.ts'
import { readContract } from './read-contract.ts'
import { readText } from './read-text.ts'
import { NO_CONTRACT } from './why-idle.ts'

/** A contract is a page; its schemas are short. Bytes. */
export const CONTRACT_BYTES_MAX = 256 * 1024
/** The executable contract stands beside SKILL.md, whose own metadata holds strings only. */
export const CONTRACT_FILE = 'contract.yaml'

export type SkillContract = Pick<
  CapabilityEntry,
  'run' | 'agent' | 'unavailable' | 'input' | 'output' | 'confidence' | 'effect'
>

/** What a skill's contract says, or why nothing here can carry the skill out. `contract`: undefined where it has none. */
export function describeSkill(
  ref: string,
  agent: AgentText,
  contract: Result<Contract, string> | undefined,
): SkillContract {
  if (contract === undefined) return { ...FOR_AN_AGENT, agent, unavailable: `${ref} is here, but ${NO_CONTRACT}` }
  if (!contract.ok)
    return { ...FOR_AN_AGENT, unavailable: `${ref} is here, but its ${CONTRACT_FILE} can not be used. ${UNTIL_MENDED}` }
  const { run, ...promises } = contract.value
  return run.ok ? { ...promises, run: run.value } : { ...promises, unavailable: `${ref} is here, but ${run.error}` }
}

const UNTIL_MENDED = 'A person does this until the file is mended.'

/** The contract at a path, or what is wrong with it. */
export async function loadContract(path: string): Promise<Result<Contract, string>> {
  const text = await readText(path, CONTRACT_BYTES_MAX)
  return text.ok ? readContract(text.value) : err(text.error.reason)
}

/** Text for an agent changes nothing by itself, and an agent says how sure it is. */
const FOR_AN_AGENT = { confidence: 'reported', effect: 'pure' } as const
