/** In characters. Shorter ones are guessed. */
export const PASSWORD_MIN = 12
/** Longer ones cost more to check than they add. */
export const PASSWORD_MAX = 128

export function isFitPassword(password: string): boolean {
  return password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX
}
