import { readFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { createEncrypted, LUKS_VOLUME } from '../../helpers/images/encrypted-images.ts'
import { qcow2Extension } from '../../helpers/images/qcow2-head.ts'
import { bochsHeader, cloopHeader } from '../../helpers/images/qemu-only.ts'
import { CHEAP_KEYS, luksVolume } from '../../helpers/programs/cryptsetup.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  type SmallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

/** What qemu takes the disk for by its bytes. */
function probed(spoiled: SmallNode): unknown {
  return JSON.parse(qemuImg(spoiled.root, 'info', '--output=json', DISK)).format
}

describe('a header in a disk that is declared raw', () => {
  test('by disk.info is forged, and it is told what of the host it would open (CVE-2026-24708)', () => {
    const spoiled = node()
    spoiled.overlay('/etc/shadow', 'raw')
    spoiled.diskInfo({ disk: 'raw' })
    spoiled.domain({ disk: 'raw' })
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      severity: 'high',
      subject: { kind: 'disk', path: DISK, instance: FOLDER },
      evidence: { case: 'disk.info', declared: 'raw', detected: 'qcow2', reaches: ['/etc/shadow'] },
    })
  })

  test.each([
    ['26.2.2', 'lacks', 'of which no release has the fix of CVE-2026-24708'],
    ['31.2.2', 'has', 'which has the fix of CVE-2026-24708'],
    ['33.0.0', undefined, undefined],
  ])('says of Nova %s, which wrote its XML, whether that has the fix', (version, fix, words) => {
    const spoiled = node()
    spoiled.diskInfo({ disk: 'raw' })
    const xml = domainXml(1, UUID, { disk: 'raw' }, IMAGE).replace('26.2.2', version)
    spoiled.write(DOMAIN, xml)
    const { findings, instances } = viewOf(spoiled)
    const [found] = findings
    expect(found?.code).toBe('forged-header')
    expect(found?.evidence['fix']).toBe(fix)
    expect(instances[0]?.findings).toEqual(findings)
    const text = found === undefined ? '' : findingText(found)
    if (words === undefined) expect(text).not.toContain('CVE-2026-24708')
    else expect(text).toContain(words)
  })

  test.each([
    ['qcow2', 'raw', []],
    ['raw', 'qcow2', ['forged-header']],
  ])(
    'counts what disk.info has by the own path, %s, and not that of another host, %s',
    (own, other, codes) => {
      const spoiled = node()
      const formats = { [`/${DISK}`]: own, [`/old/${UUID}/disk`]: other }
      spoiled.write(`${FOLDER}/disk.info`, JSON.stringify(formats))
      expect(
        viewOf(spoiled)
          .findings.map(({ code }) => code)
          .filter((code) => code === 'forged-header'),
      ).toEqual(codes)
    },
  )

  test('by the domain XML, where disk.info is gone, is forged too', () => {
    const spoiled = node()
    rmSync(spoiled.path(`${FOLDER}/disk.info`))
    spoiled.domain({ disk: 'raw' })
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      evidence: { case: 'domain', reaches: [`/${BASE}`], xml: DOMAIN },
    })
  })

  test('by the domain XML alone is the only thing told of it, however that header is damaged', () => {
    const spoiled = node()
    rmSync(spoiled.path(`${FOLDER}/disk.info`))
    spoiled.overlay('/etc/shadow', 'raw')
    spoiled.domain({ disk: 'raw' })
    // The L1 table, and with it all that the header names, would lie behind the end.
    spoiled.patch(DISK, 40, 0, 0, 0, 0, 0x7f, 0, 0, 0)
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      severity: 'high',
      evidence: { case: 'domain', reaches: ['/etc/shadow'] },
    })
  })

  test('by the domain XML alone tells the file of the host that a VMDK would open', () => {
    const spoiled = node()
    rmSync(spoiled.path(`${FOLDER}/disk.info`))
    const descriptor =
      '# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType="monolithicFlat"\n'
    spoiled.write(DISK, `${descriptor}RW 2048 FLAT "/etc/shadow" 0\n`.padEnd(1 << 20))
    spoiled.domain({ disk: 'raw' })
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      evidence: { case: 'domain', detected: 'vmdk', reaches: ['/etc/shadow'] },
    })
  })

  test('by disk.info, which the domain contradicts, is opened: that is told besides', () => {
    const spoiled = node()
    spoiled.overlay('/etc/shadow', 'raw')
    spoiled.diskInfo({ disk: 'raw' })
    const told = [`high forged-header ${DISK}`, `high format-mismatch ${DISK}`]
    expect(lines(spoiled)).toEqual(told)
    spoiled.domain({ disk: 'raw' })
    expect(lines(spoiled)).toEqual(told.slice(0, 1))
  })

  test('by the overlay above it is forged: the base is what a guest wrote', () => {
    const spoiled = node()
    spoiled.make('qcow2', BASE, '8M')
    expect(lines(spoiled)).toEqual(
      [`high forged-header ${DISK}`, `warning overlay-smaller-than-base ${DISK}`].slice(0, 1),
    )
  })

  test.each(['qcow', 'vmdk', 'qed', 'vdi', 'vpc', 'vhdx', 'parallels'])(
    'of %s is forged as well',
    (format) => {
      const spoiled = node()
      spoiled.make(format, DISK, '16M')
      spoiled.diskInfo({ disk: 'raw' })
      spoiled.domain({ disk: 'raw' })
      expect(only(spoiled)).toMatchObject({
        code: 'forged-header',
        severity: 'high',
        evidence: { detected: format },
      })
    },
  )

  test.each([
    ['bochs', bochsHeader()],
    ['cloop', cloopHeader()],
  ])('of %s, which only QEMU knows, is forged as well', (format, header) => {
    const spoiled = node()
    spoiled.write(DISK, header)
    spoiled.diskInfo({ disk: 'raw' })
    spoiled.domain({ disk: 'raw' })
    expect(probed(spoiled)).toBe(format)
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      severity: 'high',
      evidence: { case: 'disk.info', declared: 'raw', detected: format },
    })
    for (const path of [`${FOLDER}/disk.info`, DOMAIN]) rmSync(spoiled.path(path))
    expect(only(spoiled)).toMatchObject({
      code: 'format-mismatch',
      evidence: { case: 'undeclared', detected: format },
    })
  })

  test.each([
    ['LUKS', (path: string) => createEncrypted(dirname(path), LUKS_VOLUME, 'disk', '16M'), 'luks'],
    ['LUKS 2', (path: string) => luksVolume(path, '--type', 'luks2', ...CHEAP_KEYS), 'raw'],
  ])(
    'of %s is there by right: its guest encrypts the whole disk, or Nova does',
    (_, make, format) => {
      const spoiled = node()
      make(spoiled.path(DISK))
      spoiled.diskInfo({ disk: 'raw' })
      spoiled.domain({ disk: 'raw' })
      expect(probed(spoiled)).toBe(format)
      expect(viewOf(spoiled).instances[0]?.disks.map((disk) => disk.format)).toEqual(['luks'])
      expect(lines(spoiled)).toEqual([])
      rmSync(spoiled.path(`${FOLDER}/disk.info`))
      expect(lines(spoiled)).toEqual([])
      spoiled.diskInfo({ disk: 'raw' })
      rmSync(spoiled.path(DOMAIN))
      expect(lines(spoiled)).toEqual([])
    },
  )

  test('of LUKS is part of what the guest sees, unless the domain decrypts it', () => {
    const spoiled = node()
    createEncrypted(spoiled.root, LUKS_VOLUME, DISK, '16M')
    const { size } = statSync(spoiled.path(DISK))
    const payload = 2 ** 24
    expect(size).toBeGreaterThan(payload)
    const plain = domainXml(1, UUID, { disk: 'raw' }, IMAGE)
    const encryption = '<encryption format="luks"><secret type="passphrase" uuid="…"/></encryption>'
    const inDisk = plain.replace('</disk>', `${encryption}</disk>`)
    const inSource = plain.replace(/(<source [^>]*)\/>/, `$1>${encryption}</source>`)
    const seen = (xml?: string) => {
      if (xml === undefined) rmSync(spoiled.path(DOMAIN))
      else spoiled.write(DOMAIN, xml)
      const [disk] = viewOf(spoiled).instances[0]?.disks ?? []
      return [disk?.virtual, disk?.isReadRaw === true]
    }
    for (const declared of ['raw', undefined]) {
      if (declared === undefined) rmSync(spoiled.path(`${FOLDER}/disk.info`))
      else spoiled.diskInfo({ disk: declared })
      expect(seen(plain)).toEqual([size, true])
      expect(seen(inDisk)).toEqual([payload, false])
      expect(seen(inSource)).toEqual([payload, false])
      // Nobody tells who decrypts it.
      expect(seen()).toEqual([payload, false])
    }
  })

  test('is none where QEMU would take the file for raw: a fixed VHD has only a footer', () => {
    const spoiled = node()
    spoiled.make('vpc', DISK, '16M', '-o', 'subformat=fixed')
    spoiled.diskInfo({ disk: 'raw' })
    spoiled.domain({ disk: 'raw' })
    expect(probed(spoiled)).toBe('raw')
    expect(lines(spoiled)).toEqual([])
  })
})

