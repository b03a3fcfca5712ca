import type { SeededRandom } from '../images/seeded-random.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** As `NovaConfigure` takes them. */
export type NovaOptions = Readonly<Record<string, string | number | boolean>>

/** A nova.conf at random that decides on bases; all options each time: those of a node before would stay. */
export function randomNovaConf(
  host: string,
  random: SeededRandom,
): { readonly options: NovaOptions; readonly text: string } {
  const cache = {
    remove_unused_base_images: random.below(4) > 0,
    remove_unused_original_minimum_age_seconds: random.pick([DAY, DAY, 60, 10 ** 6]),
    remove_unused_resized_minimum_age_seconds: random.pick([HOUR, HOUR, 60, 10 ** 6]),
  }
  const format = random.pick(['ext4', 'ext4', 'vfat'])
  const lines = Object.entries(cache).map(([name, value]) => `${name} = ${value}\n`)
  const own = `host = ${host}\ndefault_ephemeral_format = ${format}\n`
  const options = Object.entries(cache).map(([name, value]) => [`image_cache.${name}`, value])
  return {
    options: { host, default_ephemeral_format: format, ...Object.fromEntries(options) },
    text: `[DEFAULT]\n${own}[image_cache]\n${lines.join('')}`,
  }
}
