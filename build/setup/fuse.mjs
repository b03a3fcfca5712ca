import { closeSync, openSync, readFileSync } from 'node:fs'
import { say } from './say.mjs'

/**
 * What tests are told where a real mount by sshfs cannot be had: no package brings what the kernel has not,
 * or a container hides. That they are left out is said.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutFuse() {
  if (process.env['COWSCOPE_NO_FUSE'] !== '1' && hasFuse()) return {}
  say('this machine has no FUSE: what a mount by sshfs shows is not tested here')
  return { COWSCOPE_NO_FUSE: '1' }
}

/** That the device is there does not mean that this process may open it. */
function hasFuse() {
  try {
    closeSync(openSync('/dev/fuse', 'r+'))
    return /\bfuse$/m.test(readFileSync('/proc/filesystems', 'utf8'))
  } catch {
    return false
  }
}
