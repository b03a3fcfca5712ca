import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'

/** A key derivation that takes no time. */
export const CHEAP_KEYS = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'] as const

/** Runs cryptsetup over a file: for headers alone it needs neither a device nor the kernel. */
export function cryptsetup(args: readonly string[], input = 'passphrase'): string {
  const env = { ...process.env, PATH: `/usr/sbin:/sbin:${process.env['PATH'] ?? ''}` }
  const result = spawnSync('cryptsetup', args, { input, encoding: 'utf8', env })
  const { status, stdout, stderr, error } = result
  // It ends before it has taken a passphrase that it does not need.
  if (error !== undefined && !('code' in error && error.code === 'EPIPE')) {
    throw new Error('cryptsetup cannot be run: install cryptsetup-bin', { cause: error })
  }
  if (status !== 0) throw new Error(`cryptsetup ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** A volume of 32 MiB. */
export function luksVolume(path: string, ...options: readonly string[]): void {
  writeFileSync(path, '')
  truncateSync(path, 32 << 20)
  cryptsetup(['luksFormat', '--batch-mode', ...options, path, '-'])
}
