import { expect, test } from 'vitest'
import { createByteProgress } from '../../../electron/cli/output/byte-progress.ts'
import { createErrorLines } from '../../../electron/cli/output/status-line.ts'

test('a sentence stands on a line of its own, not behind the progress that was shown', () => {
  let screen = ''
  const { status, line } = createErrorLines((text) => {
    screen += text
  })
  const progress = createByteProgress(status, 'written', 4096)
  progress.add(1024)
  line('cowscope: the file ends early')
  line('cowscope: nothing was written')
  progress.end()
  expect(screen).toBe(
    '\r\u001b[K1.00 KiB of 4.00 KiB written\r\u001b[Kcowscope: the file ends early\n' +
      'cowscope: nothing was written\n\r\u001b[K',
  )
})
