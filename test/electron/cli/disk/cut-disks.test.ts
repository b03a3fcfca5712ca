import {
  copyFileSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { makeDisk } from '../../../helpers/programs/sfdisk.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const MiB = 1 << 20
const cli = cliOfTests()

/** Two L2 tables, the second of which and 3 MiB of the first's data are cut off in `cut.qcow2`. */
beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'whole.qcow2', '768M')
  qemuIo(join(folder, 'whole.qcow2'), ['write -P 7 0 4M', 'write -P 9 600M 1M'])
  copyOf('cut.qcow2', 5 * 65_536 + MiB)
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'small.qcow2', '8M')
  qemuIo(join(folder, 'small.qcow2'), ['write -P 7 0 4M'])
  copyFileSync(join(folder, 'small.qcow2'), join(folder, 'short.qcow2'))
  truncateSync(join(folder, 'short.qcow2'), 5 * 65_536 + MiB)
  const below = ['-b', 'small.qcow2', '-F', 'qcow2']
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...below, 'over.qcow2')
  qemuIo(join(folder, 'over.qcow2'), ['write -P 9 0 3M'])
  truncateSync(join(folder, 'over.qcow2'), 3 * 65_536)
}, 120_000)

function copyOf(name: string, length: number): void {
  copyFileSync(join(folder, 'whole.qcow2'), join(folder, name))
  truncateSync(join(folder, name), length)
}

function run(...args: readonly string[]) {
  return cli.run(args, { cwd: folder })
}

describe('of a data file that was cut', () => {
  beforeAll(() => {
    const options = ['-o', `data_file=${join(folder, 'part.raw')}`]
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...options, 'parted.qcow2', '1M')
    qemuIo(join(folder, 'parted.qcow2'), ['write -P 7 0 1M'])
    truncateSync(join(folder, 'part.raw'), 100_000)
  })

  test('map and measure say whose end it is', () => {
    const end = 'an offset below the end of the data file at 0x186a0'
    expect(run('map', 'parted.qcow2').stderr).toContain(end)
    expect(run('measure', '-O', 'qcow2', 'parted.qcow2').stderr).toContain(end)
  })

  test('export names it, and not the image', () => {
    const target = join(results, 'parted.raw')
    const { status, stderr } = run('export', 'parted.qcow2', '-o', target)
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^cowscope: parted\.qcow2: .*part\.raw ends before \d+ bytes of what it maps$/m,
    )
  })
})

