import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { quote, says } from '../../phrases/phrase.ts'
import type { ReadPurpose } from './extensions.ts'
import {
  INCOMPAT_COMPRESSION,
  INCOMPAT_EXTL2,
  INCOMPAT_KNOWN,
  unsupportedFeatures,
} from './features.ts'
import { checkL1Table, checkRefcountTable, checkSnapshotTable } from './header-tables.ts'
import {
  MAX_CLUSTER_BITS,
  MAX_REFCOUNT_ORDER,
  MIN_CLUSTER_BITS,
  SUBCLUSTERS_PER_CLUSTER,
  V3_HEADER_LENGTH,
} from './limits.ts'
import type { FeatureName, Qcow2Header } from './types.ts'

const failInvalid: Refuse = refusalIn('header')
const failUnsupported: Refuse = refusalIn('header', 'unsupported')

/**
 * Throws the `FormatError` for which qemu refuses to open the image, if any: qemu's checks in
 * qemu's order and words (block/qcow2.c, qcow2_do_open). `names` is asked only for an unknown bit.
 */
export function checkHeader(
  header: Qcow2Header,
  names: () => readonly FeatureName[],
  purpose: ReadPurpose,
): void {
  checkClusterSize(header)
  checkHeaderLength(header)
  checkCompression(header)
  checkFeatures(header, names)
  checkRefcountTable(header, purpose)
  checkSnapshotTable(header)
  checkL1Table(header)
  checkEncryption(header)
}

function checkClusterSize({ clusterBits }: Qcow2Header): void {
  if (clusterBits >= MIN_CLUSTER_BITS && clusterBits <= MAX_CLUSTER_BITS) return
  const message = says('Unsupported cluster size: 2^{{n}}', { n: clusterBits })
  failUnsupported(
    'cluster_bits',
    20,
    says('{{n}} to {{n2}}', { n: MIN_CLUSTER_BITS, n2: MAX_CLUSTER_BITS }),
    clusterBits,
    message,
  )
}

function checkHeaderLength(header: Qcow2Header): void {
  const { version, headerLength, clusterBits, backingFileOffset } = header
  const clusterSize = 2 ** clusterBits
  if (version === 3 && headerLength < V3_HEADER_LENGTH) {
    failInvalid(
      'header_length',
      100,
      says('at least {{n}}', { n: V3_HEADER_LENGTH }),
      headerLength,
      says('qcow2 header too short'),
    )
  }
  if (headerLength > clusterSize) {
    const message = says('qcow2 header exceeds cluster size')
    failInvalid(
      'header_length',
      100,
      says('at most {{n}}', { n: clusterSize }),
      headerLength,
      message,
    )
  }
  if (backingFileOffset !== 0n && backingFileOffset > BigInt(clusterSize)) {
    const message = says('Invalid backing file offset')
    failInvalid(
      'backing_file_offset',
      8,
      says('at most {{n}}', { n: clusterSize }),
      backingFileOffset,
      message,
    )
  }
}

function checkCompression({ compressionType, incompatibleFeatures }: Qcow2Header): void {
  if (compressionType > 1) {
    const message = says('qcow2: unknown compression type: {{n}}', { n: compressionType })
    failUnsupported(
      'compression_type',
      104,
      says('{{n}} or {{n2}}', { n: 0, n2: 1 }),
      compressionType,
      message,
    )
  }
  const bitSet = (incompatibleFeatures & INCOMPAT_COMPRESSION) !== 0n
  if (bitSet === (compressionType !== 0)) return
  const must = bitSet ? 'must not' : 'must'
  const message = says(`qcow2: Compression type incompatible feature bit ${must} be set`)
  failInvalid(
    'incompatible_features',
    72,
    says(`bit {{n}} ${must} be set`, { n: 3 }),
    quote(bitsText(incompatibleFeatures)),
    message,
  )
}

function bitsText(bits: bigint): string {
  return `0x${bits.toString(16)}`
}

function checkFeatures(header: Qcow2Header, names: () => readonly FeatureName[]): void {
  const { incompatibleFeatures, clusterBits, refcountOrder } = header
  const unknown = incompatibleFeatures & ~INCOMPAT_KNOWN
  if (unknown !== 0n) {
    const message = unsupportedFeatures(unknown, names())
    const found = quote(bitsText(incompatibleFeatures))
    failUnsupported('incompatible_features', 72, says('known bits'), found, message)
  }
  const extended = (incompatibleFeatures & INCOMPAT_EXTL2) !== 0n
  const subclusterSize = 2 ** clusterBits / (extended ? SUBCLUSTERS_PER_CLUSTER : 1)
  if (subclusterSize < 2 ** MIN_CLUSTER_BITS) {
    const message = says('Unsupported subcluster size: {{n}}', { n: subclusterSize })
    failUnsupported('cluster_bits', 20, says('at least {{n}}', { n: 14 }), clusterBits, message)
  }
  if (refcountOrder > MAX_REFCOUNT_ORDER) {
    const message = says('Reference count entry width too large; may not exceed 64 bits')
    failUnsupported(
      'refcount_order',
      96,
      says('at most {{n}}', { n: MAX_REFCOUNT_ORDER }),
      refcountOrder,
      message,
    )
  }
}

function checkEncryption({ cryptMethod }: Qcow2Header): void {
  if (cryptMethod <= 2) return
  const message = says('Unsupported encryption method {{n}}', { n: cryptMethod })
  failUnsupported(
    'crypt_method',
    32,
    says('{{n}}, {{n2}} or {{n3}}', { n: 0, n2: 1, n3: 2 }),
    cryptMethod,
    message,
  )
}
