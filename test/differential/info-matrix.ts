import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import {
  AES_IN_QCOW2,
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../helpers/images/encrypted-images.ts'
import { qemuImg } from '../helpers/programs/qemu-img.ts'

/** An image of the matrix: how qemu-img makes it, under the given name. */
export interface MatrixCase {
  readonly name: string
  readonly make: (cwd: string, file: string) => void
}

const CLUSTER_SIZES = [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144]
const LARGE_CLUSTERS = [524_288, 1_048_576, 2_097_152]
const ALL_CLUSTERS = [...CLUSTER_SIZES, ...LARGE_CLUSTERS]
const REFCOUNT_BITS = [1, 2, 4, 8, 16, 32, 64]

type Change = (cwd: string, file: string) => void

function create(options: string, size = '5M', ...change: readonly Change[]): MatrixCase['make'] {
  return (cwd, file) => {
    qemuImg(cwd, 'create', '-q', '-f', 'qcow2', '-o', options, file, size)
    for (const step of change) step(cwd, file)
  }
}

const snapshot: Change = (cwd, file) => {
  qemuImg(cwd, 'snapshot', '-c', 'before upgrade', file)
  qemuImg(cwd, 'snapshot', '-c', 'sécurité', file)
}

const bitmaps: Change = (cwd, file) => {
  qemuImg(cwd, 'bitmap', '--add', file, 'nightly')
  qemuImg(cwd, 'bitmap', '--add', '--disable', '-g', '4096', file, 'weekly')
}

const resizedSnapshot: Change = (cwd, file) => {
  qemuImg(cwd, 'snapshot', '-c', 'small', file)
  qemuImg(cwd, 'resize', '-q', file, '7M')
}

/** Sets one byte of the header: states that qemu-img leaves only when it is interrupted. */
function patch(offset: number, value: number): Change {
  return (cwd, file) => {
    const fd = openSync(join(cwd, file), 'r+')
    writeSync(fd, Uint8Array.of(value), 0, 1, offset)
    closeSync(fd)
  }
}

const unusedDataFile: Change = (cwd, file) => {
  create(`data_file=${file}.data`)(cwd, file)
  patch(79, 0)(cwd, file)
}

const luks = (options: string): MatrixCase['make'] => {
  return (cwd, file) => createEncrypted(cwd, [...LUKS_IN_QCOW2, '-o', options], file)
}

/** Versions and cluster sizes, each with every feature that they allow. */
function versionCases(): MatrixCase[] {
  return ['0.10', '1.1'].flatMap((compat) =>
    ALL_CLUSTERS.map((size) => ({
      name: `compat ${compat}, clusters of ${size}`,
      make: create(`compat=${compat},cluster_size=${size}`),
    })),
  )
}

function refcountCases(): MatrixCase[] {
  return [512, 65_536, 2_097_152].flatMap((size) =>
    REFCOUNT_BITS.map((bits) => ({
      name: `refcounts of ${bits} bits, clusters of ${size}`,
      make: create(`refcount_bits=${bits},cluster_size=${size}`),
    })),
  )
}

function featureCases(): MatrixCase[] {
  const extended = ALL_CLUSTERS.filter((size) => size >= 16_384).map((size) => ({
    name: `extended L2, clusters of ${size}`,
    make: create(`extended_l2=on,cluster_size=${size}`),
  }))
  const perSize = [512, 65_536, 2_097_152].flatMap((size) => [
    { name: `zstd, ${size}`, make: create(`compression_type=zstd,cluster_size=${size}`) },
    { name: `lazy refcounts, ${size}`, make: create(`lazy_refcounts=on,cluster_size=${size}`) },
    { name: `snapshots, ${size}`, make: create(`cluster_size=${size}`, '5M', snapshot) },
    { name: `bitmaps, ${size}`, make: create(`cluster_size=${size}`, '5M', bitmaps) },
  ])
  const preallocation = ['off', 'metadata', 'falloc', 'full'].map((mode) => ({
    name: `preallocation ${mode}`,
    make: create(`preallocation=${mode}`),
  }))
  return [...extended, ...perSize, ...preallocation]
}

function singleCases(): MatrixCase[] {
  return [
    { name: 'snapshots in version 2', make: create('compat=0.10', '5M', snapshot) },
    { name: 'a snapshot of a smaller disk', make: create('compat=1.1', '5M', resizedSnapshot) },
    { name: 'snapshots and bitmaps', make: create('compat=1.1', '5M', snapshot, bitmaps) },
    { name: 'all together', make: create(TOGETHER, '5M', bitmaps) },
    { name: 'LUKS, clusters of 512', make: luks('cluster_size=512') },
    { name: 'LUKS, clusters of 2 MiB', make: luks('cluster_size=2M') },
    { name: 'LUKS in version 2', make: luks('compat=0.10') },
    {
      name: 'LUKS with serpent and essiv',
      make: luks(
        'encrypt.cipher-alg=serpent-256,encrypt.cipher-mode=cbc,encrypt.ivgen-alg=essiv,encrypt.ivgen-hash-alg=sha256,encrypt.hash-alg=sha512',
      ),
    },
    { name: 'AES', make: (cwd, file) => createEncrypted(cwd, AES_IN_QCOW2, file) },
    { name: 'the dirty bit', make: create('lazy_refcounts=on', '5M', patch(79, 1)) },
    { name: 'the corrupt bit', make: create('compat=1.1', '5M', patch(79, 2)) },
    { name: 'data file bit without a name', make: create('compat=1.1', '5M', patch(79, 4)) },
    { name: 'a data file that is recorded and not used', make: unusedDataFile },
    {
      name: 'unknown compatible and autoclear bits',
      make: create('compat=1.1', '5M', patch(87, 32), patch(95, 32)),
    },
    {
      name: 'bitmaps that another program left stale',
      make: create('compat=1.1', '5M', bitmaps, patch(95, 0)),
    },
    {
      name: 'a size that does not fill its sector',
      make: create('compat=1.1', '5M', patch(31, 232)),
    },
    { name: 'a size of 0', make: create('compat=1.1', '0') },
    { name: 'a size of 1 TiB', make: create('compat=1.1', '1T') },
    { name: 'a size of 4 PiB', make: create('compat=1.1,cluster_size=2M', '4P') },
  ]
}

const TOGETHER =
  'extended_l2=on,compression_type=zstd,lazy_refcounts=on,refcount_bits=1,cluster_size=131072'

function dataFileCases(): MatrixCase[] {
  return ['on', 'off'].map((raw) => ({
    name: `external data file, raw ${raw}`,
    make: (cwd, file) =>
      void qemuImg(
        cwd,
        'create',
        '-q',
        '-f',
        'qcow2',
        '-o',
        `data_file=${file}.data,data_file_raw=${raw}`,
        file,
        '5M',
      ),
  }))
}

/** Backing names of all kinds; `-u` records them without looking. */
const BACKING_NAMES: readonly string[] = [
  'base.raw',
  './base.raw',
  '../other/base.raw',
  'sub/base.raw',
  '/var/lib/nova/instances/_base/0a1b2c',
  'file:base.raw',
  'file:///srv/base.raw',
  'json:{"driver":"qcow2","file":{"driver":"file","filename":"base"}}',
  'nbd://host:10809/export',
  'nbd:unix:/run/nbd.sock:exportname=a',
  'rbd:pool/image:id=admin:conf=/etc/ceph/ceph.conf',
  'https://example.org/image.raw',
  'a:b',
  './a:b',
  '/dev/vg/lv',
  'base with spaces',
  'базовый.raw',
  'new\nline',
  'x'.repeat(1023),
]

function backingCases(): MatrixCase[] {
  const named = BACKING_NAMES.flatMap((name) =>
    ['0.10', '1.1'].map((compat) => ({
      name: `backing ${JSON.stringify(name.slice(0, 60))}, compat ${compat}`,
      make: (cwd: string, file: string) =>
        void qemuImg(
          cwd,
          'create',
          '-q',
          '-u',
          '-f',
          'qcow2',
          '-o',
          `compat=${compat}`,
          '-b',
          name,
          '-F',
          'raw',
          file,
          '5M',
        ),
    })),
  )
  return [...named, ...rebasedCases()]
}

/** The first extension becomes one that nobody knows: no format is recorded any more. */
const forgetFormat: Change = patch(112, 0x11)

function rebasedCases(): MatrixCase[] {
  const rebase = (...how: readonly string[]): Change => {
    return (cwd, file) => void qemuImg(cwd, 'rebase', '-u', '-f', 'qcow2', ...how, file)
  }
  return [
    {
      name: 'backing without a format',
      make: create('compat=1.1', '5M', rebase('-b', 'b', '-F', 'raw'), forgetFormat),
    },
    { name: 'backing qcow2', make: create('compat=1.1', '5M', rebase('-b', 'b', '-F', 'qcow2')) },
    {
      name: 'backing removed again',
      make: create('compat=1.1', '5M', rebase('-b', 'b', '-F', 'raw'), rebase('-b', '')),
    },
    {
      name: 'backing with all features',
      make: create(TOGETHER, '5M', bitmaps, rebase('-b', '../b', '-F', 'qcow2')),
    },
    {
      name: 'backing with snapshots',
      make: create('cluster_size=512', '5M', snapshot, rebase('-b', 'b', '-F', 'vmdk')),
    },
  ]
}

export function qcow2Cases(): readonly MatrixCase[] {
  return [
    ...versionCases(),
    ...refcountCases(),
    ...featureCases(),
    ...singleCases(),
    ...dataFileCases(),
    ...backingCases(),
  ]
}

function plain(format: string, size: string, options?: string): MatrixCase {
  const extra = options === undefined ? [] : ['-o', options]
  return {
    name: `${format} of ${size}${options === undefined ? '' : `, ${options}`}`,
    make: (cwd, file) => void qemuImg(cwd, 'create', '-q', '-f', format, ...extra, file, size),
  }
}

const AES_IN_QCOW = ['-f', 'qcow', '-o', 'encryption=on,encrypt.key-secret=sec0']

/** Formats other than qcow2. */
export function otherCases(): readonly MatrixCase[] {
  const backed = (format: string): MatrixCase => ({
    name: `${format} with a backing file`,
    make: (cwd, file) => {
      const base = format === 'vmdk' ? 'vmdk' : 'raw'
      qemuImg(cwd, 'create', '-q', '-f', base, `${file}.base`, '5M')
      qemuImg(cwd, 'create', '-q', '-f', format, '-b', `${file}.base`, '-F', base, file)
    },
  })
  return [
    plain('raw', '5M'),
    plain('raw', '0'),
    plain('raw', '1000'),
    plain('raw', '5M', 'preallocation=full'),
    ...['5M', '3G'].map((size) => plain('vmdk', size)),
    plain('vmdk', '5M', 'subformat=streamOptimized'),
    plain('vmdk', '5M', 'adapter_type=lsilogic,hwversion=6'),
    plain('vdi', '5M'),
    plain('vdi', '5M', 'static=on'),
    plain('vpc', '5M'),
    plain('vpc', '64M'),
    plain('vpc', '5M', 'force_size=on'),
    plain('vhdx', '5M'),
    plain('vhdx', '5M', 'block_size=1M'),
    plain('vhdx', '5M', 'subformat=fixed'),
    plain('vhdx', '5M', 'block_size=2M,log_size=3M'),
    plain('vhdx', '5M', 'block_state_zero=off'),
    plain('vhdx', '1T'),
    plain('qed', '5M'),
    plain('qed', '5M', 'cluster_size=4096'),
    plain('qed', '5M', 'cluster_size=4096,table_size=16'),
    plain('parallels', '5M'),
    plain('parallels', '5M', 'cluster_size=65536'),
    plain('parallels', '3G'),
    plain('qcow', '5M'),
    ...['vmdk', 'qed', 'qcow'].map(backed),
    { name: 'luks', make: (cwd, file) => createEncrypted(cwd, LUKS_VOLUME, file) },
    { name: 'qcow with AES', make: (cwd, file) => createEncrypted(cwd, AES_IN_QCOW, file) },
  ]
}
