import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { FileSystemStat, FileTree } from '../../../shared/files/tree.ts'
import { qemuImg, temporaryFolder } from '../programs/qemu-img.ts'
import { scanOfTree, viewOfTree } from '../scan/node-view.ts'

export const IMAGE = '11111111-1111-4111-8111-111111111111'
export const OTHER_IMAGE = '22222222-2222-4222-8222-222222222222'
export const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
export const INSTANCES = 'var/lib/nova/instances'
export const STORE = 'var/lib/glance/images'
export const BASE = `${INSTANCES}/_base/${sha1(IMAGE)}`
export const FOLDER = `${INSTANCES}/${UUID}`
export const DISK = `${FOLDER}/disk`
export const DOMAIN = 'etc/libvirt/qemu/instance-00000001.xml'

const HOUR = 3_600_000

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** A node of one instance on one base, as Nova makes it, with real images; each test spoils its own. */
export class SmallNode {
  readonly root: string

  constructor(root: string) {
    this.root = root
    for (const folder of ['etc/libvirt/qemu', `${INSTANCES}/_base`, FOLDER, STORE]) {
      mkdirSync(join(root, folder), { recursive: true, mode: 0o750 })
    }
    this.make('raw', BASE, '8M')
    this.make('qcow2', `${STORE}/${IMAGE}`, '8M')
    this.overlay()
    this.diskInfo({ disk: 'qcow2' })
    this.domain()
  }

  path(path: string): string {
    return join(this.root, path)
  }

  make(format: string, path: string, size: string, ...options: readonly string[]): void {
    mkdirSync(dirname(this.path(path)), { recursive: true, mode: 0o750 })
    qemuImg(this.root, 'create', '-q', '-f', format, ...options, path, size)
    chmodSync(this.path(path), 0o640)
  }

  /** The instance's disk, by default as Nova makes it: absolute name, recorded format. */
  overlay(backing = `/${BASE}`, format: string | undefined = 'raw', size = '16M'): void {
    qemuImg(this.root, 'create', '-q', '-f', 'qcow2', DISK, size)
    const options = format === undefined ? [] : ['-F', format]
    qemuImg(this.root, 'rebase', '-q', '-u', '-b', backing, ...options, DISK)
    chmodSync(this.path(DISK), 0o640)
  }

  write(path: string, text: string | Uint8Array, ageHours = 0): void {
    const full = this.path(path)
    mkdirSync(dirname(full), { recursive: true, mode: 0o750 })
    writeFileSync(full, text, { mode: 0o640 })
    this.age(path, ageHours)
  }

  age(path: string, hours: number): void {
    const time = (Date.now() - hours * HOUR) / 1000
    utimesSync(this.path(path), time, time)
  }

  /** The same of a folder and of the files in it. */
  ageFolder(path: string, hours: number): void {
    for (const name of readdirSync(this.path(path))) this.age(`${path}/${name}`, hours)
    this.age(path, hours)
  }

  /** Writes bytes into a file that is there. */
  patch(path: string, offset: number, ...bytes: readonly number[]): void {
    const file = openSync(this.path(path), 'r+')
    writeSync(file, Uint8Array.from(bytes), 0, bytes.length, offset)
    closeSync(file)
  }

  truncate(path: string, length: number): void {
    truncateSync(this.path(path), length)
  }

  diskInfo(formats: Readonly<Record<string, string>>): void {
    const named = Object.entries(formats).map(([name, format]) => [`/${FOLDER}/${name}`, format])
    this.write(`${FOLDER}/disk.info`, JSON.stringify(Object.fromEntries(named)))
  }

  domain(disks: Readonly<Record<string, string>> = { disk: 'qcow2' }, image = IMAGE): void {
    this.write(DOMAIN, domainXml(1, UUID, disks, image))
  }

  run(program: string, ...args: readonly string[]): void {
    execFileSync(program, args, { cwd: this.root })
  }

  view(space: Partial<FileSystemStat> = {}): NodeView {
    return viewOfTree(withSpace(liveTree(this.root), space))
  }

  scan(space: Partial<FileSystemStat> = {}) {
    // The times of files are behind the clock by a tick, and what is as new as the scan may have changed since.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 12)
    return scanOfTree(withSpace(liveTree(this.root), space))
  }
}

/** One in a folder of its own. */
export function smallNode(): SmallNode {
  return new SmallNode(join(temporaryFolder(), 'node'))
}

export function domainXml(
  number: number,
  uuid: string,
  disks: Readonly<Record<string, string>>,
  image: string,
  flavor = '',
): string {
  const name = `instance-${number.toString(16).padStart(8, '0')}`
  const sources = Object.entries(disks).map(
    ([disk, format]) =>
      `<disk type="file" device="disk"><driver name="qemu" type="${format}"/><source file="/${INSTANCES}/${uuid}/${disk}"/></disk>`,
  )
  return `<domain type="kvm"><name>${name}</name><uuid>${uuid}</uuid><metadata>
<nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1"><nova:package version="26.2.2"/>
<nova:name>web</nova:name>${flavor}<nova:root type="image" uuid="${image}"/></nova:instance></metadata>
<devices>${sources.join('')}</devices></domain>`
}

const TIB = 2 ** 40

/** The tree on a file system of this size, whatever this machine's is. */
export function withSpace(tree: FileTree, space: Partial<FileSystemStat> = {}): FileTree {
  return {
    rootPath: tree.rootPath,
    list: (path) => tree.list(path),
    lstat: (path) => tree.lstat(path),
    readLink: (path) => tree.readLink(path),
    open: (path) => tree.open(path),
    openListed: (path) => tree.openListed(path),
    statfs: (path) => ({ ...tree.statfs(path), total: TIB, free: TIB, available: TIB, ...space }),
    identity: (path) => tree.identity(path),
    openedAt: (path) => tree.openedAt(path),
  }
}
