import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { probeImage } from '../../../../shared/formats/probe.ts'
import { imageVerdict } from '../../../../shared/formats/verdict/verdict.ts'
import { contentText } from '../../../../shared/report/text/content-text.ts'
import { ascii, layOut, u8, u16le } from '../../../helpers/bytes/encoders.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

/** A bzImage as far as its setup header goes: what looks like an entry of an MBR is root_flags. */
const KERNEL = layOut(16_384, {
  497: u8(4), // setup sectors
  498: u16le(1), // root_flags: read only
  510: u16le(0xaa55),
  514: ascii('HdrS'),
  518: u16le(0x020f),
  526: u16le(0x3000),
  12800: ascii('6.1.0-18-cloud-amd64 (debian) #1 SMP\0'),
})

describe('raw data that is no disk', () => {
  test('a kernel is raw, with its version, and has no partitions', () => {
    const source = memorySource(KERNEL)
    const details = inspectImage(source)
    expect(details.summary.format).toBe('raw')
    expect(probeImage(source)).toEqual(details.summary)
    expect(details.partitions).toBeUndefined()
    expect(details.content).toEqual({
      kind: 'linux-kernel',
      architecture: 'x86',
      bootProtocol: '2.15',
      version: '6.1.0-18-cloud-amd64 (debian) #1 SMP',
    })
    expect(contentText(details)).toBe(
      'content: Linux kernel for x86, boot protocol 2.15 6.1.0-18-cloud-amd64 (debian) #1 SMP\n',
    )
  })

  test('a kernel’s boot signature is no trap of a partition table', () => {
    const { detection, checks, state } = imageVerdict(memorySource(KERNEL), {
      declaredFormat: 'aki',
    })
    expect(detection.candidates).toHaveLength(1)
    expect(detection.candidates[0]?.marks[0]).toMatchObject({ offset: 0x202, hex: '48647253' })
    expect(checks.find(({ code }) => code === 'partition-table')?.state).toBe('not-applicable')
    expect(state).toBe('safe')
  })

  test('a pointer to a version beyond the file is no fault', () => {
    const { content } = inspectImage(memorySource(KERNEL.subarray(0, 4096)))
    expect(content).toEqual({ kind: 'linux-kernel', architecture: 'x86', bootProtocol: '2.15' })
  })

  test.each([
    ['gzip', ['gzip', '-c']],
    ['xz', ['xz', '-c']],
    ['bzip2', ['bzip2', '-c']],
  ] as const)('an archive packed by %s', (packing, [program, option]) => {
    const packed = execFileSync(program, [option], { input: 'an initramfs' })
    expect(inspectImage(memorySource(packed)).content).toEqual({ kind: 'packed', packing })
  })

  test('an archive as the kernel unpacks it', () => {
    execFileSync('python3', ['-c', CPIO, join(folder, 'ramdisk')])
    const bytes = readFileSync(join(folder, 'ramdisk'))
    expect(inspectImage(memorySource(bytes)).content).toEqual({ kind: 'cpio' })
  })

  test('other data is nothing in particular', () => {
    expect(inspectImage(memorySource(new Uint8Array(4096))).content).toBeUndefined()
  })
})

/** The last entry of every archive (Linux, initramfs buffer format). */
const CPIO = `
import sys
name = b'TRAILER!!!\\0'
fields = [0] * 11 + [len(name), 0]
header = b'070701' + b''.join(b'%08X' % field for field in fields)
open(sys.argv[1], 'wb').write((header + name).ljust(512, b'\\0'))
`
