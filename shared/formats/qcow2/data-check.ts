import { refusalIn } from '../../bytes/errors.ts'
import { says } from '../../phrases/phrase.ts'
import { findExtension } from './extensions.ts'
import { AUTOCLEAR_DATA_FILE_RAW, hasFeature, INCOMPAT_DATA_FILE } from './features.ts'
import type { Qcow2Extension, Qcow2Header } from './types.ts'

const METHOD_LUKS = 2

/**
 * Throws the `FormatError` for which qemu does not open an image's data (block/qcow2.c,
 * `qcow2_do_open`), with its key either; `qemu-img info`, which reads none, passes it over.
 */
export function checkData(header: Qcow2Header, extensions: readonly Qcow2Extension[]): void {
  const { autoclearFeatures } = header
  const refuse = refusalIn('header')
  const isRaw = (autoclearFeatures & AUTOCLEAR_DATA_FILE_RAW) !== 0n
  if (isRaw && !hasFeature(header, INCOMPAT_DATA_FILE)) {
    const message = says('data-file-raw requires a data file')
    refuse('autoclear_features', 88, says('bit {{n}} clear', { n: 1 }), autoclearFeatures, message)
  }
  checkCryptoHeader(header, extensions)
}

/** Throws the `FormatError` of an image that is encrypted by LUKS and has no LUKS header, which no key opens. */
export function checkCryptoHeader(
  { cryptMethod }: Qcow2Header,
  extensions: readonly Qcow2Extension[],
): void {
  if (cryptMethod !== METHOD_LUKS || findExtension(extensions, 'crypto') !== undefined) return
  const message = says('Missing CRYPTO header for crypt method {{n}}', { n: METHOD_LUKS })
  refusalIn('header')('crypt_method', 32, says('an encryption header'), says('none'), message)
}
