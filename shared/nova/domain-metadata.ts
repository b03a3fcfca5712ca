import type { DomainPort } from './domain-devices.ts'
import { known } from './known.ts'
import { isImageId } from './names.ts'
import {
  attribute,
  childInNamespace,
  children,
  innerScope,
  ownText,
  type XmlElement,
  type XmlScope,
} from './xml.ts'

/** The flavor as Nova wrote it down when the domain was last defined. */
export interface FlavorFacts {
  readonly name: string
  /** Since 2025.2. */
  readonly id?: string
  readonly memoryMib?: number
  readonly rootGib?: number
  readonly ephemeralGib?: number
  readonly swapMib?: number
  readonly vcpus?: number
  /** Names of the extra specs, without their values. */
  readonly extraSpecs?: readonly string[]
}

/** What Nova puts into a domain's `<metadata>` (nova/virt/libvirt/config.py). */
export interface NovaMetadata {
  readonly displayName?: string
  readonly novaVersion?: string
  /** Milliseconds since the epoch. */
  readonly createdMs?: number
  readonly flavor?: FlavorFacts
  readonly projectId?: string
  readonly projectName?: string
  readonly userId?: string
  readonly userName?: string
  /** The image that the root disk was made from; none when it was booted from a volume. */
  readonly imageId?: string
  /** Nova's metadata are there and name no image: it was booted from a volume. */
  readonly hasNoImage?: true
  readonly ports: readonly DomainPort[]
}

const NAMESPACES = [
  'http://openstack.org/xmlns/libvirt/nova/1.1',
  'http://openstack.org/xmlns/libvirt/nova/1.0',
] as const
const ANY: ReadonlySet<string> = new Set(NAMESPACES)
/** The newest first. */
const EACH = NAMESPACES.map((uri) => new Set([uri]))
const MAX_EXTRA_SPECS = 256

/** Nova's metadata are found by their namespace, whatever its prefix; `outer` is the scope around. */
export function novaMetadata(metadata: XmlElement | undefined, outer: XmlScope): NovaMetadata {
  const between = innerScope(outer, metadata)
  const instance = new NovaElement(newestInstance(metadata, between), between)
  const owner = instance.child('owner')
  const project = owner.child('project')
  const user = owner.child('user')
  const imageId =
    instance.child('root').attribute('uuid') ?? instance.child('image').attribute('uuid')
  return {
    ...known({
      displayName: nameIn(instance.text('name')),
      novaVersion: instance.child('package').attribute('version'),
      createdMs: utcTime(instance.text('creationTime')),
      flavor: flavorFacts(instance.child('flavor')),
      projectId: project.attribute('uuid'),
      projectName: project.own,
      userId: user.attribute('uuid'),
      userName: user.own,
      imageId: imageId !== undefined && isImageId(imageId) ? imageId : undefined,
    }),
    ...(imageId === undefined && instance.isThere && { hasNoImage: true }),
    ports: instance.child('ports').all('port').flatMap(portFacts),
  }
}

/**
 * A Nova since 23 that attaches an interface to a guest which an older one started writes its own element, and
 * libvirt keeps the other beside it: `set_metadata` counts only within one namespace.
 */
function newestInstance(metadata: XmlElement | undefined, scope: XmlScope) {
  for (const uris of EACH) {
    const found = childInNamespace(metadata, scope, uris, 'instance')
    if (found !== undefined) return found
  }
  return undefined
}

function flavorFacts(flavor: NovaElement): FlavorFacts | undefined {
  const name = flavor.attribute('name')
  if (name === undefined) return undefined
  const specs = flavor.child('extraSpecs').all('extraSpec').slice(0, MAX_EXTRA_SPECS)
  const extraSpecs = specs.flatMap((spec) => spec.attribute('name') ?? [])
  return {
    name,
    ...known({
      id: flavor.attribute('id'),
      memoryMib: wholeNumber(flavor.text('memory')),
      rootGib: wholeNumber(flavor.text('disk')),
      ephemeralGib: wholeNumber(flavor.text('ephemeral')),
      swapMib: wholeNumber(flavor.text('swap')),
      vcpus: wholeNumber(flavor.text('vcpus')),
    }),
    ...(extraSpecs.length > 0 && { extraSpecs }),
  }
}

function portFacts(port: NovaElement): readonly DomainPort[] {
  const id = port.attribute('uuid')
  if (id === undefined) return []
  return [{ id, addresses: port.all('ip').flatMap((ip) => ip.attribute('address') ?? []) }]
}

/** A name of blanks alone is none to anybody who reads it. */
function nameIn(text: string | undefined): string | undefined {
  return text?.trim() === '' ? undefined : text
}

/** `%Y-%m-%d %H:%M:%S`, in UTC. */
function utcTime(text: string | undefined): number | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text?.trim() ?? '') ?? []
  const ms = day === undefined ? Number.NaN : Date.parse(`${day}T${time}Z`)
  return Number.isNaN(ms) ? undefined : ms
}

/** A count that is not negative and small enough to be one. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}

/** An element of Nova's, with the namespaces that are known inside it; one that is not there is empty. */
class NovaElement {
  readonly #element: XmlElement | undefined
  readonly #scope: XmlScope

  constructor(element: XmlElement | undefined, outer: XmlScope) {
    this.#element = element
    this.#scope = innerScope(outer, element)
  }

  get isThere(): boolean {
    return this.#element !== undefined
  }

  child(local: string): NovaElement {
    return new NovaElement(this.#first(local), this.#scope)
  }

  all(local: string): readonly NovaElement[] {
    const tag = this.#first(local)?.tag
    if (tag === undefined) return []
    return children(this.#element, tag).map((element) => new NovaElement(element, this.#scope))
  }

  text(local: string): string | undefined {
    return ownText(this.#first(local))
  }

  attribute(name: string): string | undefined {
    return attribute(this.#element, name)
  }

  get own(): string | undefined {
    return ownText(this.#element)
  }

  #first(local: string): XmlElement | undefined {
    return childInNamespace(this.#element, this.#scope, ANY, local)
  }
}
