import type { SeededRandom } from '../helpers/images/seeded-random.ts'

/** An image that mutations start from: a real one wherever a tool makes it. */
export interface FuzzImage {
  readonly name: string
  /** About 1 MiB at the most: bounds of memory are those of files of such a size. */
  readonly bytes: Uint8Array
}

/** What the fuzz of one format starts from, and how it damages it. */
export interface FuzzSeeds {
  /** The format, for titles. */
  readonly name: string
  /** Makes the images; `folder` is empty, and is removed later. */
  readonly images: (folder: string, random: SeededRandom) => readonly FuzzImage[]
  /** Damages one structure of `bytes`, a copy of `image`, in its place: a field, an entry, a line. */
  readonly mutate?: (random: SeededRandom, bytes: Uint8Array, image: FuzzImage) => void
  /** An image that no tool would make, of at most 1 MiB. */
  readonly compose?: (random: SeededRandom) => Uint8Array
}
