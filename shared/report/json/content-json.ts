import type { ImageDetails } from '../../formats/details.ts'
import type { Partition, PartitionFault, PartitionTable } from '../../formats/partition/types.ts'
import { type FaultJson, faultJson } from './said-json.ts'

type Content = Pick<ImageDetails, 'iso' | 'content'>

/** What raw data holds, as `cowscope detect --output json` has it. Offsets and sizes in bytes. */
export interface ContentJson extends Content {
  readonly partitions?: Omit<PartitionTable, 'partitions' | 'faults'> & {
    readonly partitions: readonly (Omit<Partition, 'attributes'> & {
      /** Hexadecimal: 64 bits are more than a number of JSON holds. */
      readonly attributes?: string
    })[]
    readonly faults: readonly (FaultJson & Pick<PartitionFault, 'reason'>)[]
  }
}

export function contentJson({ partitions, iso, content }: ImageDetails): ContentJson {
  return {
    ...(partitions !== undefined && { partitions: tableJson(partitions) }),
    ...(iso !== undefined && { iso }),
    ...(content !== undefined && { content }),
  }
}

function tableJson(table: PartitionTable): NonNullable<ContentJson['partitions']> {
  const partitions = table.partitions.map(({ attributes, ...rest }) => {
    if (attributes === undefined) return rest
    return { ...rest, attributes: `0x${attributes.toString(16).padStart(16, '0')}` }
  })
  const faults = table.faults.map(({ reason, ...fault }) => ({ ...faultJson(fault), reason }))
  return { ...table, partitions, faults }
}
