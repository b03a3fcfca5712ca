import type { ImageDetails } from '../formats/details.ts'
import type { Qcow2Details, Qcow2Extension } from '../formats/qcow2/types.ts'
import type { VhdxDetails } from '../formats/vhdx/types.ts'
import type { VmdkDetails } from '../formats/vmdk/types.ts'
import type { VpcDetails } from '../formats/vpc/types.ts'
import { faultWithoutSecrets, summaryWithoutSecrets, withoutSecrets } from './without-secrets.ts'

/**
 * What the header structures of an image say, without the secrets in the names that they record: as chains,
 * problems and what the commands say of them have these names.
 */
export function detailsWithoutSecrets(details: ImageDetails): ImageDetails {
  const { summary, qcow2, vmdk, vpc, vhdx, faults } = details
  return {
    ...details,
    summary: summaryWithoutSecrets(summary),
    ...(qcow2 && { qcow2: qcow2WithoutSecrets(qcow2) }),
    ...(vmdk && { vmdk: vmdkWithoutSecrets(vmdk) }),
    ...(vpc && { vpc: vpcWithoutSecrets(vpc) }),
    ...(vhdx && { vhdx: vhdxWithoutSecrets(vhdx) }),
    faults: faults.map(faultWithoutSecrets),
  }
}

function qcow2WithoutSecrets(qcow2: Qcow2Details): Qcow2Details {
  const { backing, dataFile, unusedDataFile, extensions } = qcow2
  return {
    ...qcow2,
    extensions: extensions.map(extensionWithoutSecrets),
    ...(backing && { backing: named(backing) }),
    ...(dataFile && { dataFile: named(dataFile) }),
    ...(unusedDataFile !== undefined && { unusedDataFile: withoutSecrets(unusedDataFile) }),
  }
}

function extensionWithoutSecrets(extension: Qcow2Extension): Qcow2Extension {
  return extension.kind === 'data-file' ? named(extension) : extension
}

function vmdkWithoutSecrets(vmdk: VmdkDetails): VmdkDetails {
  const { descriptor, extentFiles } = vmdk
  if (descriptor === undefined) return vmdk
  const { parentFileNameHint: hint, extents } = descriptor
  const shownHint = hint === undefined ? {} : { parentFileNameHint: withoutSecrets(hint) }
  return {
    ...vmdk,
    descriptor: { ...descriptor, ...shownHint, extents: extents.map(named) },
    ...(extentFiles && { extentFiles: extentFiles.map(named) }),
  }
}

function vpcWithoutSecrets(vpc: VpcDetails): VpcDetails {
  const { dynamic } = vpc
  if (dynamic?.parent === undefined) return vpc
  return { ...vpc, dynamic: { ...dynamic, parent: named(dynamic.parent) } }
}

function vhdxWithoutSecrets(vhdx: VhdxDetails): VhdxDetails {
  const { parent } = vhdx
  if (parent === undefined) return vhdx
  const entries = parent.entries.map(({ key, value }) => ({ key, value: withoutSecrets(value) }))
  return { ...vhdx, parent: { ...parent, entries } }
}

function named<Named extends { readonly name?: string }>(one: Named): Named {
  return one.name === undefined ? one : { ...one, name: withoutSecrets(one.name) }
}