/** An overlay like the disk that names its base as it is found on this machine. */
function withinRoot(spoiled: SmallNode): string {
  const name = 'same'
  const options = ['-b', spoiled.path(BASE), '-F', 'vpc', name]
  qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', '-u', ...options, '16M')
  return name
}

describe('declared against detected', () => {
  test('a disk to which the XML gives no format is raw to libvirt and to Nova', () => {
    const spoiled = node()
    rmSync(spoiled.path(`${FOLDER}/disk.info`))
    const xml = readFileSync(spoiled.path(DOMAIN), 'utf8')
    spoiled.write(DOMAIN, xml.replace(/<driver [^>]+>/, ''))
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      evidence: { case: 'domain-default', declared: 'raw', detected: 'qcow2', xml: DOMAIN },
    })
    const [row] = viewOf(spoiled).instances
    expect(row?.disks.map(({ declared }) => declared)).toEqual(['raw'])
    spoiled.make('raw', DISK, '16M')
    expect(lines(spoiled)).toEqual([])
  })

  test('nothing that declares a disk of a format that Nova makes none of', () => {
    const spoiled = node()
    for (const path of [`${FOLDER}/disk.info`, DOMAIN]) rmSync(spoiled.path(path))
    expect(lines(spoiled)).toEqual([])
    for (const format of ['vpc', 'vdi', 'vhdx', 'vmdk', 'qcow']) {
      spoiled.make(format, DISK, '16M')
      expect(only(spoiled)).toMatchObject({
        code: 'format-mismatch',
        evidence: { case: 'undeclared', detected: format },
      })
    }
  })

  test('a disk of disk.info that became qcow2, or stopped being it (bug 2038898)', () => {
    const spoiled = node()
    spoiled.make('raw', DISK, '16M')
    expect(lines(spoiled)).toEqual([`high format-mismatch ${DISK}`])
    spoiled.diskInfo({ disk: 'raw' })
    expect(only(spoiled).evidence).toMatchObject({
      case: 'domain',
      declared: 'qcow2',
      detected: 'raw',
    })
  })

  test('a backing format that is not the content', () => {
    const spoiled = node()
    spoiled.overlay(`/${BASE}`, 'vmdk')
    expect(only(spoiled).evidence).toMatchObject({
      case: 'backing',
      declared: 'vmdk',
      detected: 'raw',
    })
  })
})

