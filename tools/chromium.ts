import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The names under which distributions and vendors install the browser. The first is the same engine without windows, which
 * Playwright drives too where nobody looks: it takes a third less of the processor.
 */
const PROGRAMS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export const HOW_TO_GET_CHROMIUM =
  'The browser tests need Chromium or Google Chrome: install it (Debian and Ubuntu: apt-get install chromium), ' +
  'or set CHROMIUM_PATH to the program.'

/** The path of a Chromium to test with, or undefined where the machine has none. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined) return isProgram(named) ? named : undefined
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program))).find(isProgram)
}

/** The path of a Chromium to test with. Throws a sentence that says what to install where the machine has none. */
export function getChromium(): string {
  const path = findChromium()
  if (path === undefined) throw new Error(HOW_TO_GET_CHROMIUM)
  return path
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
