import { useTranslation } from 'react-i18next'
import type { InstanceIdentity } from '../../../../shared/analysis/rows/identity.ts'
import type { DomainGraphics } from '../../../../shared/nova/domain-devices.ts'
import { Fact } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'

export function Screens({
  identity: { graphics, consoles },
}: {
  readonly identity: InstanceIdentity
}) {
  const { t } = useTranslation()
  const screenText = ({ type: name, listen, port }: DomainGraphics): string => {
    const type = showName(name)
    if (listen === undefined) {
      return port === undefined ? type : t('setup.screenPort', { type, port: showName(port) })
    }
    const place = listen.includes(':') ? `[${listen}]` : listen
    const address = port === undefined ? listen : `${place}:${port}`
    return t('identity.listens', { type, address: showName(address) })
  }
  return (
    <>
      {graphics.length > 0 && (
        <Fact name={t('identity.graphics')}>
          {graphics.map((screen) => (
            <div key={`${screen.type} ${screen.port}`}>{screenText(screen)}</div>
          ))}
        </Fact>
      )}
      {consoles.length > 0 && (
        <Fact name={t('identity.console')}>
          {consoles.map(({ type, path }) => (
            <div key={`${type} ${path}`}>
              {showName(type)}{' '}
              {path !== undefined && <span data-look="mono">{showName(path)}</span>}
            </div>
          ))}
        </Fact>
      )}
    </>
  )
}
