import { basename } from 'node:path'
import { savedDomain } from '../nova/saved-domain.ts'

/** Ways in which the XML of a domain names a file. */
export const CLUTTER_DISK_FORMS = [
  ...['disk', 'disk', 'disk', 'below', 'below-twice', 'mirror', 'old-mirror', 'data'],
  ...['kernel', 'initrd', 'loader', 'nvram', 'nvram-source', 'template'],
  ...['device', 'entry', 'argument', 'json-argument', 'sound', 'port'],
  ...['folder', 'folder-argument', 'volume'],
] as const

export interface NamedFile {
  readonly form: (typeof CLUTTER_DISK_FORMS)[number]
  /** Below the root of all. */
  readonly path: string
  /** What the domain's host calls it: an absolute path. */
  readonly name: string
  readonly format: string
  /** Of a volume: what its host calls the pool that its folder is. */
  readonly pool?: string
}

export interface ClutterXml {
  readonly name: string
  readonly uuid: string
  readonly disks: readonly NamedFile[]
}

/**
 * As libvirt keeps it: what it starts a domain from, what runs, what was when a snapshot or a checkpoint
 * was made, or when it was saved.
 */
export type ClutterKind = 'defined' | 'running' | 'snapshot' | 'checkpoint' | 'saved'

/** The XML of a domain that names these files, each in its way. */
export function clutterXml({ name, uuid, disks }: ClutterXml, kind: ClutterKind): string | Buffer {
  const os = disks.map(bootXml).join('')
  const devices = disks.map((disk) => diskXml(disk) + deviceXml(disk)).join('')
  const others = disks.map(otherXml).join('')
  const xml = `<domain type="kvm"><name>${name}</name><uuid>${uuid}</uuid><os><type>hvm</type>${os}</os>
<devices>${devices}</devices>${others}</domain>`
  switch (kind) {
    case 'defined':
      return xml
    case 'running':
      return `<domstatus state="running" pid="1">${xml}</domstatus>`
    case 'snapshot':
      return `<domainsnapshot><name>s</name>${xml}</domainsnapshot>`
    case 'checkpoint':
      return `<domaincheckpoint><name>s</name>${xml}</domaincheckpoint>`
    case 'saved':
      return savedDomain(xml)
  }
}

function bootXml({ form, name }: NamedFile): string {
  switch (form) {
    case 'kernel':
    case 'initrd':
    case 'loader':
    case 'nvram':
      return `<${form}>${name}</${form}>`
    case 'nvram-source':
      return `<nvram type="file"><source file="${name}"/></nvram>`
    case 'template':
      return `<nvram template="${name}">/srv/vars.fd</nvram>`
    default:
      return ''
  }
}

/** A disk where nothing is, which needs nothing by itself. */
const ELSEWHERE = '<driver name="qemu" type="raw"/><source file="/srv/other.img"/>'
const EMPTY = '<backingStore/>'

function diskXml({ form, name, format, pool = '' }: NamedFile): string {
  const source = `<source file="${name}"/>`
  switch (form) {
    case 'disk':
      return disk(`<driver name="qemu" type="${format}"/>${source}`)
    case 'below':
      return disk(`${ELSEWHERE}${below(`${source}${EMPTY}`)}`)
    case 'below-twice':
      return disk(
        `${ELSEWHERE}${below(`<source file="/srv/x.img"/>${below(`${source}${EMPTY}`)}`)}`,
      )
    case 'mirror':
      return disk(
        `${ELSEWHERE}<mirror type="file" job="copy"><format type="${format}"/>${source}</mirror>`,
      )
    case 'old-mirror':
      return disk(`${ELSEWHERE}<mirror file="${name}" format="${format}"/>`)
    case 'data':
      return disk(`<driver name="qemu" type="qcow2"/><source file="/srv/other.img">
        <dataStore type="file"><format type="raw"/>${source}</dataStore></source>${EMPTY}`)
    case 'volume':
      return `<disk type="volume"><driver name="qemu" type="${format}"/>
        <source pool="${pool}" volume="${basename(name)}"/></disk>`
    default:
      return ''
  }
}

export function poolXml(name: string, folder: string): string {
  return `<pool type="dir"><name>${name}</name><target><path>${folder}</path></target></pool>`
}

function deviceXml({ form, name }: NamedFile): string {
  switch (form) {
    case 'device':
      return `<disk type="block"><driver type="raw"/><source dev="${name}"/></disk>`
    case 'sound':
      return `<audio id="1" type="file" path="${name}"/>`
    case 'folder':
      return `<filesystem type="mount"><source dir="${name}"/><target dir="/"/></filesystem>`
    case 'port':
      return `<serial type="file"><source path="${name}"/></serial>`
    default:
      return ''
  }
}

function otherXml({ form, name, format }: NamedFile): string {
  switch (form) {
    case 'entry':
      return `<sysinfo type="fwcfg"><entry name="opt/x" file="${name}"/></sysinfo>`
    case 'argument':
      return argument(`file=${name},format=${format},if=none`)
    case 'folder-argument':
      return argument(`local,id=share,path=${name}`)
    case 'json-argument':
      return argument(
        `{&quot;driver&quot;:&quot;file&quot;,&quot;filename&quot;:&quot;${name}&quot;}`,
      )
    default:
      return ''
  }
}

function argument(value: string): string {
  return `<qemu:commandline><qemu:arg value="${value}"/></qemu:commandline>`
}

function disk(inner: string): string {
  return `<disk type="file" device="disk">${inner}<target dev="vda"/></disk>`
}

function below(inner: string): string {
  return `<backingStore type="file"><format type="raw"/>${inner}</backingStore>`
}
