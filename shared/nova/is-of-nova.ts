import type { DomainFacts } from './domain.ts'

/** libvirt's name for Nova's instances, by `instance_name_template`, unless that is set. */
const NOVA_NAME = /^instance-[0-9a-f]{8}$/

/** Nova writes its version into the XML of each; what somebody else runs has no flavor and another name. */
export function isOfNova({ novaVersion, flavor, libvirtName = '' }: DomainFacts): boolean {
  return novaVersion !== undefined || flavor !== undefined || NOVA_NAME.test(libvirtName)
}
