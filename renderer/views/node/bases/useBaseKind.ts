import type { BaseName } from '../../../../shared/nova/base-name.ts'
import { useText } from '../../../i18n/text.tsx'

/** What a base is by its name, in words. */
export function useBaseKind() {
  const { t } = useText()
  return (base: BaseName): string => {
    switch (base.kind) {
      case 'resized':
        return t('bases.kind.resized', { gib: base.gib })
      case 'swap':
        return t('bases.kind.swap', { mib: base.mib })
      case 'ephemeral':
        return t('bases.kind.ephemeral', { gib: base.gib, fileSystem: base.fileSystem })
      default:
        return t(`bases.kind.${base.kind}`)
    }
  }
}
