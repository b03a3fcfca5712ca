import { spawn } from 'node:child_process'
import { removeAfterEnd } from '../../../electron/start/profile.ts'

// A program: ends as a window with a temporary profile does, below a process that never asks how it ended.

const [, own = '', folder = '', isBelow] = process.argv

if (isBelow === undefined) {
  // What ends is a zombie of sleep's, which takes over from the shell that started it.
  const below = ['-c', '"$@" & exec sleep 1000', 'sh', process.execPath, own, folder, 'below']
  spawn('sh', below, { stdio: 'ignore' })
} else {
  process.on('exit', () => removeAfterEnd(folder))
}
