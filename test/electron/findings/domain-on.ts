import { type SmallNode, UUID } from '../../helpers/trees/small-node.ts'

/** A domain of somebody's own, which no folder of an instance belongs to. */
export const OWN_XML = 'etc/libvirt/qemu/own.xml'
export const OWN_RUNNING = 'run/libvirt/qemu/own.xml'
const OWN_UUID = UUID.replace(/1$/, '8')

/** A disk as a domain names it; paths are below the root, which stands for `/`. */
export interface NamedDisk {
  readonly path: string
  readonly type?: 'file' | 'block'
  readonly format?: string
  readonly serial?: string
  /** What the XML says is below, from the first on; it ends there. */
  readonly backing?: readonly string[]
}

export interface Described {
  readonly name?: string
  readonly uuid?: string
  readonly kernel?: string
  readonly disks?: readonly NamedDisk[]
}

/** What libvirt starts the domain from. */
export function define(node: SmallNode, domain: Described, path = OWN_XML): void {
  node.write(path, xmlOf(domain))
}

/** What runs of it. */
export function runs(node: SmallNode, domain: Described, path = OWN_RUNNING): void {
  node.write(path, `<domstatus state="running" pid="1">${xmlOf(domain)}</domstatus>`)
}

export function domainOn(node: SmallNode, ...paths: readonly string[]): void {
  define(node, { disks: paths.map((path) => ({ path })) })
}

function xmlOf({ name = 'own', uuid = OWN_UUID, kernel, disks = [] }: Described): string {
  const boot = kernel === undefined ? '' : `<kernel>/${kernel}</kernel>`
  return `<domain type="kvm"><name>${name}</name><uuid>${uuid}</uuid><os><type>hvm</type>${boot}</os>
<devices>${disks.map(diskXml).join('')}</devices></domain>`
}

function diskXml({ path, type = 'file', format, serial, backing }: NamedDisk): string {
  const source = type === 'file' ? `file="/${path}"` : `dev="/${path}"`
  return `<disk type="${type}" device="disk">
${format === undefined ? '' : `<driver name="qemu" type="${format}"/>`}<source ${source}/>
${backing === undefined ? '' : backingXml(backing)}${serial === undefined ? '' : `<serial>${serial}</serial>`}</disk>`
}

function backingXml([first, ...more]: readonly string[]): string {
  if (first === undefined) return '<backingStore/>'
  return `<backingStore type="file"><source file="/${first}"/>${backingXml(more)}</backingStore>`
}
