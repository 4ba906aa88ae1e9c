import type { FixKind } from '../../core/wiring/fix.ts'
import type { Wiring } from '../../core/wiring/wiring.ts'
import { stageLabel, valueWords } from '../derive/wiring-view.ts'

/** Settings that a fix takes out, as screens call them. */
const SETTINGS: Readonly<Record<string, string>> = {
  on_skip: 'what happens when it is skipped',
  join: 'how several come together',
  timeout: 'the limit of one try',
  retry: 'the tries',
  on_error: 'what happens when it fails',
  gate: 'asking by how sure it is',
  samples: 'asking several times',
  review_between: 'when a second skill checks',
  effect: 'what it does to the world',
}

/** What a fix does, behind "Mend:". */
export function fixWords(fix: FixKind, wiring: Wiring): string {
  switch (fix.type) {
    case 'respell':
      return `write ${fix.to} for ${fix.from}`
    case 'wait-for':
      return `wait for ${stageLabel(fix.stage, wiring)}`
    case 'stop-waiting':
      return `do not wait for ${stageLabel(fix.stage, wiring)}`
    case 'take-out':
      return `take out ${SETTINGS[fix.setting] ?? fix.setting}`
    case 'add-run-input':
      return `ask for ${fix.name} at the start`
    case 'allow-absence':
      return 'go on without it where it is missing'
    case 'look-at-outcome':
      return `only when ${stageLabel(fix.stage, wiring)} is done`
    case 'give':
      return `give it ${valueWords(fix.value, wiring)}`
    case 'ask-a-person':
      return 'let a person do it'
    case 'ask-anyone':
      return 'ask anyone instead'
  }
}
