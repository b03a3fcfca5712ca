import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const SFTP_SERVER = '/usr/lib/openssh/sftp-server'
const ATTEMPTS = 100

/** Whether somebody said that this machine has no FUSE, as in most containers: without it there are no such mounts. */
export const hasNoFuse = process.env['COWSCOPE_NO_FUSE'] === '1'

export interface Mounted {
  readonly path: string
  unmount(): void
}

/** Mounts a folder read-only by sshfs, whose server is a program on this machine: no network, no keys. */
export async function mountSshfs(folder: string): Promise<Mounted> {
  const path = mkdtempSync(join(tmpdir(), 'cowscope-sshfs-'))
  const options = ['-f', '-o', `ro,ssh_command=sh -c ${SFTP_SERVER}`]
  const program = spawn('sshfs', [...options, `localhost:${folder}`, path], { stdio: 'inherit' })
  const failed = new Promise<never>((_, reject) => {
    program.once('error', (cause) =>
      reject(new Error('sshfs cannot be run: install sshfs', { cause })),
    )
    program.once('exit', (code) =>
      reject(new Error(`sshfs ended with ${code}: without FUSE set COWSCOPE_NO_FUSE=1`)),
    )
  })
  await Promise.race([mountedAt(path), failed])
  failed.catch(() => undefined)
  return {
    path,
    unmount() {
      execFileSync('fusermount3', ['-u', path])
      rmdirSync(path)
    },
  }
}

async function mountedAt(path: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${path} `)) return
    await delay(100)
  }
  throw new Error(`nothing is mounted at ${path}`)
}
