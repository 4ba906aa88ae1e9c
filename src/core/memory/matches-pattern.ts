/**
 * Whether a path fits a pattern in which `*` stands for any characters, a slash included, and `?` for one, as Python's
 * `fnmatch` reads them. Only the last `*` is ever gone back to, so no pattern takes longer than both lengths explain.
 */
export function matchesPattern(path: string, pattern: string): boolean {
  let [at, next, star, tried] = [0, 0, -1, 0]
  while (at < path.length) {
    if (pattern[next] === '*') {
      star = next
      tried = at
      next += 1
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === path[at])) {
      at += 1
      next += 1
    } else if (star >= 0) {
      tried += 1
      at = tried
      next = star + 1
    } else return false
  }
  return [...pattern.slice(next)].every((mark) => mark === '*')
}
