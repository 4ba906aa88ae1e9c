import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { foldersOf } from './find-program.ts'

/** What a program can reach. Paths are absolute. */
export interface Room {
  /** Where it starts. */
  readonly folder: string
  readonly writable: readonly string[]
  /** Beside the system's programs and libraries, and the folders of the PATH. What is a home, or holds one, is left out. */
  readonly readable: readonly string[]
  readonly network: 'off' | 'shared'
}

/** Where bubblewrap tells that it came to start the program, and how that ended. */
const REPORT_DESCRIPTOR = 3

/**
 * What bubblewrap is told: a list of what is there, never one of what is hidden. The program sees no process, no other
 * program's memory, and of the files only those of the system, of the PATH's folders and of its room. The environment
 * goes past the arguments, which every user of the machine can read.
 */
export async function bubblewrapArguments(room: Room, path: string | undefined): Promise<readonly string[]> {
  const readable = await withoutHomes([...foldersOf(path), ...room.readable])
  return [
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...(room.network === 'off' ? ['--unshare-net'] : []),
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--json-status-fd', String(REPORT_DESCRIPTOR)],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...[...SYSTEM, ...readable].flatMap((each) => ['--ro-bind-try', each, each]),
    ...room.writable.flatMap((each) => ['--bind', each, each]),
    ...['--remount-ro', '/', '--chdir', room.folder, '--'],
  ]
}

/** Programs, libraries, and the settings they do not start without. No secret of anybody is kept in these. */
const SYSTEM = [
  ...['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store'],
  ...['/etc/alternatives', '/etc/ca-certificates', '/etc/fonts', '/etc/group', '/etc/hosts', '/etc/ld.so.cache'],
  ...['/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/localtime', '/etc/mime.types', '/etc/nsswitch.conf', '/etc/passwd'],
  ...['/etc/pki/ca-trust', '/etc/pki/tls/certs', '/etc/resolv.conf', '/etc/ssl/certs', '/etc/ssl/openssl.cnf'],
]

/** A folder of programs may stand in a home, but a home, or what holds one, is none. */
async function withoutHomes(paths: readonly string[]): Promise<readonly string[]> {
  const home = await realpath(homedir()).catch(homedir)
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => undefined)))
  return paths.filter((_, index) => {
    const target = real[index]
    return target !== undefined && !holds(target, home)
  })
}

/** Whether `inner` is `outer`, or stands in it. */
function holds(outer: string, inner: string): boolean {
  return `${inner}/`.startsWith(outer === '/' ? outer : `${outer}/`)
}
