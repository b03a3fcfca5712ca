import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { createEncrypted, LUKS_VOLUME } from '../helpers/images/encrypted-images.ts'
import { checkImage } from '../helpers/images/in-one-go.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const SIGNATURE = 0x40
const HEADER_END = 0x1c8

/** An image of another format whose header is a VDI's too, from its signature on. */
function both(format: string): Buffer {
  if (format === 'luks') {
    createEncrypted(folder, LUKS_VOLUME, 'image')
  } else qemuImg(folder, 'create', '-q', '-f', format, 'image', '8M')
  qemuImg(folder, 'create', '-q', '-f', 'vdi', 'vdi', '4M')
  const bytes = readFileSync(join(folder, 'image'))
  readFileSync(join(folder, 'vdi')).copy(bytes, SIGNATURE, SIGNATURE, HEADER_END)
  return bytes
}

describe('a file that is a VDI and', () => {
  test.each([...['qcow2', 'qcow', 'vmdk', 'vhdx', 'vpc', 'luks', 'qed', 'parallels']])(
    '%s is to us what it is to qemu, and both are named',
    (format) => {
      const bytes = both(format)
      writeFileSync(join(folder, 'both'), bytes)
      const info = execFileSync('qemu-img', ['info', '-U', '--output=json', join(folder, 'both')])
      const theirs = JSON.parse(info.toString()) as Record<string, unknown>
      const source = memorySource(bytes)
      const { summary } = inspectImage(source)
      const { format: ours, virtualSize } = summary
      expect({ format: ours, 'virtual-size': virtualSize }).toEqual({
        format: theirs['format'],
        'virtual-size': theirs['virtual-size'],
      })
      expect(probeImage(source)).toEqual(summary)
      const { detection, checks } = imageVerdict(source)
      expect(detection.primary).toBe(theirs['format'])
      expect(detection.candidates.map((one) => one.format)).toEqual(
        expect.arrayContaining(['vdi', format]),
      )
      expect(checks.find(({ code }) => code === 'multiple-formats')?.state).toBe('fail')
    },
  )

  test('qcow2 is checked as the VDI that it is to qemu', () => {
    expect(checkImage(memorySource(both('qcow2')))).toMatchObject({ format: 'vdi' })
  })
})
