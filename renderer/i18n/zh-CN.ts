import { findingsZhCn } from '../../shared/i18n/findings.zh-CN.ts'
import { verdictZhCn } from '../../shared/i18n/verdict.zh-CN.ts'
import { accountingZhCn } from './accounting.zh-CN.ts'
import type { Catalogue } from './catalogue.ts'
import { cleanUpZhCN } from './clean-up.zh-CN.ts'
import { diskLayersZhCn } from './disk-layers.zh-CN.ts'
import { exportLineZhCN } from './export-line.zh-CN.ts'
import { factsZhCn } from './facts.zh-CN.ts'
import { guestDataZh } from './guest-data.zh-CN.ts'
import { identityZhCN } from './identity.zh-CN.ts'
import { inspectorZhCn } from './inspector.zh-CN.ts'
import { linksZhCN } from './links.zh-CN.ts'
import { locatedZhCN } from './located.zh-CN.ts'
import { otherHostsZhCN } from './other-hosts.zh-CN.ts'
import { othersZhCn } from './others.zh-CN.ts'
import { placementZhCN } from './placement.zh-CN.ts'
import { roleLabelsZhCn } from './role-labels.zh-CN.ts'
import { rolesZhCN } from './roles.zh-CN.ts'
import { setupZhCn } from './setup.zh-CN.ts'
import { shellZhCn } from './shell.zh-CN.ts'
import { structureNamesZh } from './structure-names.zh-CN.ts'
import { tablesZhCn } from './tables.zh-CN.ts'
import { unknownZhCN } from './unknown.zh-CN.ts'

/** Simplified Chinese. Terms follow Horizon and the usage among operators: 实例, 镜像, 基础镜像, 超分. */
export const zhCN: Catalogue = {
  ...shellZhCn,
  ...tablesZhCn,
  ...factsZhCn,
  others: othersZhCn,
  unknown: unknownZhCN,
  structureNames: structureNamesZh,
  guestData: guestDataZh,
  inspector: inspectorZhCn,
  findings: findingsZhCn,
  identity: identityZhCN,
  links: linksZhCN,
  diskLayers: diskLayersZhCn,
  exportLine: exportLineZhCN,
  located: locatedZhCN,
  roleLabels: roleLabelsZhCn,
  roles: rolesZhCN,
  accounting: accountingZhCn,
  setup: setupZhCn,
  verdict: verdictZhCn,
  plan: cleanUpZhCN,
  placement: placementZhCN,
  otherHosts: otherHostsZhCN,
}
