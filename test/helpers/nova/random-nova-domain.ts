export interface DomainNames {
  readonly name: string
  readonly uuid: string
  readonly folder: string
  readonly image: string
}

/** The XML of a domain by Nova, whose disks are files of the folder with these formats; `$instances` is around it. */
export function randomDomainXml(
  { name, uuid, folder, image }: DomainNames,
  disks: ReadonlyMap<string, string>,
): string {
  const devices = [...disks].map(
    ([disk, format], at) => `<disk type="file" device="disk"><driver name="qemu" type="${format}"/>
      <source file="$instances/${folder}/${disk}"/><target dev="vd${'abcdef'[at]}"/></disk>`,
  )
  return `<domain type="kvm"><name>${name}</name><uuid>${uuid}</uuid><metadata>
    <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
    <nova:root type="image" uuid="${image}"/></nova:instance></metadata>
    <devices>${devices.join('')}</devices></domain>`
}
