import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { buildCli } from '../built-cli.ts'

/** Bytes of the file that is in a mount; whole blocks of any file system. */
const SIZE = 1 << 20

/** The last line of `du` and the scan of both folders, in a mount namespace that ends with it. */
function withMount(cli: string, from: string, to: string, opened: readonly string[]) {
  const script =
    'mount --bind "$1" "$2" && du -sc --block-size=1 "$5" "$6" | tail -n 1 && exec "$3" "$4" scan -f json "$5" "$6"'
  const args = ['-c', script, 'sh', from, to, process.execPath, cli, ...opened]
  const command = ['--map-root-user', '--mount', 'sh', ...args]
  const [total = '', ...report] = execFileSync('unshare', command, { encoding: 'utf8' }).split('\n')
  const { allocatedBytes, directoryBytes } = JSON.parse(report.join('\n')).totals
  return { du: Number.parseInt(total, 10), allocated: allocatedBytes + directoryBytes }
}

test('what is mounted at two places counts at both, as the documentation says, and du counts it once', async () => {
  const cli = await buildCli()
  const root = temporaryFolder()
  const at = (path: string) => join(root, path)
  for (const path of ['x/images', 'y/images']) mkdirSync(at(path), { recursive: true })
  writeFileSync(at('x/images/disk'), Buffer.alloc(SIZE, 1))
  execFileSync('sync', ['-f', root])
  const opened = [at('x'), at('y')]
  const { du, allocated } = withMount(cli.path, at('x/images'), at('y/images'), opened)
  const folder =
    Number(execFileSync('stat', ['-c', '%b', at('x/images')], { encoding: 'utf8' })) * 512
  expect(allocated - du).toBe(SIZE + folder)
  expect(cli.run(['scan', '--help']).stdout.replace(/\s+/g, ' ')).toContain(
    'what is mounted at two places at both',
  )
})
