import { timezoneNames } from '../../core/schedule/timezone.ts'

export interface ZoneOption {
  readonly value: string
  readonly label: string
}

/** All zones to choose from. One that this browser does not know stays in the list. */
export function zoneOptions(zone: string): readonly ZoneOption[] {
  // Some browsers list UTC themselves, and a list may hold each name once.
  const names = [...new Set([...timezoneNames(), zone])]
  return names.map((name) => ({ value: name, label: zoneWords(name) }))
}

/** `America/New_York` reads as `America, New York`. */
function zoneWords(name: string): string {
  return name === '' ? 'Choose a zone' : name.replaceAll('_', ' ').replaceAll('/', ', ')
}
