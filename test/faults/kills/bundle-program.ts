import { join } from 'node:path'
import { build } from 'vite'

/**
 * One file out of a program and everything it imports, so that starting it takes a tenth of a second and not the two
 * thirds that some hundred modules take. Returns its path.
 */
export async function bundleProgram(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'program.mjs', codeSplitting: false } },
    },
  })
  return join(folder, 'program.mjs')
}
