import type { RemoteDisk } from '../../analysis/disks/remote-disks.ts'
import type { Descent } from '../../analysis/rows/descent-model.ts'
import type { InstanceIdentity } from '../../analysis/rows/identity.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import type { DomainNic } from '../../nova/domain-devices.ts'
import type { FlavorFacts } from '../../nova/domain-metadata.ts'
import type { DomainState } from '../../nova/domain-state.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'
import { shownFormat } from '../text/format-text.ts'
import { sourceText } from '../text/source-text.ts'

type Instance = NodeReport['instances'][number]
type Identity = Pick<
  Instance,
  | 'libvirtName'
  | 'xml'
  | 'definedXml'
  | 'definedOtherwise'
  | 'managedSave'
  | 'state'
  | 'flavor'
  | 'project'
  | 'user'
  | 'image'
  | 'createdAt'
  | 'novaVersion'
  | 'vcpus'
  | 'memoryBytes'
  | 'nics'
  | 'graphics'
  | 'consoles'
  | 'remoteDisks'
>

/** What the report says of an instance beside its files. */
export function identityPart({ identity, remoteDisks = [] }: InstanceRow): Identity {
  const known: Partial<InstanceIdentity> = identity ?? {}
  const { imageId, createdMs } = known
  return {
    libvirtName: known.libvirtName ?? null,
    xml: known.xml ?? null,
    definedXml: known.definedAt ?? null,
    definedOtherwise: [...(known.definedOtherwise ?? [])],
    managedSave: known.savedAt ?? null,
    state: known.state === undefined ? null : statePart(known.state),
    flavor: known.flavor === undefined ? null : flavorPart(known.flavor),
    project: account(known.projectId, known.projectName),
    user: account(known.userId, known.userName),
    image: imageId === undefined ? null : { id: imageId },
    createdAt: createdMs === undefined ? null : (isoTime(createdMs) ?? null),
    novaVersion: known.novaVersion ?? null,
    vcpus: known.vcpus ?? null,
    memoryBytes: known.memory ?? null,
    nics: (known.nics ?? []).map(nicPart),
    graphics: (known.graphics ?? []).map(({ type, listen, port }) => ({
      type,
      listen: listen ?? null,
      port: port ?? null,
    })),
    consoles: (known.consoles ?? []).map(({ type, path }) => ({ type, path: path ?? null })),
    remoteDisks: remoteDisks.map(remotePart),
  }
}

/** Where a disk comes from, as far as anything says so. */
export function descentPart(descent: Descent): Instance['disks'][number]['descent'] {
  const { image, base, relation, match } = descent
  if (image === undefined && base === undefined) return null
  return {
    imageId: image?.name ?? null,
    imagePath: image?.path ?? null,
    imageFormat: shownFormat(image?.format) ?? null,
    imageVirtualBytes: image?.virtual ?? null,
    base: base?.name ?? null,
    basePath: base?.path ?? null,
    baseFormat: shownFormat(base?.format) ?? null,
    isRawTwin: descent.isRawTwin,
    relation: relation ?? null,
    match,
  }
}

function statePart({ state, reason, job, blockJobs = [] }: DomainState): Instance['state'] {
  return { state, reason: reason ?? null, job: job ?? null, blockJobs: [...blockJobs] }
}

function flavorPart(flavor: FlavorFacts): Instance['flavor'] {
  return {
    name: flavor.name,
    id: flavor.id ?? null,
    memoryMib: flavor.memoryMib ?? null,
    rootGib: flavor.rootGib ?? null,
    ephemeralGib: flavor.ephemeralGib ?? null,
    swapMib: flavor.swapMib ?? null,
    vcpus: flavor.vcpus ?? null,
    extraSpecs: [...(flavor.extraSpecs ?? [])],
  }
}

function account(id: string | undefined, name: string | undefined): Instance['project'] {
  return id === undefined ? null : { id, name: name ?? null }
}

function nicPart(nic: DomainNic): Instance['nics'][number] {
  return {
    mac: nic.mac,
    type: nic.type,
    source: nic.source ?? null,
    target: nic.target ?? null,
    model: nic.model ?? null,
    portId: nic.portId ?? null,
    addresses: [...(nic.addresses ?? [])],
  }
}

function remotePart(disk: RemoteDisk): Instance['remoteDisks'][number] {
  const { source } = disk
  const network = source.kind === 'network' ? source : undefined
  return {
    target: disk.target ?? null,
    root: disk.root,
    kind: source.kind,
    location: sourceText(source),
    path: disk.path ?? null,
    pool: network?.pool ?? null,
    image: network?.image ?? null,
    hosts: [...(network?.hosts ?? [])],
    format: disk.format ?? null,
    volumeId: disk.volumeId ?? null,
    from: disk.from,
  }
}