describe('a base that is recorded as vpc, ends with the footer of a fixed VHD, and begins as qcow2', () => {
  const spoiled = node()
  spoiled.make('vpc', BASE, '8M', '-o', 'subformat=fixed')
  spoiled.make('qcow2', 'other', '8M')
  spoiled.patch(BASE, 0, ...readFileSync(spoiled.path('other')).subarray(0, 1024))
  spoiled.overlay(`/${BASE}`, 'vpc')

  test('is of the format that is recorded, as to QEMU, and two formats at once', () => {
    const chain = ['info', '--backing-chain', '--output=json']
    const theirs = JSON.parse(qemuImg(spoiled.root, ...chain, withinRoot(spoiled)))
    expect(theirs[1].format).toBe('vpc')
    expect(lines(spoiled)).toEqual([`high multiple-formats ${BASE}`])
  })
})

describe('an external data file', () => {
  const withDataFile = (name: string) => {
    const spoiled = node()
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', '-o', 'data_file=d.raw', DISK, '16M')
    const header = Buffer.from(name.padEnd(8, '\0').slice(0, 8))
    expect(name.length).toBeLessThanOrEqual(8)
    const at = qcow2Extension(spoiled.path(DISK), 0x44415441)
    spoiled.patch(DISK, at + 4, 0, 0, 0, name.length, ...header)
    return spoiled
  }

  test.each([
    ['beside the disk', 'd.raw', 'beside'],
    ['outside of its folder', '../../x', 'escaping'],
    ['by an absolute path', '/etc/a', 'absolute'],
    ['by a protocol', 'nbd:x', 'protocol'],
    ['by a JSON description', 'json:{}', 'json'],
  ])('%s is the gravest finding, with the name (CVE-2024-32498)', (_, name, reach) => {
    expect(only(withDataFile(name))).toMatchObject({
      code: 'external-data-file',
      severity: 'high',
      evidence: { case: `data-file/${reach}`, name },
    })
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('pretending')).toEqual([])
})
