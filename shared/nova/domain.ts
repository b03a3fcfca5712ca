/** What a libvirt domain XML says of an instance, as far as it is needed to name it. */
export interface DomainFacts {
  /** Path of the XML in the tree. */
  readonly path: string
  readonly uuid: string
  /** libvirt's name, e.g. `instance-0000002a`. */
  readonly libvirtName?: string
  /** `nova:name`: what its owner calls it. */
  readonly displayName?: string
  readonly flavor?: string
  readonly imageId?: string
  readonly projectId?: string
}
