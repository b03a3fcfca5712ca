/** A QED header (qed_spec.txt). Offsets and sizes in bytes; feature bits as they are stored. */
export interface QedHeader {
  readonly clusterSize: number
  /** Clusters of an L1 or L2 table. */
  readonly tableSize: number
  /** Clusters before the first table, in which the backing file's name is. */
  readonly headerClusters: number
  readonly features: bigint
  readonly compatibleFeatures: bigint
  readonly autoclearFeatures: bigint
  readonly l1TableOffset: number
  readonly imageSize: number
}

export type QedFeature = 'backing-file' | 'need-check' | 'backing-format-no-probe'

export interface QedDetails {
  readonly header: QedHeader
  /** The feature bits that are set, by the specification's names. */
  readonly features: readonly QedFeature[]
}
