import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, encodeText } from '../../../shared/bytes/text.ts'
import { FINDING_CODES } from '../../../shared/findings/codes.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { finding } from '../../../shared/findings/finding.ts'
import { shellLine, shellWord } from '../../../shared/findings/shell.ts'
import { findingsDocument } from '../../../shared/report/findings-document.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

/** What a real shell makes of a word, byte by byte. */
function spoken(word: string): string {
  return decodeText(new Uint8Array(execFileSync('sh', ['-c', `printf '%s' ${word}`])))
}

const hostile = [
  "it's",
  '$(touch /tmp/owned)',
  '`id`',
  'a\nb',
  'a b\t"c"',
  '\udcff\udc80',
  '-rf',
  '-\u007f',
  '%s\\n',
  '\u202egnp.exe',
  'a;b&c|d>e<f*?[g]~!#',
  '',
]

describe('a word for the shell', () => {
  test.each(hostile)('%j is what it stands for, on one line of printing characters', (text) => {
    const word = shellWord(text) ?? ''
    expect(word).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u)
    expect(spoken(word)).toBe(text)
  })

  test('is that of any bytes that a name can have', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => decodeText(bytes))
    fc.assert(
      fc.property(name, (text) => {
        const word = shellWord(text)
        const impossible = text.includes('\0') || text.endsWith('\n')
        expect(word === undefined).toBe(impossible)
        if (word !== undefined) expect(spoken(word)).toBe(decodeText(encodeText(text)))
      }),
      { numRuns: 60 },
    )
  })

  test('is never a part of a command', () => {
    expect(shellLine('rm -- {}', "a'b")).toBe("rm -- 'a'\\''b'")
    expect(shellLine('rm -- {}', 'a\n')).toBeUndefined()
  })
})

describe('commands', () => {
  const at = (path: string) => `/mnt/node/${path}`

  test.each(FINDING_CODES)('of %s are sound shell, whatever the names are', (code) => {
    for (const name of hostile) {
      const subject = { kind: 'disk', path: `i/${name}`, instance: `i/${name}` } as const
      const refused = { enter: [name], read: [name, '/x'], readBelow: [name] }
      const evidence = { name, tried: [name, '/x'], uuid: name, format: 'raw', ...refused }
      const lines = findingCommands(finding(code, subject, evidence), at)
      expect(lines).not.toEqual([])
      for (const line of lines) expect(line).not.toContain('\n')
      execFileSync('sh', ['-n'], { input: lines.join('\n') })
    }
  })

  test('name the file as it was opened, and the instance that it belongs to', () => {
    const subject = { kind: 'instance', path: 'i/u_resize', instance: 'i/u_resize' } as const
    expect(findingCommands(finding('leftover-resize', subject), at)).toEqual([
      'openstack server show -c id -c name -c status -c OS-EXT-SRV-ATTR:host -- u',
      'ls -lbd --time-style=full-iso -- /mnt/node/i/u_resize',
      'find -H /mnt/node/i/u_resize -xdev ! -type d -exec fuser -v {} +',
    ])
    const disk = { kind: 'disk', path: 'i/u/disk', instance: 'i/u' } as const
    const evidence = { name: '/var/b', format: 'raw', overlay: 'qcow2' }
    expect(findingCommands(finding('backing-format-missing', disk, evidence), at)).toEqual([
      'qemu-img info -U /mnt/node/i/u/disk',
      'qemu-img rebase -u -f qcow2 -F raw -b /var/b -- /mnt/node/i/u/disk',
    ])
  })
})

test('of a folder it is told which of its files a process has open, not the folder alone', () => {
  const root = temporaryFolder()
  const folder = join(root, 'i/u_del')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'disk'), 'data')
  const subject = { kind: 'instance', path: 'i/u_del', instance: 'i/u_del' } as const
  const lines = findingCommands(finding('leftover-del', subject), (path) => join(root, path))
  const looks = lines.filter((line) => line.includes('fuser'))
  const look = () => spawnSync('sh', ['-c', looks.join('\n')], { encoding: 'utf8' })
  expect(look().stdout.trim()).toBe('')
  const open = openSync(join(folder, 'disk'), 'r')
  expect(look().stdout).toContain(String(process.pid))
  closeSync(open)
})

describe('an image is judged as what it is where it lies', () => {
  test.each([
    ['disk', 'cowscope detect --role disk /i/u/disk'],
    ['base', 'cowscope detect --role base /i/u/disk'],
    ['image', 'cowscope detect /i/u/disk'],
  ] as const)('a %s', (kind, command) => {
    const found = finding('external-data-file', { kind, path: 'i/u/disk' })
    expect(findingCommands(found, (path) => `/${path}`)).toEqual([command])
  })
})

describe('the format of a backing file is recorded by a command', () => {
  const disk = { kind: 'disk', path: 'i/u/disk', instance: 'i/u' } as const
  const lines = (overlay: string, format?: string) => {
    const evidence = { name: '/var/b', overlay, ...(format !== undefined && { format }) }
    return findingCommands(finding('backing-format-missing', disk, evidence), (path) => `/${path}`)
  }

  test('where a qcow2 overlay stands on what looks raw', () => {
    expect(lines('qcow2', 'raw')[1]).toContain('rebase -u -f qcow2 -F raw ')
  })

  test.each([
    ['qcow2', 'qcow2'],
    ['qcow2', 'vmdk'],
    ['qcow2', undefined],
    ['qed', 'raw'],
    ['qcow', 'raw'],
  ])('but not for %s on %s', (overlay, format) => {
    expect(lines(overlay, format)).toEqual(['qemu-img info -U /i/u/disk'])
  })
})

test('a file that is an image by no declaration is not looked for in disk.info', () => {
  const subject = { kind: 'image', path: 'i/u/console.log.1', instance: 'i/u' } as const
  const lines = (found: string) =>
    findingCommands(finding('format-mismatch', subject, { case: found }), (path) => `/${path}`)
  const detect = 'cowscope detect /i/u/console.log.1'
  expect(lines('name')).toEqual([detect])
  expect(lines('disk.info')).toEqual([detect, 'cat -- /i/u/disk.info'])
})

test('FINDINGS.md lists every code as the registry has it', async () => {
  await expect(findingsDocument()).toMatchFileSnapshot('../../../shared/findings/FINDINGS.md')
})
