import { FormatError } from '../bytes/errors.ts'
import { isUuid } from './names.ts'
import {
  attribute,
  child,
  childText,
  innerScope,
  parseXml,
  tagInNamespace,
  type XmlElement,
  type XmlScope,
} from './xml.ts'

/** What a libvirt domain XML says of an instance, as far as it is needed to name it. */
export interface DomainFacts {
  /** Path of the XML in the tree. */
  readonly path: string
  readonly uuid: string
  /** libvirt's name, e.g. `instance-0000002a`. */
  readonly libvirtName?: string
  /** `nova:name`: what its owner calls it. */
  readonly displayName?: string
  readonly flavor?: string
  readonly imageId?: string
  readonly projectId?: string
}

const NOVA_NAMESPACES: ReadonlySet<string> = new Set([
  'http://openstack.org/xmlns/libvirt/nova/1.0',
  'http://openstack.org/xmlns/libvirt/nova/1.1',
])
/** The bulk of a domain XML, and nothing that is wanted of it. */
const SKIPPED = ['devices', 'cpu', 'features', 'seclabel']

/**
 * Reads a libvirt domain XML, persistent or inside the `<domstatus>` of a running domain. Nova's
 * metadata are found by their namespace, whatever its prefix. Throws `FormatError` when the text is
 * no such XML or names no UUID.
 */
export function parseDomain(text: string, path: string): DomainFacts {
  const document = parseXml(text, 'domain XML', SKIPPED)
  const status = child(document, 'domstatus')
  const domain = child(status, 'domain') ?? child(document, 'domain')
  const uuid = childText(domain, 'uuid')?.toLowerCase()
  if (domain === undefined || uuid === undefined || !isUuid(uuid)) {
    throw new FormatError('invalid', 'domain.uuid', 0, 'a UUID', uuid?.slice(0, 64) ?? 'nothing')
  }
  const scope = innerScope(innerScope({}, status ?? {}), domain)
  const libvirtName = childText(domain, 'name')
  return {
    path,
    uuid,
    ...(libvirtName !== undefined && { libvirtName }),
    ...known(novaMetadata(child(domain, 'metadata'), scope)),
  }
}

type Possibly<T> = { readonly [Key in keyof T]: T[Key] | undefined }
type NovaMetadata = Possibly<
  Required<Pick<DomainFacts, 'displayName' | 'flavor' | 'imageId' | 'projectId'>>
>

function novaMetadata(metadata: XmlElement | undefined, outer: XmlScope): NovaMetadata {
  const between = innerScope(outer, metadata ?? {})
  const instance = novaChild(metadata, between, 'instance')
  const scope = innerScope(between, instance ?? {})
  const nameTag = novaTag(instance, scope, 'name')
  return {
    displayName: nameTag === undefined ? undefined : childText(instance, nameTag),
    flavor: attribute(novaChild(instance, scope, 'flavor'), 'name'),
    imageId: attribute(novaChild(instance, scope, 'root'), 'uuid'),
    projectId: attribute(novaChild(novaChild(instance, scope, 'owner'), scope, 'project'), 'uuid'),
  }
}

function novaChild(
  element: XmlElement | undefined,
  scope: XmlScope,
  local: string,
): XmlElement | undefined {
  const tag = novaTag(element, scope, local)
  return tag === undefined ? undefined : child(element, tag)
}

function novaTag(
  element: XmlElement | undefined,
  scope: XmlScope,
  local: string,
): string | undefined {
  return tagInNamespace(element, scope, NOVA_NAMESPACES, local)
}

function known<T extends object>(values: Possibly<T>): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<T>
}
