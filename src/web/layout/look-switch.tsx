import type { MantineColorScheme } from '@mantine/core'
import { useMantineColorScheme } from '@mantine/core'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'

interface Look {
  readonly words: string
  readonly icon: IconName
  readonly next: MantineColorScheme
}

const LOOKS = {
  auto: { words: 'Look: as the system', icon: 'sun', next: 'light' },
  light: { words: 'Look: light', icon: 'sun', next: 'dark' },
  dark: { words: 'Look: dark', icon: 'moon', next: 'auto' },
} as const satisfies Record<MantineColorScheme, Look>

/** Light or dark: the system's choice until the reader makes their own. */
export function LookSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { words, icon, next } = LOOKS[colorScheme]
  return (
    <button type="button" className="navigation-item" title={words} onClick={() => setColorScheme(next)}>
      <Icon name={icon} />
      <span className="navigation-word">{words}</span>
    </button>
  )
}
