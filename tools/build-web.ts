/** Builds the web app into dist/web, texts also compressed beside themselves (`.gz`), unless what is there was built from these very sources. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build as buildWithVite } from 'vite'

const ROOT = join(import.meta.dirname, '..')

/** Everything the built files depend on. */
const SOURCES = [
  'src/web/**/*.*',
  'src/core/**/*.ts',
  'src/api/contract/**/*.ts',
  'vite.config.ts',
  'tools/build-web.ts',
  'tsconfig*.json',
  'package-lock.json',
]

/** What is smaller when it is compressed. */
const TEXTS = '**/*.{css,html,js,json,svg,webmanifest}'
const LEVEL_MAX = 9

const OUTPUT = join(ROOT, 'dist/web')
const STAMP = '.built-from'

const sources = digestOf(SOURCES)
if (!isBuiltFrom(sources)) await build()

function digestOf(patterns: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of globSync(patterns, { cwd: ROOT }).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function isBuiltFrom(digest: string): boolean {
  const stamp = join(OUTPUT, STAMP)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
}

/** Builds beside the old files and swaps the folders, so that a server never serves half a build. */
async function build(): Promise<void> {
  process.stderr.write('Building the web app …\n')
  const fresh = `${OUTPUT}-${process.pid}`
  await buildWithVite({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'src/web'),
    logLevel: 'warn',
    build: { outDir: fresh },
  })
  compressTexts(fresh)
  writeFileSync(join(fresh, STAMP), sources)
  replaceFolder(OUTPUT, fresh)
}

function compressTexts(folder: string): void {
  for (const name of globSync(TEXTS, { cwd: folder })) {
    const file = join(folder, name)
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: LEVEL_MAX }))
  }
}

/** Another process may finish the same build first: its files are as good as ours. */
function replaceFolder(target: string, fresh: string): void {
  try {
    rmSync(target, { recursive: true, force: true })
    renameSync(fresh, target)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!isBuiltFrom(sources)) throw error
  }
}
