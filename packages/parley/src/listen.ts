import { type Place, readPlace } from './address.ts'
import { UsageError } from './errors.ts'

/** One `--listen`: what is not said is the dialect's or the program's default. */
export interface ListenRequest extends Place {
  readonly dialect: string
  /** Whether clients must speak TLS. */
  readonly tls: boolean
}

const form = '<dialect>[+tls][=[host:]port]'

const WITH_TLS = '+tls'

/** Reads `vu`, `vu+tls`, `vu=5378`, `vu=0.0.0.0:5378`, `vu=[::1]:0` or `vu=::1`. `source` is named where it is wrong. */
export function parseListen(text: string, source: string): ListenRequest {
  const equals = text.indexOf('=')
  const isAll = equals < 0
  const spoken = isAll ? text : text.slice(0, equals)
  const tls = spoken.endsWith(WITH_TLS)
  const dialect = tls ? spoken.slice(0, -WITH_TLS.length) : spoken
  if (isAll) return { dialect, tls }
  const place = text.slice(equals + 1)
  const wrong = (expected: string) => `${source}: ${expected} in "${text}" (${form})`
  if (place === '') throw new UsageError(wrong('expected a port behind ='))
  const said = readPlace(place, 0, wrong)
  if (place.startsWith(':') && said.host === undefined) {
    throw new UsageError(`${source}: no host before the colon in "${text}" (${form})`)
  }
  return { dialect, tls, ...said }
}
