import type { SharingHost } from '../../analysis/hosts/sharing-hosts.ts'
import type { NodeStorage, UsedFileSystem } from '../../analysis/hosts/storage.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { FileSystemStat } from '../../files/tree.ts'
import type { GlanceConfig } from '../../glance/conf.ts'
import type { GlanceStore } from '../../glance/stores.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import { imageBackendOf } from '../../nova/image-backends.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'

type Nova = NonNullable<NodeReport['configuration']['nova']>
type Glance = NonNullable<NodeReport['configuration']['glance']>
type Storage = NonNullable<NodeReport['storage']>

/** What the report says of nova.conf and glance-api.conf: the options that are read, no others. */
export function configurationPart({
  layout,
}: Pick<NodeView, 'layout'>): NodeReport['configuration'] {
  const { nova, glance } = layout
  return {
    nova: nova === undefined ? null : novaPart(nova, layout),
    glance: glance === undefined ? null : glancePart(glance, layout.glanceConf),
  }
}

function novaPart(nova: NovaConfig, { novaConf, novaFiles = [] }: NodeView['layout']): Nova {
  const backend = imageBackendOf(nova.imagesType, nova.useCowImages)
  const { imageCache } = nova
  return {
    path: novaConf ?? null,
    files: [...novaFiles],
    set: [...nova.set],
    refused: [...(nova.refused ?? [])],
    ...(nova.ignored && { ignored: [...nova.ignored] }),
    ...(nova.untold && { untold: [...nova.untold] }),
    host: nova.host ?? null,
    statePath: nova.statePath ?? null,
    instancesPath: nova.instancesPath ?? null,
    imagesType: nova.imagesType,
    backend: backend.name,
    rootIsLocal: backend.rootIsLocal,
    localFiles: [...backend.localRoles],
    rbdPool: nova.rbdPool ?? null,
    rbdCephConf: nova.rbdCephConf ?? null,
    volumeGroup: nova.volumeGroup ?? null,
    useCowImages: nova.useCowImages,
    forceRawImages: nova.forceRawImages,
    preallocateImages: nova.preallocateImages,
    ephemeralFormat: nova.ephemeralFormat ?? null,
    reservedHostDiskMib: nova.reservedHostDiskMib,
    imageCache: {
      name: imageCache.name ?? null,
      managerIntervalSeconds: imageCache.managerInterval,
      removeUnused: imageCache.removeUnused,
      originalMinimumAgeSeconds: imageCache.originalMinimumAge,
      resizedMinimumAgeSeconds: imageCache.resizedMinimumAge,
    },
  }
}

function glancePart(glance: GlanceConfig, path: string | undefined): Glance {
  return {
    path: path ?? null,
    stores: glance.stores.map(storePart),
    imageCacheDir: glance.imageCacheDir ?? null,
    scrubberDir: glance.scrubberDir ?? null,
    stagingDir: glance.stagingDir ?? null,
    tasksWorkDir: glance.tasksWorkDir ?? null,
  }
}

function storePart(store: GlanceStore) {
  return {
    name: store.name,
    type: store.type,
    remote: store.remote,
    default: store.isDefault,
    folders: (store.folders ?? []).map(({ path, priority }) => ({ path, priority })),
    pool: store.pool ?? null,
  }
}

export function storagePart({ fileSystems, hosts }: NodeStorage): Storage {
  return {
    fileSystems: fileSystems.map(mountedPart),
    hosts: hosts.map(sharingPart),
  }
}

export function sharingPart(sharing: SharingHost): Storage['hosts'][number] {
  const { host, seenMs, active, self, other } = sharing
  return { host, seenAt: isoTime(seenMs) ?? null, active, self, other: other ?? null }
}

function mountedPart(used: UsedFileSystem): Storage['fileSystems'][number] {
  const { path, alsoAt = [], fileSystem, unscanned, beside = [] } = used
  return {
    path,
    alsoAt: [...alsoAt],
    type: fileSystem?.type ?? null,
    mountPoint: fileSystem?.mountPoint ?? null,
    source: fileSystem?.source ?? null,
    readOnly: fileSystem?.readOnly ?? null,
    remote: fileSystem?.remote ?? null,
    blocksTrusted: fileSystem?.blocksTrusted ?? null,
    totalBytes: fileSystem?.total ?? null,
    freeBytes: fileSystem?.free ?? null,
    availableBytes: fileSystem?.available ?? null,
    notScannedBytes: unscanned ?? null,
    notScanned: beside.map(({ path: folder, allocated, atLeast = false }) => {
      return { path: folder, allocatedBytes: allocated, atLeast }
    }),
  }
}

export function fileSystemPart(found: FileSystemStat): NodeReport['filesystem'] {
  return {
    type: found.type ?? null,
    mountPoint: found.mountPoint ?? null,
    source: found.source ?? null,
    readOnly: found.readOnly ?? null,
    totalBytes: found.total,
    freeBytes: found.free,
    availableBytes: found.available,
  }
}
