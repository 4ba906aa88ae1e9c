import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname } from 'node:path'

/** Behind walls a program sees the folders of the PATH: also that of the Node which these scripts name. */
export const PATH_WITH_NODE = [dirname(process.execPath), process.env['PATH']].join(delimiter)

/** Writes a program of Node lines. `lines` and `say`: what it has read, and a line that it writes. */
export async function writeScript(file: string, code: string): Promise<void> {
  const head = [
    `#!${process.execPath}`,
    "const fs = require('node:fs')",
    "const input = fs.readFileSync(0, 'utf8')",
    'const say = (event) => console.log(JSON.stringify(event))',
  ]
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, [...head, code, ''].join('\n'))
  await chmod(file, 0o755)
}
