import type { ImageSummary } from '../formats/types.ts'

/** What stands for a secret that was left out. */
const LEFT_OUT = '…'
/** A name that qemu gives to a driver rather than opens as a path. */
const PROTOCOL = /^(?!file:)[a-z][a-z0-9+.-]*:/i
/** qemu's bound of a backing file's name; what is longer is kept by its protocol alone. */
const MAX_NAME = 1024

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // `rbd:pool/image:id=…:key=…`; a colon in a value is escaped.
  [/(:key=)(?:\\.|[^:])*/gi, `$1${LEFT_OUT}`],
  // `https://user:password@host/…`
  [/(:\/\/)[^/@"]*@/g, `$1${LEFT_OUT}@`],
  // `?signature=…`, up to the end or to the end of a JSON text.
  [/(\?)[^"]+/g, `$1${LEFT_OUT}`],
  // `json:{"password": "…"}` and the like.
  [/("[^"]*(?:password|secret|token|cookie|key)[^"]*"\s*:\s*")[^"]*/gi, `$1${LEFT_OUT}`],
]

/** A name in an image's header without the passwords, keys and tokens that a protocol's may hold. */
export function withoutSecrets(name: string): string {
  const protocol = PROTOCOL.exec(name)?.[0]
  if (protocol === undefined) return name
  if (name.length > MAX_NAME) return `${protocol}${LEFT_OUT}`
  return SECRETS.reduce((text, [pattern, kept]) => text.replace(pattern, kept), name)
}

/** The same for the names that a scan keeps of an image. */
export function summaryWithoutSecrets(image: ImageSummary): ImageSummary {
  const { backing, dataFile } = image
  if (!mayHold(backing?.name) && !mayHold(dataFile?.name)) return image
  return {
    ...image,
    ...(backing && { backing: { ...backing, name: withoutSecrets(backing.name) } }),
    ...(dataFile?.name !== undefined && {
      dataFile: { ...dataFile, name: withoutSecrets(dataFile.name) },
    }),
  }
}

function mayHold(name: string | undefined): boolean {
  return name !== undefined && PROTOCOL.test(name)
}
