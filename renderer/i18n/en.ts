import { findingsEn } from '../../shared/i18n/findings.en.ts'
import { verdictEn } from '../../shared/i18n/verdict.en.ts'
import { accountingEn } from './accounting.en.ts'
import { cleanUpEn } from './clean-up.en.ts'
import { diskLayersEn } from './disk-layers.en.ts'
import { exportLineEn } from './export-line.en.ts'
import { factsEn } from './facts.en.ts'
import { guestDataEn } from './guest-data.en.ts'
import { identityEn } from './identity.en.ts'
import { inspectorEn } from './inspector.en.ts'
import { linksEn } from './links.en.ts'
import { locatedEn } from './located.en.ts'
import { otherHostsEn } from './other-hosts.en.ts'
import { othersEn } from './others.en.ts'
import { placementEn } from './placement.en.ts'
import { roleLabelsEn } from './role-labels.en.ts'
import { rolesEn } from './roles.en.ts'
import { setupEn } from './setup.en.ts'
import { shellEn } from './shell.en.ts'
import { structureNamesEn } from './structure-names.en.ts'
import { tablesEn } from './tables.en.ts'
import { unknownEn } from './unknown.en.ts'

/** English catalogue: the source of keys, placeholders and plural forms. */
export const en = {
  ...shellEn,
  ...tablesEn,
  ...factsEn,
  others: othersEn,
  unknown: unknownEn,
  structureNames: structureNamesEn,
  guestData: guestDataEn,
  inspector: inspectorEn,
  findings: findingsEn,
  identity: identityEn,
  links: linksEn,
  diskLayers: diskLayersEn,
  exportLine: exportLineEn,
  located: locatedEn,
  roleLabels: roleLabelsEn,
  roles: rolesEn,
  accounting: accountingEn,
  setup: setupEn,
  verdict: verdictEn,
  plan: cleanUpEn,
  placement: placementEn,
  otherHosts: otherHostsEn,
} as const
