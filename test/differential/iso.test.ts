import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { partitionTool, sfdiskTable } from '../helpers/programs/sfdisk.ts'

const folder = temporaryFolder()
const MADE: ExecFileSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
}

beforeAll(() => {
  writeFileSync(join(folder, 'boot.img'), new Uint8Array(2048 * 4))
  writeFileSync(join(folder, 'part.img'), new Uint8Array(512 * 1000))
  writeFileSync(join(folder, 'user-data'), '#cloud-config\n')
})

function iso(name: string, ...options: readonly string[]): string {
  const path = join(folder, name)
  execFileSync('genisoimage', ['-quiet', '-o', path, ...options, 'user-data', 'boot.img'], {
    ...MADE,
    cwd: folder,
  })
  return path
}

function detailsOf(path: string) {
  return inspectImage(memorySource(readFileSync(path)))
}

/** What isoinfo reads of the volume descriptors. */
function isoinfo(path: string): ReadonlyMap<string, string> {
  const text = execFileSync('isoinfo', ['-d', '-i', path], MADE)
  const pairs = text.split('\n').map((line) => /^([A-Za-z ]+): ?(.*)$/.exec(line))
  const entries = pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', pair[2] ?? ''] as const] : []))
  const has = (what: string): [string, string] => [what, String(text.includes(what))]
  return new Map([
    ...entries,
    has('Joliet with UCS level'),
    has('Rock Ridge signatures'),
    has('El Torito'),
  ])
}

const LABELS = [
  '-V',
  'config-2',
  '-publisher',
  'OpenStack Nova',
  '-A',
  'An application',
  '-p',
  'me',
]

describe('a CD image is what isoinfo says', () => {
  test.each([
    ['plain', []],
    ['as a config drive', ['-J', '-R', '-V', 'config-2', '-l', '-allow-lowercase']],
    ['Joliet', ['-J', ...LABELS]],
    ['Rock Ridge', ['-R', ...LABELS]],
    ['bootable', ['-b', 'boot.img', '-no-emul-boot', '-c', 'boot.cat', ...LABELS]],
    ['with UDF', ['-udf', '-J', ...LABELS]],
  ] as const)('%s', (name, options) => {
    const path = iso(`${name}.iso`, ...options)
    const { iso: ours, summary } = detailsOf(path)
    const theirs = isoinfo(path)
    expect(summary.format).toBe('iso')
    expect({
      'System id': ours?.volume?.systemId,
      'Volume id': ours?.volume?.volumeId,
      'Volume set id': ours?.volume?.volumeSetId,
      'Publisher id': ours?.volume?.publisherId,
      'Data preparer id': ours?.volume?.preparerId,
      'Application id': ours?.volume?.applicationId,
      'Logical block size is': `${ours?.volume?.blockSize}`,
      'Volume size is': `${(ours?.volume?.size ?? 0) / 2048}`,
      'Joliet with UCS level': String(ours?.joliet !== undefined),
      'Rock Ridge signatures': String(ours?.rockRidge),
      'El Torito': String((ours?.boot.length ?? 0) > 0),
    }).toEqual(Object.fromEntries([...theirs].filter(([key]) => COMPARED.includes(key))))
    expect(ours?.udf).toEqual(
      name === 'with UDF' ? { standard: 'NSR02', volumeId: 'config-2' } : undefined,
    )
  })

  test('its boot catalog names platform, place and length', () => {
    const boot = ['-b', 'boot.img', '-no-emul-boot', '-boot-load-size', '4']
    const efi = ['-eltorito-alt-boot', '-e', 'boot.img', '-no-emul-boot']
    const path = join(folder, 'two.iso')
    const args = ['-as', 'mkisofs', '-quiet', '-o', path, ...boot, ...efi, 'user-data', 'boot.img']
    execFileSync('xorriso', args, { ...MADE, cwd: folder })
    const entries = detailsOf(path).iso?.boot ?? []
    expect(entries.map(({ platform, bootable, media }) => ({ platform, bootable, media }))).toEqual(
      [
        { platform: 'x86', bootable: true, media: 'no emulation' },
        { platform: 'EFI', bootable: true, media: 'no emulation' },
      ],
    )
    expect(entries[0]?.loadSize).toBe(2048)
    const report = execFileSync('xorriso', ['-indev', path, '-report_el_torito', 'plain'], MADE)
    const places = [...report.matchAll(/^El Torito boot img : .* (\d+)$/gm)].map(([, lba]) =>
      Number(lba),
    )
    expect(entries.map(({ offset }) => offset / 2048)).toEqual(places)
  })
})

const COMPARED = [
  'System id',
  'Volume id',
  'Volume set id',
  'Publisher id',
  'Data preparer id',
  'Application id',
  'Logical block size is',
  'Volume size is',
  'Joliet with UCS level',
  'Rock Ridge signatures',
  'El Torito',
]

describe('an image that is CD and disk at once', () => {
  const hybrid = (name: string, ...options: readonly string[]): string => {
    const path = join(folder, name)
    const part = ['-append_partition', '2', '0x83', 'part.img']
    const args = [
      '-as',
      'mkisofs',
      '-quiet',
      '-V',
      'HYBRID',
      '-o',
      path,
      ...part,
      ...options,
      'user-data',
    ]
    execFileSync('xorriso', args, { ...MADE, cwd: folder })
    return path
  }

  test.each([
    ['MBR', []],
    ['GPT', ['-appended_part_as_gpt']],
  ] as const)('%s', (name, options) => {
    const path = hybrid(`hybrid-${name}.iso`, ...options)
    const { iso: volume, partitions, summary } = detailsOf(path)
    const theirs = sfdiskTable(path)
    expect(summary.format).toBe('iso')
    expect(volume?.volume?.volumeId).toBe('HYBRID')
    expect(partitions?.scheme).toBe(name.toLowerCase())
    expect(partitions?.partitions.map(({ start, size }) => [start, size])).toEqual(
      theirs.partitions?.map(({ start, size }) => [start * 512, size * 512]),
    )
  })
})

describe('UDF without ISO 9660', () => {
  test.each([
    ['0x0102', 2048],
    ['0x0201', 2048],
    // What mkudffs takes by itself for a file.
    ['0x0201', 512],
    ['0x0102', 512],
    ['0x0201', 1024],
    ['0x0201', 4096],
  ])(
    'of revision %s in blocks of %i is recognised, with the name of its volume',
    (revision, blockSize) => {
      const path = join(folder, `udf-${revision}-${blockSize}`)
      writeFileSync(path, new Uint8Array(4 * 2 ** 20))
      const vid = ['--vid=Données', `--udfrev=${revision}`, `--blocksize=${blockSize}`]
      partitionTool('mkudffs', ['--utf8', ...vid, path])
      const source = memorySource(readFileSync(path))
      const { iso: ours, summary } = inspectImage(source)
      expect(probeImage(source)).toEqual(summary)
      expect(summary.format).toBe('iso')
      const standard = revision === '0x0201' ? 'NSR03' : 'NSR02'
      expect(ours).toEqual({ rockRidge: false, boot: [], udf: { standard, volumeId: 'Données' } })
      const { detection, openstack } = imageVerdict(source)
      expect(detection.candidates[0]).toMatchObject({ format: 'iso', confidence: 'certain' })
      // OpenStack's inspector looks for the standard where UDF has its extended area.
      expect(openstack).toMatchObject({ accepts: true, formats: ['raw'] })
    },
  )
})
