const LIST = new Intl.ListFormat('en-GB')

/** Names as people say them: `support, support lead and finance`. */
export function nameList(names: readonly string[]): string {
  return LIST.format(names.map((name) => name.replaceAll('-', ' ')))
}
