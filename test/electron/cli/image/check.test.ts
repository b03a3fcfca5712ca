import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CommandContext } from '../../../../electron/cli/commands/command.ts'
import type { QemuCheck } from '../../../../electron/cli/image/check-json.ts'
import { runCheck } from '../../../../electron/cli/image/run-check.ts'
import { qemuKeys } from '../../../differential/check-images.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../../../helpers/images/encrypted-images.ts'
import { qcow2Extension } from '../../../helpers/images/qcow2-head.ts'
import {
  overlayOn,
  qemuImg,
  runQemuImg,
  temporaryFolder,
} from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

/** The type of the header extension that names it. */
const DATA_FILE = 0x44415441

const folder = temporaryFolder()
const cli = cliOfTests()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'sound.qcow2', '64M')
  qemuIo(join(folder, 'sound.qcow2'), ['write -c 0 64k', 'write 1M 2M', 'write 32M 4k'])
  damage('leaks.qcow2', (bytes) => bytes.writeUInt16BE(2, refcountBlock(bytes)))
  damage('corrupt.qcow2', (bytes) => bytes.writeUInt16BE(0, refcountBlock(bytes)))
  damage('refused.qcow2', (bytes) => bytes.writeUInt32BE(40, 20))
  writeFileSync(join(folder, 'disk.raw'), Buffer.alloc(65_536, 7))
  createEncrypted(folder, LUKS_IN_QCOW2, 'luks.qcow2')
  overlayOn(folder, 'gone', 'lost.qcow2')
}, 120_000)

function damage(name: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(join(folder, 'sound.qcow2'))
  change(bytes)
  writeFileSync(join(folder, name), bytes)
}

function refcountBlock(bytes: Buffer): number {
  return Number(bytes.readBigUInt64BE(Number(bytes.readBigUInt64BE(48))))
}

function run(...args: readonly string[]) {
  return cli.run(['check', ...args], { cwd: folder })
}

describe('exit codes, text and JSON are qemu-img’s', () => {
  test.each([
    ['sound.qcow2', 0],
    ['refused.qcow2', 1],
    ['gone.qcow2', 1],
    ['corrupt.qcow2', 2],
    ['leaks.qcow2', 3],
    ['disk.raw', 63],
  ])('%s ends with %i', (name, status) => {
    for (const output of ['human', 'json']) {
      const ours = run('--output', output, name)
      const theirs = runQemuImg(folder, ['check', `--output=${output}`, name])
      expect([ours.status, theirs.status]).toEqual([status, status])
      if (output === 'json' && status !== 1 && status !== 63) {
        expect(qemuKeys(JSON.parse(ours.stdout))).toEqual(JSON.parse(theirs.stdout))
      } else expect(ours.stdout).toBe(theirs.stdout)
      expect(ours.stderr).not.toContain('    at ')
      expect(ours.stderr === '').toBe(status === 0)
    }
  })

  test('a share that is half way between two is rounded as qemu-img rounds it', () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'half.qcow2', '50M')
    qemuIo(join(folder, 'half.qcow2'), [`write 0 ${321 * 64}k`])
    const { stdout } = run('half.qcow2')
    expect(stdout).toContain('321/800 = 40.12% allocated')
    expect(stdout).toBe(runQemuImg(folder, ['check', 'half.qcow2']).stdout)
  })

  test('wrong usage is 1, as 2 would be a corrupt image', () => {
    expect(run('--output', 'xml', 'sound.qcow2').status).toBe(1)
    expect(run().status).toBe(1)
    expect(runQemuImg(folder, ['check', '--output=xml', 'sound.qcow2']).status).toBe(1)
  })
})