describe('of a file that was cut', () => {
  test('measure says which table is cut off, and ends as partial', () => {
    const { status, stderr } = run('measure', '-O', 'qcow2', 'over.qcow2')
    expect(status).toBe(1)
    expect(stderr).toMatch(/over\.qcow2: L1 table at offset 0x30000: expected a table/)
    expect(stderr).toContain('its tables are cut off, and what they held is not known')
  })

  test('export writes nothing, in the place of nothing, unless it is told to', () => {
    const kept = join(results, 'kept.raw')
    writeFileSync(kept, 'a good copy')
    const { status, stderr } = run('export', 'cut.qcow2', '--output', kept)
    expect([status, stderr]).toEqual([
      1,
      `cowscope: cut.qcow2: the file ends before ${3 * MiB} bytes of what it maps and tables that it names\n` +
        'cowscope: cut.qcow2: nothing was written; --salvage writes it with zeros in place of what cannot be read\n',
    ])
    expect(readFileSync(kept, 'utf8')).toBe('a good copy')
    expect(readdirSync(results)).toEqual(['kept.raw'])
  })

  test('export --salvage says in one line what is lost, ends as partial, and writes what qemu-img does', () => {
    const ours = join(results, 'cut.raw')
    const { status, stderr } = run('export', '--salvage', 'cut.qcow2', '--output', ours)
    expect(status).toBe(1)
    expect(stderr).toBe(
      `cowscope: cut.qcow2: the file ends before ${3 * MiB} bytes of what it maps and tables that it names; zeros stand for what is lost\n`,
    )
    qemuImg(folder, 'convert', '-O', 'raw', 'cut.qcow2', join(results, 'theirs.raw'))
    expect(
      qemuImg(results, 'compare', '-f', 'raw', '-F', 'raw', 'cut.raw', 'theirs.raw'),
    ).toContain('identical')
  })

  test('that lies below the image the layer is named', () => {
    const top = ['-u', '-b', 'short.qcow2', '-F', 'qcow2']
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...top, 'top.qcow2', '8M')
    const said = `cowscope: top.qcow2: ${join(folder, 'short.qcow2')} ends before `
    expect(run('map', 'top.qcow2').stderr.startsWith(`${said}${3 * MiB} bytes from `)).toBe(true)
    const output = join(results, 'top.raw')
    const commands = [
      ['read'],
      ['export', '--output', output],
      ['export', '--salvage', '-o', output],
    ]
    for (const [command = '', ...options] of commands) {
      const { status, stderr } = run(command, 'top.qcow2', ...options)
      expect([status, stderr.startsWith(`${said}${3 * MiB} bytes of what it maps`)]).toEqual([
        1,
        true,
      ])
    }
    rmSync(output)
  })

  test('of an overlay whose tables are lost map and export say that what lies below shows through', () => {
    const exported = run('export', '--salvage', 'over.qcow2', '--output', join(results, 'over.raw'))
    expect([exported.status, exported.stderr]).toEqual([
      1,
      'cowscope: over.qcow2: the file ends before tables that it names; what lies below, or zeros, stands for what is lost\n',
    ])
    qemuImg(folder, 'convert', '-O', 'raw', 'over.qcow2', join(results, 'over-theirs.raw'))
    expect(
      qemuImg(results, 'compare', '-f', 'raw', '-F', 'raw', 'over.raw', 'over-theirs.raw'),
    ).toContain('identical')
    const mapped = run('map', 'over.qcow2')
    expect(mapped.status).toBe(1)
    expect(mapped.stderr).toContain(
      `cowscope: ${join(folder, 'over.qcow2')}: its tables are cut off, and what they held is not known: what lies below shows through\n`,
    )
  })

  test('a lost stretch of a disk whose tables are here is counted alone', () => {
    const { status, stderr } = run(
      'export',
      '--salvage',
      'short.qcow2',
      '--output',
      join(results, 'short.raw'),
    )
    expect([status, stderr]).toEqual([
      1,
      `cowscope: short.qcow2: the file ends before ${3 * MiB} bytes of what it maps; zeros stand for what is lost\n`,
    ])
  })

  test('map names the stretches that are lost, the first ten of many', () => {
    const lines = (file: string) =>
      run('map', file)
        .stderr.split('\n')
        .filter(
          (line) => line.includes(': the file ends before ') || line.includes(' more stretches'),
        )
    const one = "bytes from 0x100000 of the guest's disk; zeros stand for what is lost"
    expect(lines('short.qcow2')).toEqual([
      `cowscope: short.qcow2: the file ends before ${3 * MiB} ${one}`,
    ])
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'many.qcow2', '8M')
    const writes = Array.from({ length: 14 }, (_, at) => `write -P 5 ${at * 128}k 64k`)
    qemuIo(join(folder, 'many.qcow2'), writes)
    truncateSync(join(folder, 'many.qcow2'), 5 * 65_536 + 1000)
    const many = lines('many.qcow2')
    expect(many).toHaveLength(11)
    expect(many[0]).toContain('before 64536 bytes from 0x3e8 of')
    expect(many[9]).toContain(`before 65536 bytes from ${formatOffset(9 * 131_072)} of`)
    expect(many[10]).toBe('cowscope: many.qcow2: the file ends before 4 more stretches of the disk')
  })

  test('read says it where it meets what is lost, and only there', () => {
    const lost = run('read', 'cut.qcow2', '--offset', '2M', '--length', '4k')
    expect([lost.status, lost.stdout]).toEqual([1, '\0'.repeat(4096)])
    expect(lost.stderr).toMatch(/the file ends before 4096 bytes of what it maps;/)
    const kept = run('read', 'cut.qcow2', '--length', '4k')
    expect([kept.status, kept.stderr, kept.stdout]).toEqual([0, '', '\u0007'.repeat(4096)])
  })

  test('detect warns of an L1 entry past the end, and passes the whole file', () => {
    const check = (file: string) => {
      const { stdout } = run('detect', '--output', 'json', file)
      const { state, checks } = JSON.parse(stdout) as {
        state: string
        checks: { code: string; state: string; params: object }[]
      }
      const cut = checks.find(({ code }) => code === 'truncated')
      return [state, cut?.state, cut?.params]
    }
    expect(check('cut.qcow2')).toEqual(['warning', 'warning', { what: 'L1 entry' }])
    expect(check('whole.qcow2')).toEqual(['safe', 'pass', {}])
  })

  test('a whole file is exported without a word', () => {
    const ours = join(results, 'whole.raw')
    const { status, stderr } = run('export', 'whole.qcow2', '--output', ours)
    expect([status, stderr]).toEqual([0, ''])
    expect(readFileSync(ours).subarray(0, 1)).toEqual(Buffer.from([7]))
  })
})

