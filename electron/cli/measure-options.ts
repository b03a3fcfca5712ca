import { DEFAULT_TARGET, type Qcow2Target } from '../../shared/formats/qcow2/measure.ts'
import { byteCount } from './disk-command.ts'
import { UsageError } from './error-text.ts'

type Draft = { -readonly [Key in keyof Qcow2Target]: Qcow2Target[Key] }

/** The creation options of qemu-img that change the size of an image. */
const OPTIONS: Readonly<Record<string, (target: Draft, value: string) => void>> = {
  cluster_size: (target, value) => {
    target.clusterSize = byteCount(value, 'cluster_size')
  },
  refcount_bits: (target, value) => {
    target.refcountBits = byteCount(value, 'refcount_bits')
  },
  extended_l2: (target, value) => {
    target.extendedL2 = oneOf('extended_l2', value, ['on', 'off']) === 'on'
  },
  compat: (target, value) => {
    const known = oneOf('compat', value, ['0.10', 'v2', '1.1', 'v3'])
    target.version = known === '0.10' || known === 'v2' ? 2 : 3
  },
  preallocation: (target, value) => {
    const mode = oneOf('preallocation', value, ['off', 'metadata', 'falloc', 'full'])
    target.allocateAll = mode === 'falloc' || mode === 'full'
  },
  backing_file: (target) => {
    target.backed = true
  },
  // These change nothing, and are taken as qemu-img takes them: the list may be that of a convert.
  backing_fmt() {},
  compression_type() {},
  lazy_refcounts() {},
}

/** `-o NAME=VALUE,…` of an image to be made. Throws a `UsageError`, in qemu-img's words where it has some. */
export function parseTarget(options: string | undefined): Qcow2Target {
  const target: Draft = { ...DEFAULT_TARGET }
  for (const option of options?.split(',') ?? []) {
    const [name = '', value = ''] = option.split('=', 2)
    const set = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
    if (set === undefined) throw new UsageError(`-o ${option}: invalid parameter '${name}'`)
    set(target, value)
  }
  checkTarget(target)
  return target
}

function checkTarget({ clusterSize, refcountBits, extendedL2, version }: Qcow2Target): void {
  if (!isPowerOfTwo(clusterSize) || clusterSize < 512 || clusterSize > 2 ** 21) {
    throw new UsageError('Cluster size must be a power of two between 512 and 2048k')
  }
  if (!isPowerOfTwo(refcountBits) || refcountBits > 64) {
    throw new UsageError('Refcount width must be a power of two and may not exceed 64 bits')
  }
  if (version === 2 && refcountBits !== 16) {
    throw new UsageError('Different refcount widths than 16 bits require compat=1.1 or greater')
  }
  if (extendedL2 && version === 2) {
    throw new UsageError('Extended L2 entries require compat=1.1 or greater')
  }
  if (extendedL2 && clusterSize < 16384) {
    throw new UsageError(
      'Extended L2 entries are only supported with cluster sizes of at least 16384 bytes',
    )
  }
}

function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value))
}

function oneOf(name: string, value: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value
  throw new UsageError(`-o ${name}=${value}: it is one of ${choices.join(', ')}`)
}
