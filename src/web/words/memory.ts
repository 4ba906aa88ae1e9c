import type { MemoryItem } from '../../api/contract/memory.ts'

export const MEMORY_WORDS = {
  decision: 'Decision',
  constraint: 'Rule to keep',
  gotcha: 'Pitfall',
  style_rule: 'Style',
  learning: 'Lesson',
} as const satisfies Record<MemoryItem['type'], string>