describe('what qemu-img does not do', () => {
  test.each([
    ['luks.qcow2', 'its content is encrypted, and no key was asked for'],
    ['lost.qcow2', "'gone' is not here"],
    ['data.qcow2', "'data.raw' is not here"],
  ])('%s needs neither key, backing file nor data file, and says what it left out', (name, why) => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'data_file=data.raw', 'data.qcow2', '1M')
    expect(run('data.qcow2')).toMatchObject({ status: 0, stderr: '' })
    rmSync(join(folder, 'data.raw'))
    expect(runQemuImg(folder, ['check', name]).status).toBe(1)
    const left = 'only its own tables were checked; qemu-img check would not open it'
    expect(run(name)).toMatchObject({ status: 0, stderr: `cowscope: ${name}: ${left}: ${why}\n` })
  })

  test('a data file that is cut is said, of which the tables are sound', () => {
    const path = join(folder, 'cut-data.raw')
    const options = ['-o', `data_file=${path}`]
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...options, 'of-data', '1M')
    qemuIo(join(folder, 'of-data'), ['write -P 7 0 1M'])
    expect(run('of-data')).toMatchObject({ status: 0, stderr: '' })
    truncateSync(path, 100 * 1024)
    expect(runQemuImg(folder, ['check', 'of-data']).status).toBe(0)
    const { status, stdout, stderr } = run('of-data')
    expect([status, stdout]).toEqual([0, expect.stringContaining('No errors were found')])
    const lost = (1 << 20) - 100 * 1024
    expect(stderr).toContain(`${path} ends before ${lost} bytes of the guest's disk`)
  })

  test('the name of a data file is told as far as people read one, be it as long as a cluster', () => {
    const options = ['-o', 'cluster_size=2M,data_file=long.raw']
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...options, 'long.qcow2', '1M')
    const path = join(folder, 'long.qcow2')
    const bytes = readFileSync(path)
    const at = qcow2Extension(path, DATA_FILE)
    const length = 1_000_000
    bytes.writeUInt32BE(length, at + 4)
    bytes.fill('n', at + 8, at + 8 + length)
    writeFileSync(path, bytes)
    const { status, stderr } = run('long.qcow2')
    expect([status, stderr]).toEqual([0, expect.stringContaining("nnn…' is not here")])
    expect(stderr.length).toBeLessThan(10_000)
  })

  test('whose file is not here is said where a layer below names it', () => {
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', 'gone', '-F', 'raw', 'mid', '1M')
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', 'mid', '-F', 'qcow2', 'top', '1M')
    expect(run('top').stderr).toContain("it: 'gone', which mid names, is not here\n")
  })

  test('a chain below that goes in a circle, or on into what is no image, is said', () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'round', '1M')
    qemuImg(
      folder,
      'create',
      '-q',
      '-u',
      '-f',
      'qcow2',
      '-b',
      'round',
      '-F',
      'qcow2',
      'upper',
      '1M',
    )
    qemuImg(folder, 'rebase', '-u', '-b', 'upper', '-F', 'qcow2', 'round')
    // qemu-img goes round and round here.
    expect(run('upper').stderr).toMatch(/: below '\w+' its chain goes in a circle\n$/)
    writeFileSync(join(folder, 'broken'), 'QFI\xfb', 'latin1')
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', 'broken', '-F', 'qcow2', 'on', '1M')
    expect(runQemuImg(folder, ['check', 'on']).status).toBe(1)
    expect(run('on').stderr).toContain("would not open it: 'broken' cannot be read\n")
  })

  test.each(['/opt/elsewhere.raw', 'nbd://192.0.2.1/export', '/etc/shadow'])(
    'that nobody looked at what it stands on is said: %s',
    (name) => {
      qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', name, '-F', 'raw', 'far', '1M')
      const left = `only its own tables were checked; '${name}' below was not looked at`
      expect(run('far')).toMatchObject({ status: 0, stderr: `cowscope: far: ${left}\n` })
    },
  )

  test.each(['vpc', 'qcow', 'raw'])(
    'an image that has no check is named as info names it: %s',
    (format) => {
      qemuImg(folder, 'create', '-q', '-f', format, 'other', '1M')
      const info = cli.run(['info', 'other'], { cwd: folder }).stdout
      expect(info).toContain(`file format: ${format}\n`)
      expect(run('other')).toMatchObject({
        status: 63,
        stderr: `cowscope: other: there is no check for ${format} images\n`,
      })
      expect(runQemuImg(folder, ['check', '-f', format, 'other']).status).toBe(63)
    },
  )

  test('nor is one that cannot be opened, which is said instead, with 1 as by qemu-img', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vpc', 'spoiled', '1M')
    const bytes = readFileSync(join(folder, 'spoiled'))
    bytes.fill(9, 300, 310)
    writeFileSync(join(folder, 'spoiled'), bytes)
    const { status, stderr } = run('spoiled')
    const theirs = runQemuImg(folder, ['check', 'spoiled'])
    expect([status, theirs.status]).toEqual([1, 1])
    expect(stderr).toBe('cowscope: spoiled: Incorrect header checksum\n')
    expect(theirs.stderr).toContain('Incorrect header checksum')
  })

  test('several images at once end with the code of the worst', () => {
    const { status, stdout } = run(
      '--output',
      'json',
      'sound.qcow2',
      'leaks.qcow2',
      'corrupt.qcow2',
    )
    expect(status).toBe(2)
    const results = JSON.parse(stdout) as { filename: string; leaks?: number }[]
    expect(results.map(({ filename, leaks }) => [filename, leaks])).toEqual([
      ['sound.qcow2', undefined],
      ['leaks.qcow2', 1],
      ['corrupt.qcow2', undefined],
    ])
  })

  test('a finding says where it is; a structure beyond the end is named', () => {
    expect(run('corrupt.qcow2').stderr).toContain(
      'ERROR cluster 0 refcount=0 reference=1 (refcount of the cluster at offset 0x0: expected 1, found 0)',
    )
    expect(run('leaks.qcow2').stderr).toMatch(
      /Leaked cluster 0 refcount=2 reference=1 \(.* at offset 0x0: expected 1, found 2\)/,
    )
    const bytes = readFileSync(join(folder, 'sound.qcow2'))
    writeFileSync(join(folder, 'cut.qcow2'), bytes.subarray(0, 5 * 65_536))
    const { stderr, stdout } = run('cut.qcow2')
    expect(stderr).toMatch(
      /exceeding the end of the file .* \(L2 entry at offset 0x[\da-f]+: expected a region that ends by 0x50000, found 65536 bytes at 0x[\da-f]+\)/,
    )
    expect(stderr).toMatch(
      /data cluster at offset 0x[\da-f]+: expected 65536 bytes before the end at 0x50000/,
    )
    expect(stdout).toMatch(/\d+ structures end after the file does/)
    expect(stderr).toMatch(
      /the file ends before structures that it names: it was cut or not copied whole, or the entries that name them are damaged\n$/,
    )
  })
})

