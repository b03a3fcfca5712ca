/** Keeps the values used last, up to a total weight (bytes, usually). Keys are file offsets. */
export class LruCache<Value> {
  readonly #entries = new Map<number, { readonly value: Value; readonly weight: number }>()
  readonly #capacity: number
  #weight = 0
  /** The one that was used last, which has its place already. */
  #newest: number | undefined

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Sum of the weights that are kept; over the capacity only while one value alone is. */
  get weight(): number {
    return this.#weight
  }

  get(key: number): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || key === this.#newest) return entry?.value
    this.#newest = key
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  /** Adds or replaces, then drops the least recently used; the newest stays whatever it weighs. */
  set(key: number, value: Value, weight: number): void {
    this.#drop(key)
    this.#newest = key
    this.#entries.set(key, { value, weight })
    this.#weight += weight
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#capacity || oldest === key) return
      this.#drop(oldest)
    }
  }

  #drop(key: number): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#weight -= entry.weight
  }
}