test('export says of an encrypted image in which nothing was written that it shows none of its data', () => {
  const luks = [
    '--object',
    'secret,id=k,data=abc',
    '-o',
    'encrypt.format=luks,encrypt.key-secret=k',
  ]
  const iter = ['-o', 'encrypt.iter-time=10']
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...luks, ...iter, 'luks.qcow2', '1M')
  overlayOn(folder, 'luks.qcow2', 'on-luks.qcow2', '1M', 'qcow2')
  const { status, stderr } = run(
    'export',
    'on-luks.qcow2',
    '--output',
    join(results, 'on-luks.raw'),
  )
  expect([status, stderr]).toEqual([
    0,
    `cowscope: ${join(folder, 'luks.qcow2')}: it is encrypted, and holds no data that the disk shows\n`,
  ])
})

test('help is wrapped once, and says where scripts find that a file is unsafe', () => {
  const { stdout } = run('detect', '--help')
  const words = stdout.replace(/\s+/g, ' ')
  expect(words).toContain('scripts read `state` and `openstack.accepts` of --output json.')
  const paragraph = stdout.slice(0, stdout.indexOf('Options:')).split('\n').slice(2)
  const short = paragraph.filter((line) => line.length > 0 && line.length < 60)
  expect(short.length).toBeLessThanOrEqual(2)
})

describe('of a file that was cut inside of its last block', () => {
  const FORMATS: readonly (readonly [name: string, cut: string, ...options: string[]])[] = [
    ['vdi', 'a.vdi'],
    ['vmdk', 'a.vmdk'],
    ['parallels', 'a.parallels'],
    ['qcow', 'a.qcow'],
    ['qcow2', 'a.qcow2'],
    ['vmdk', 'flat-flat.vmdk', '-o', 'subformat=monolithicFlat'],
  ]

  test.each(FORMATS)('%s: %s, map and export say what is lost', (format, cut, ...options) => {
    const name = cut.replace('-flat', '')
    qemuImg(folder, 'create', '-q', '-f', format, ...options, name, '8M')
    qemuIo(join(folder, name), ['write -P 3 7M 1M'], format)
    const whole = run('map', '--find-zeros', name)
    expect([whole.status, whole.stderr]).toEqual([0, ''])
    truncateSync(join(folder, cut), statSync(join(folder, cut)).size - 2000)
    const ours = join(results, 'ours.raw')
    const { status, stderr } = run('export', '--salvage', name, '--output', ours)
    const ends = cut === name ? 'the file ends' : `${join(realpathSync(folder), cut)} ends`
    expect([status, stderr]).toEqual([
      1,
      `cowscope: ${name}: ${ends} before 2000 bytes of what it maps; zeros stand for what is lost\n`,
    ])
    qemuImg(folder, 'convert', '-f', format, '-O', 'raw', name, join(results, 'theirs.raw'))
    const compare = ['compare', '-f', 'raw', '-F', 'raw', 'ours.raw', 'theirs.raw']
    expect(qemuImg(results, ...compare)).toContain('identical')
    const mapped = run('map', '--find-zeros', name)
    expect(mapped.status).toBe(1)
    expect(mapped.stderr).toMatch(/that ends by 0x[\da-f]+, found its end at 0x[\da-f]+\n$/)
    expect(mapped.stderr).toContain(
      `cowscope: ${name}: ${ends} before 2000 bytes from ${formatOffset(8 * MiB - 2000)} of the guest's disk; zeros stand for what is lost\n`,
    )
    const { status: ofRead, stderr: readSays } = run('read', name, '--offset', `${(8 << 20) - 1}`)
    expect([ofRead, readSays]).toEqual([1, expect.stringContaining('ends before 1 bytes')])
    if (cut === name) expect(run('detect', name).stdout).toContain('warning truncated')
    rmSync(ours)
  })
})

test('export and read say that a raw base ends before its own partitions, and end as partial', () => {
  const base = join(folder, 'parted.raw')
  makeDisk(base, 16 * MiB, 'label: gpt\nsize=8MiB\n')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', base, '-F', 'raw', 'on-parted.qcow2', '64M')
  const commands = (): readonly (readonly string[])[] => [
    ['export', 'on-parted.qcow2', '--output', join(results, `${statSync(base).size}.raw`)],
    ['read', 'on-parted.qcow2', '--length', '512'],
    ['read', 'parted.raw', '--length', '512'],
  ]
  for (const args of commands()) expect([run(...args).status, args]).toEqual([0, args])
  truncateSync(base, 4 * MiB)
  for (const args of commands()) {
    const { status, stderr } = run(...args)
    expect([status, stderr]).toEqual([
      1,
      `cowscope: ${base}: it has ${4 * MiB} bytes, and partition 1 of its own table ends at ${9 * MiB}: it was cut, or made smaller than its partitions; zeros stand for what is lost\n`,
    ])
  }
})
