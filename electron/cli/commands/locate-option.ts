import { Option } from 'commander'

/** `--locate` of the commands that follow what an image names; it may be given for several names. */
export function locateOption(): Option {
  return new Option(
    '--locate <name=file>',
    'read FILE for what an image of the chain records as NAME; for each such name once',
  ).argParser((value: string, before?: readonly string[]) => [...(before ?? []), value])
}
