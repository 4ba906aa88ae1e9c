import { useMediaQuery } from '@mantine/hooks'

/** In a narrower window the words in a graph would be too small to read. */
const ROOM = '(min-width: 900px)'

export function useRoomForAGraph(): boolean {
  return useMediaQuery(ROOM, true, { getInitialValueInEffect: false })
}
