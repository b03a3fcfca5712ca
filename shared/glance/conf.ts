import { listOf, readOsloOptions } from '../nova/oslo-config.ts'
import {
  absolutePath,
  type GlanceStore,
  namedStores,
  type StoreFolder,
  singleStores,
} from './stores.ts'

/** What glance-api.conf says of the places of images; passwords and connections are not read. */
export interface GlanceConfig {
  readonly stores: readonly GlanceStore[]
  /** Folders of all filesystem stores, the highest priority first. */
  readonly folders: readonly StoreFolder[]
  readonly imageCacheDir?: string
  readonly scrubberDir?: string
  readonly stagingDir?: string
  readonly tasksWorkDir?: string
}

const WANTED: ReadonlySet<string> = new Set([
  'enabled_backends',
  'default_backend',
  'default_store',
  'stores',
  'known_stores',
  'filesystem_store_datadir',
  'filesystem_store_datadirs',
  'rbd_store_pool',
  'image_cache_dir',
  'scrubber_datadir',
  'node_staging_uri',
  'work_dir',
])

/** Sections of reserved stores, which hold no images of their own. */
const RESERVED = { staging: 'os_glance_staging_store', tasks: 'os_glance_tasks_store' }

/**
 * Reads glance-api.conf and the files that are read after it, in that order. Throws `FormatError`
 * over a limit.
 */
export function parseGlanceConf(...texts: readonly string[]): GlanceConfig {
  const options = readOsloOptions(texts, WANTED, 'glance-api.conf')
  const backends = listOf(options.last('DEFAULT.enabled_backends')) ?? []
  const stores = backends.length > 0 ? namedStores(options, backends) : singleStores(options)
  const folders = stores.flatMap((store) => store.folders ?? [])
  return {
    stores,
    folders: [...folders].sort((a, b) => b.priority - a.priority),
    ...folder('imageCacheDir', options.last('DEFAULT.image_cache_dir')),
    ...folder('scrubberDir', options.last('DEFAULT.scrubber_datadir')),
    ...folder(
      'stagingDir',
      options.last(`${RESERVED.staging}.filesystem_store_datadir`) ??
        options.last('DEFAULT.node_staging_uri')?.replace(/^file:\/\//, ''),
    ),
    ...folder(
      'tasksWorkDir',
      options.last(`${RESERVED.tasks}.filesystem_store_datadir`) ?? options.last('task.work_dir'),
    ),
  }
}

type FolderKey = 'imageCacheDir' | 'scrubberDir' | 'stagingDir' | 'tasksWorkDir'

function folder(key: FolderKey, text: string | undefined): Partial<Record<FolderKey, string>> {
  const path = absolutePath(text)
  return path === undefined ? {} : { [key]: path }
}
