import type { Fault, FaultCode } from '../../bytes/errors.ts'
import type { FaultSink } from '../disk/types.ts'

/** Keeps the first fault of each kind that a walk meets; of the others, no text is made. */
export class FirstFaults implements FaultSink {
  /** What is named past the end of the file. */
  cut: Fault | undefined
  /** What contradicts the format. */
  wrong: Fault | undefined
  /** What puts the guest's data over the image's own structures. */
  own: Fault | undefined

  /** Whether there are guest's bytes that qemu does not read either, but with an error. */
  unread = false

  /** Whether a walk that does not look for `own` has nothing more to find. */
  get enough(): boolean {
    return this.cut !== undefined && this.wrong !== undefined && this.unread
  }

  note(code: FaultCode, make: () => Fault): void {
    if (code === 'truncated') this.cut ??= make()
    else this.wrong ??= make()
  }
}
