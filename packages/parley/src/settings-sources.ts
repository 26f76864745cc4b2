import { dirname, resolve } from 'node:path'
import { readDataFile } from './data-file.ts'
import { UsageError } from './errors.ts'
import type { Naming } from './explain.ts'
import { nearestOf, suggestionFor } from './near-miss.ts'
import { plainValue } from './plain-value.ts'
import {
  assignable,
  checkSettings,
  IN_MEMORY,
  type Layer,
  parseSettings,
  type Settings,
  STDOUT,
  settingKeys,
} from './settings.ts'

const dashed = (key: PropertyKey) =>
  String(key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `['option', 'vu', 'pace']` is `--option vu.pace`. */
export const asFlag: Naming = ([first = '', ...rest]) =>
  `--${dashed(first)}${typeof rest[0] === 'string' ? ` ${rest.join('.')}` : ''}`

const asVariable: Naming = ([first = '', ...rest]) => {
  const name = `PARLEY_${dashed(first).toUpperCase().replaceAll('-', '_')}`
  return typeof rest[0] === 'string' ? `${name} ${rest.join('.')}` : name
}

/** What `PARLEY_*` variables say; lists are separated by commas or blanks. */
export function settingsFromEnvironment(environment: NodeJS.ProcessEnv): Layer {
  const input: Record<string, unknown> = {}
  for (const [name, value = ''] of Object.entries(environment)) {
    if (!name.startsWith('PARLEY_')) continue
    const key = name
      .slice('PARLEY_'.length)
      .toLowerCase()
      .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    if (key === 'config') continue
    if (!settingKeys.includes(key)) throw noSuchVariable(name, key)
    input[key] = readVariable(key, value, name)
  }
  return { settings: checkSettings(input, asVariable), naming: asVariable }
}

function noSuchVariable(name: string, key: string): UsageError {
  const nearest = nearestOf(key, ['config', ...settingKeys])
  const meant = nearest === undefined ? '' : `; did you mean ${asVariable([nearest])}?`
  return new UsageError(`${name}: there is no such setting${meant}`)
}

/** Settings that are no texts. */
const plainKeys: ReadonlySet<string> = new Set([
  'strict',
  'passwordCost',
  'drainTime',
  'clusterReplicas',
  'webTls',
  'recordSecrets',
])

/** Settings that are lists of words. */
const listKeys: ReadonlySet<string> = new Set(['listen', 'webOrigin', 'moderator'])

function readVariable(key: string, value: string, name: string): unknown {
  const words = value.split(/[,\s]+/).filter((word) => word !== '')
  if (listKeys.has(key)) return words
  if (key === 'option') return nestedOptions(words, name)
  if (key === 'limit' || key === 'keep') return assignments(words, name, key)
  return plainKeys.has(key) ? plainValue(value) : value
}

/** What a JSON or YAML file says; its paths are relative to it. `source`: what names the file. */
export async function settingsFromFile(path: string, source: string): Promise<Layer> {
  const { data, where } = await readDataFile(path, source, parseSettings)
  return { settings: besideFile(data, dirname(path)), naming: where }
}

function besideFile(settings: Settings, folder: string): Settings {
  const { data, credentials, record, pcap, tlsCert, tlsKey } = settings
  return {
    ...settings,
    ...(data === undefined || data === IN_MEMORY ? {} : { data: resolve(folder, data) }),
    ...(credentials === undefined ? {} : { credentials: resolve(folder, credentials) }),
    ...(tlsCert === undefined ? {} : { tlsCert: resolve(folder, tlsCert) }),
    ...(tlsKey === undefined ? {} : { tlsKey: resolve(folder, tlsKey) }),
    ...(record === undefined ? {} : { record: resolve(folder, record) }),
    ...(pcap === undefined || pcap === STDOUT ? {} : { pcap: resolve(folder, pcap) }),
  }
}

/** `['vu.pace=5']` is `{ vu: { pace: 5 } }`. */
export function nestedOptions(
  words: readonly string[],
  source: string,
): Record<string, Record<string, unknown>> {
  const options = new Map<string, Record<string, unknown>>()
  for (const word of words) {
    const parts = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(word)
    if (parts === null) {
      throw new UsageError(`${source}: expected <dialect>.<key>=<value>, got "${word}"`)
    }
    const [, dialect = '', key = '', value = ''] = parts
    const known = Object.entries(options.get(dialect) ?? {})
    options.set(dialect, Object.fromEntries([...known, [key, plainValue(value)]]))
  }
  return Object.fromEntries(options)
}

/** `['floodRate=0']` is `{ floodRate: 0 }`. */
export function assignments(
  words: readonly string[],
  source: string,
  setting: keyof typeof assignable,
): Record<string, unknown> {
  const known = assignable[setting]
  const pairs = words.map((word) => {
    const equals = word.indexOf('=')
    const key = word.slice(0, equals)
    if (equals < 1 || !known.includes(key)) {
      throw new UsageError(
        `${source}: expected <${setting}>=<value> with one of ${known.join(', ')}; got "${word}"${suggestionFor(key, known)}`,
      )
    }
    return [key, plainValue(word.slice(equals + 1))] as const
  })
  return Object.fromEntries(pairs)
}