describe('JSON lists what is wrong beside qemu-img’s counts', () => {
  const json = (name: string): QemuCheck => JSON.parse(run('--output', 'json', name).stdout)

  test('with its place, what should stand there and what does', () => {
    const place = { what: 'refcount', offset: 0, expected: '1', times: 1 }
    expect(json('corrupt.qcow2')).toMatchObject({
      'findings-total': 1,
      findings: [{ ...place, kind: 'corruption', found: '0' }],
    })
    expect(json('leaks.qcow2')).toMatchObject({
      'findings-total': 1,
      findings: [{ ...place, kind: 'leak', found: '2' }],
    })
    expect(Object.keys(json('sound.qcow2')).filter((key) => key.startsWith('findings'))).toEqual([])
  })

  test('a thousand at most of each kind, and all of them counted', () => {
    damage('leaky.qcow2', (bytes) =>
      bytes.fill(1, refcountBlock(bytes) + 400, refcountBlock(bytes) + 4000),
    )
    truncateSync(join(folder, 'leaky.qcow2'), 2000 * 65_536)
    const { leaks, 'findings-total': total, findings = [] } = json('leaky.qcow2')
    expect(leaks).toBe(1800)
    expect(total).toBe(1800)
    expect(findings).toHaveLength(1000)
  })

  test('and structures that a cut file ends before', () => {
    const bytes = readFileSync(join(folder, 'sound.qcow2'))
    writeFileSync(join(folder, 'cut.qcow2'), bytes.subarray(0, 5 * 65_536 + 512))
    const { 'findings-total': total, findings = [], ...keys } = json('cut.qcow2')
    const ends = findings.filter(({ kind }) => kind === 'beyond-end')
    expect(keys['structures-beyond-end']).toBe(ends.length)
    expect(total).toBe((keys.corruptions ?? 0) + (keys.leaks ?? 0) + ends.length)
    expect(ends[0]).toMatchObject({ expected: '65536 bytes before the end at 328192' })
  })

  test('what only seems leaked, as the tables that named it were cut off, is not told to be harmless', () => {
    const far = (1n << 63n) | (1n << 40n)
    damage('far.qcow2', (bytes) => bytes.writeBigUInt64BE(far, Number(bytes.readBigUInt64BE(40))))
    const { stdout } = run('far.qcow2')
    expect(stdout).toMatch(
      / leaked clusters were found on the image\.\nThey may hold data of the disk, /,
    )
    expect(stdout).not.toContain('no harm')
    expect(run('leaks.qcow2').stdout).toContain('no harm to data')
  })
})

/** Runs the command here, and calls `meanwhile` between its first steps. */
async function checkHere(
  name: string,
  meanwhile: () => boolean,
): Promise<[number, string, string]> {
  let said = ''
  let written = ''
  const out = (text: string) => {
    written += text
    return true
  }
  const context: CommandContext = {
    terminal: { out, complain: (text) => (said += `${text}\n`), status: undefined },
    version: '0',
    interrupted: meanwhile,
    hearing: (work) => work(),
    finish: () => {},
  }
  return [await runCheck([join(folder, name)], { output: 'human' }, context), said, written]
}

describe('an image in use', () => {
  test('one that changes meanwhile cannot be checked, and the sentence says so', async () => {
    copyFileSync(join(folder, 'sound.qcow2'), join(folder, 'busy.qcow2'))
    const [status, said] = await checkHere('busy.qcow2', () => {
      writeFileSync(join(folder, 'busy.qcow2'), '\u0001', { flag: 'a' })
      return false
    })
    expect([status, said]).toEqual([1, expect.stringContaining('changed while reading')])
  })

  test('what is found in one comes after that, and as what may be none', async () => {
    copyFileSync(join(folder, 'leaks.qcow2'), join(folder, 'busy.qcow2'))
    const [status, said, written] = await checkHere('busy.qcow2', () => {
      writeFileSync(join(folder, 'busy.qcow2'), '\u0001', { flag: 'a' })
      return false
    })
    expect(status).toBe(1)
    expect(said.split('\n')).toEqual([
      expect.stringContaining('changed while reading'),
      expect.stringContaining('what was found follows, and may come of that alone'),
      expect.stringContaining('Leaked cluster'),
      '',
    ])
    expect(written).toContain(
      'no harm to data.\n\nIt was open for writing or changed meanwhile: these may be none of its own.\n',
    )
  })

  test('a check that is stopped ends with 1', async () => {
    expect(await checkHere('sound.qcow2', () => true)).toEqual([1, '', ''])
  })
})
