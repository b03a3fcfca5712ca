import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { nodeCodecs } from '../../../electron/files/codecs.ts'
import type { ByteSource } from '../../../shared/bytes/source.ts'
import { openDisk } from '../../../shared/formats/disk/disk.ts'
import type { GuestDisk } from '../../../shared/formats/disk/types.ts'
import { openLayer } from '../../../shared/formats/open-layer.ts'
import type { ImageFormat } from '../../../shared/formats/types.ts'

interface OpenSource extends ByteSource {
  close(): void
}

function fileSource(path: string): OpenSource {
  const fd = openSync(path, 'r')
  return {
    size: fstatSync(fd).size,
    read: (target, offset) => readSync(fd, target, 0, target.length, offset),
    close: () => closeSync(fd),
  }
}

export interface LayerFile {
  readonly path: string
  /** qcow2 unless something else is said. */
  readonly format?: ImageFormat
  readonly dataFile?: string
  readonly snapshot?: string
}

/** The guest's disk of files that are named one by one, active layer first. */
export function openFiles(files: readonly LayerFile[]): {
  readonly disk: GuestDisk
  close(): void
} {
  const opened: OpenSource[] = []
  const open = (path: string): OpenSource => {
    const source = fileSource(path)
    opened.push(source)
    return source
  }
  const layers = files.map(({ path, format = 'qcow2', dataFile, snapshot }) =>
    openLayer(open(path), format, {
      codecs: nodeCodecs,
      ...(dataFile !== undefined && { dataFile: open(dataFile) }),
      ...(snapshot !== undefined && { snapshot }),
    }),
  )
  const [active, ...below] = layers
  if (active === undefined) throw new Error('no layer')
  return {
    disk: openDisk(active, below),
    close: () => {
      for (const source of opened) source.close()
    },
  }
}
