import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { isWithin } from '../../../shared/files/paths.ts'
import type { SeededRandom } from '../images/seeded-random.ts'
import { INSTANCES } from '../trees/small-node.ts'

/**
 * How hosts come by an instances_path: one has it, and is opened whole or in parts; two have a third folder,
 * or the second the first's.
 */
const LAYOUTS = ['alone', 'alone', 'parts', 'beside', 'inside'] as const
const OTHER_NAME = 'srv/nova'
const SNAP = 'var/snap/openstack-hypervisor/common'

/** A place with what a host calls it. */
interface Named {
  readonly host: string
  readonly real: string
  readonly name: string
}

/**
 * Where a node, or two hosts on one instances_path, have their things. Paths are below the root of all,
 * after symlinks; a host is known by its folder there, which is `''` where there is one.
 */
export class ClutterPlaces {
  readonly hosts: readonly string[]
  /** Paths that are opened together. */
  readonly opened: readonly string[]
  readonly instances: string
  readonly cache: string
  readonly #root: string
  readonly #random: SeededRandom
  readonly #named: Named[] = []
  readonly #snap: string | undefined

  constructor(root: string, random: SeededRandom) {
    this.#root = root
    this.#random = random
    const layout = random.pick(LAYOUTS)
    const isOne = layout === 'alone' || layout === 'parts'
    this.hosts = isOne ? [''] : ['a', 'b']
    this.#snap = random.below(100) < 25 ? SNAP : undefined
    this.opened =
      layout === 'beside' ? ['a', 'b', 'shared'] : layout === 'parts' ? this.#parts() : this.hosts
    const [first = ''] = this.hosts
    this.instances = layout === 'beside' ? 'shared' : join(first, INSTANCES)
    mkdirSync(join(root, this.instances), { recursive: true })
    for (const host of this.hosts) this.#addHost(host)
    this.cache = this.#cache()
    if (!isOne) this.#listHosts()
  }

  /** What a host calls a file or folder; undefined for what it does not have. */
  nameOf(real: string, host: string): string | undefined {
    const own = this.#named.filter((one) => one.host === host && isWithin(real, one.real))
    const [nearest] = own.sort((a, b) => b.real.length - a.real.length)
    if (nearest === undefined) return undefined
    const rest = real.slice(nearest.real.length).replace(/^\//, '')
    return rest === '' ? nearest.name : join(nearest.name, rest)
  }

  /** Makes the folder of an instance, which may lie elsewhere, and gives where it lies. */
  instanceFolder(name: string): string {
    const place = join(this.instances, name)
    if (this.#random.below(100) >= 20) {
      mkdirSync(join(this.#root, place), { recursive: true })
      return place
    }
    return this.#moved(place, join('moved', name))
  }

  /** Where a host has something of libvirt's, which a package or a snap brought. */
  libvirts(path: string): string {
    if (this.#snap === undefined) return path
    return join(this.#snap, path.replace(/^var\/lib/, 'lib'))
  }

  /** Each of which is opened by itself, with nothing around it; /etc keeps the root above them all. */
  #parts(): readonly string[] {
    const state = ['run/libvirt/qemu', 'var/lib/libvirt'].map((one) => this.libvirts(one))
    return [...new Set([INSTANCES, 'etc', this.libvirts('etc'), ...state])]
  }

  #addHost(host: string): void {
    const ofLibvirt = ['etc/libvirt/qemu', 'run/libvirt/qemu', 'var/lib/libvirt/qemu/save']
    for (const folder of [...ofLibvirt.map((one) => this.libvirts(one)), 'etc/nova', 'srv'])
      mkdirSync(join(this.#root, host, folder), { recursive: true })
    const isElsewhere = host === 'b' && this.#random.below(100) < 40
    const own = isElsewhere ? OTHER_NAME : INSTANCES
    this.#named.push({ host, real: host, name: '/' })
    this.#named.push({ host, real: this.instances, name: `/${own}` })
    if (join(host, own) !== this.instances) this.#link(join(host, own), this.instances)
    if (host === '') return
    const configured = isElsewhere ? `instances_path = /${own}\n` : ''
    writeFileSync(
      join(this.#root, host, 'etc/nova/nova.conf'),
      `[DEFAULT]\nhost = ${host}\n${configured}`,
    )
  }

  #cache(): string {
    const place = join(this.instances, '_base')
    if (this.#random.below(100) < 20) return this.#moved(place, 'kept')
    mkdirSync(join(this.#root, place))
    return place
  }

  /** What has a symlink at its place lies beside the instances, or elsewhere on the only host. */
  #moved(place: string, name: string): string {
    const isOnHost = this.hosts.length === 1 && this.#random.below(100) < 50
    const real = join(isOnHost ? 'srv' : this.instances, name)
    mkdirSync(join(this.#root, real), { recursive: true })
    this.#link(place, real)
    for (const host of this.hosts) {
      const called = this.nameOf(place, host)
      if (called !== undefined) this.#named.push({ host, real, name: called })
    }
    return real
  }

  #link(at: string, to: string): void {
    mkdirSync(join(this.#root, dirname(at)), { recursive: true })
    symlinkSync(relative(dirname(at), to), join(this.#root, at))
  }

  /** Mostly all of them, so that there are commands. */
  #listHosts(): void {
    const kind = this.#random.below(10)
    if (kind === 0) return
    const hosts = kind === 1 ? [...this.hosts, 'c'] : kind === 2 ? ['a'] : this.hosts
    const now = Date.now() / 1000
    const seen = JSON.stringify(Object.fromEntries(hosts.map((host) => [host, now])))
    writeFileSync(join(this.#root, this.instances, 'compute_nodes'), seen)
  }
}
