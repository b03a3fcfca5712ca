import { sentenceOf } from '../../../shared/bytes/errors.ts'
import type { ImageCheck } from '../../../shared/formats/check/types.ts'
import { formatName } from '../../../shared/formats/names.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import { english } from '../../../shared/phrases/english.ts'
import { CHECK_EXIT, type CheckExitCode } from '../exit-code.ts'

/** From the worst to the best that one of several files can come to. */
const WORST_FIRST = [
  CHECK_EXIT.failed,
  CHECK_EXIT.corrupt,
  CHECK_EXIT.unsupported,
  CHECK_EXIT.leaks,
  CHECK_EXIT.clean,
]

/** Of several files. */
export function worstCode(codes: readonly CheckExitCode[]): CheckExitCode {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? CHECK_EXIT.failed
}

export function codeOf({ checkErrors, corruptions, leaks }: ImageCheck): CheckExitCode {
  if (checkErrors > 0) return CHECK_EXIT.failed
  if (corruptions > 0) return CHECK_EXIT.corrupt
  return leaks > 0 ? CHECK_EXIT.leaks : CHECK_EXIT.clean
}

/** As with qemu-img, what keeps an image from being opened comes before that its format has no check. */
export function withoutCheck({ format, fault, probedAs }: ImageSummary): {
  readonly why: string
  readonly code: CheckExitCode
} {
  if (fault !== undefined && probedAs === undefined) {
    return { why: english(sentenceOf(fault)), code: CHECK_EXIT.failed }
  }
  const why = `there is no check for ${formatName(format)} images`
  return { why, code: CHECK_EXIT.unsupported }
}
