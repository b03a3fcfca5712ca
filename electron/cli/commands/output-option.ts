import { Option } from 'commander'

const OF_FILES = 'human or json: an object, of several FILEs an array'

/** `--output` of the commands over images; `help` for those that take one FILE. */
export function outputOption(help = OF_FILES): Option {
  return new Option('--output <format>', help).choices(['human', 'json']).default('human')
}
