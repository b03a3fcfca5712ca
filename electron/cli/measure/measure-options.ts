import {
  LUKS_CIPHERS,
  LUKS_MODES,
  type LuksCipher,
  type LuksMode,
  luksPayloadOffset,
} from '../../../shared/formats/luks/payload-size.ts'
import { DEFAULT_TARGET, type Qcow2Target } from '../../../shared/formats/qcow2/measure.ts'
import { UsageError } from '../error-text.ts'
import { byteCount } from '../input/byte-count.ts'
import { checkTarget } from './measure-target.ts'

interface Draft extends Writable<Qcow2Target> {
  isLuks: boolean
  cipher: LuksCipher
  mode: LuksMode
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }
type Take = (value: string, name: string, target: Draft) => void

/** What is made without options. */
const DEFAULT_DRAFT: Draft = { ...DEFAULT_TARGET, isLuks: false, cipher: 'aes-256', mode: 'xts' }

/** These change nothing, and are taken as qemu-img takes them: the list may be that of a convert. */
const text: Take = () => {}
const onOrOff: Take = (value, name) => void isOn(value, name)
const bytes: Take = (value, name) => void byteCount(value, name)
const count: Take = (value, name) => void wholeNumber(value, name)

/** Creation options of qemu's raw driver, and of the file that either image is put into. */
const RAW: Readonly<Record<string, Take>> = {
  size: bytes,
  extent_size_hint: bytes,
  nocow: onOrOff,
  preallocation: text,
}

/** Creation options of qemu's qcow2 driver. */
const QCOW2: Readonly<Record<string, Take>> = {
  ...RAW,
  cluster_size: (value, name, target) => {
    target.clusterSize = byteCount(value, name)
  },
  refcount_bits: (value, name, target) => {
    target.refcountBits = wholeNumber(value, name)
  },
  extended_l2: (value, name, target) => {
    target.extendedL2 = isOn(value, name)
  },
  compat: (value, _name, target) => {
    if (value !== '0.10' && value !== '1.1') {
      throw new UsageError(`Invalid compatibility level: '${value}'`)
    }
    target.version = value === '0.10' ? 2 : 3
  },
  preallocation: (value, name, target) => {
    const mode = oneOf(value, name, ['off', 'metadata', 'falloc', 'full'])
    target.allocateAll = mode === 'falloc' || mode === 'full'
  },
  backing_file: (_value, _name, target) => {
    target.backed = true
  },
  backing_fmt: text,
  compression_type: text,
  data_file: text,
  data_file_raw: onOrOff,
  lazy_refcounts: onOrOff,
  encryption: onOrOff,
  // Of the ways to encrypt LUKS alone takes space, which depends on the length of its key.
  'encrypt.format': (value, name, target) => {
    target.isLuks = oneOf(value, name, ['aes', 'luks']) === 'luks'
  },
  'encrypt.cipher-alg': (value, name, target) => {
    target.cipher = oneOf(value, name, LUKS_CIPHERS)
  },
  'encrypt.cipher-mode': (value, name, target) => {
    target.mode = oneOf(value, name, LUKS_MODES)
  },
  'encrypt.hash-alg': text,
  'encrypt.ivgen-alg': text,
  'encrypt.ivgen-hash-alg': text,
  'encrypt.iter-time': count,
  // The name of a key. No key is needed for a size.
  'encrypt.key-secret': text,
}

/** `-o NAME=VALUE,…` of a qcow2 image to be made. Throws a `UsageError`, in qemu-img's words where it has some. */
export function parseTarget(options: string | undefined): Qcow2Target {
  const draft = { ...DEFAULT_DRAFT }
  take(options, QCOW2, draft)
  const { isLuks, cipher, mode, ...target } = draft
  checkTarget(target)
  return isLuks ? { ...target, luksBytes: luksPayloadOffset(cipher, mode) } : target
}

/** Refuses what is no `-o NAME=VALUE,…` of a raw image, whose size no option changes. Throws a `UsageError`. */
export function checkRawOptions(options: string | undefined): void {
  take(options, RAW, { ...DEFAULT_DRAFT })
}

function take(options: string | undefined, known: Readonly<Record<string, Take>>, target: Draft) {
  if (options === undefined) return
  for (const option of options.match(/(?:[^,]|,,)+/g) ?? ['']) {
    const [, name = '', value = 'on'] =
      /^([^=]*)(?:=(.*))?$/s.exec(option.replaceAll(',,', ',')) ?? []
    const set = Object.hasOwn(known, name) ? known[name] : undefined
    if (set === undefined) throw new UsageError(`-o ${option}: invalid parameter '${name}'`)
    set(value, name, target)
  }
}

/** A number that is no size, as C reads it. */
function wholeNumber(value: string, name: string): number {
  const [, hex, octal, decimal] =
    /^\s*\+?(?:0x([\da-f]{1,12})|0([0-7]{1,15})|(\d{1,15}))$/i.exec(value) ?? []
  if (hex !== undefined) return Number.parseInt(hex, 16)
  if (octal !== undefined) return Number.parseInt(octal, 8)
  if (decimal !== undefined) return Number(decimal)
  throw new UsageError(`Parameter '${name}' expects a number`)
}

function isOn(value: string, name: string): boolean {
  if (['on', 'yes', 'true', 'y'].includes(value)) return true
  if (['off', 'no', 'false', 'n'].includes(value)) return false
  throw new UsageError(`Parameter '${name}' expects 'on' or 'off'`)
}

function oneOf<T extends string>(value: string, name: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value)
  if (chosen !== undefined) return chosen
  throw new UsageError(`-o ${name}=${value}: it is one of ${choices.join(', ')}`)
}
