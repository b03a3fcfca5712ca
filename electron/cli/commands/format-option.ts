import { Option } from 'commander'

/** `-f` of the commands over a guest's disk, as qemu-img has it. */
export function formatOption(): Option {
  return new Option(
    '-f, --format <format>',
    "FILE's own, as qemu-img -f: raw reads it as it stands, whatever it begins with",
  )
}
