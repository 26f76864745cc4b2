import type { DialectInfo } from '../../protocol.ts'
import { spoken } from '../hues.ts'
import { ownAddress } from '../model/check-address.ts'

/** What is checked: one of this gateway's own ports, or any dialect at any address. */
export function CheckFields(props: {
  readonly dialect: string
  readonly address: string
  /** What is wrong with the address. */
  readonly trouble: string | undefined
  readonly offered: readonly DialectInfo[]
  onChange(values: Readonly<Record<string, string>>): void
}) {
  const { dialect, address, trouble, offered, onChange } = props
  const own = offered.filter(({ name }) => spoken.some((one) => one.name === name))
  const port = spoken.find(({ name }) => name === dialect)?.defaultPort ?? 0
  const chosen = own.findIndex((one) => one.name === dialect && ownAddress(one) === address)
  const chooseOwn = (index: number) => {
    const found = own[index]
    if (found === undefined) onChange({ address: '' })
    else onChange({ dialect: found.name, address: ownAddress(found) })
  }
  return (
    <>
      {own.length > 0 && (
        <label>
          <span class="asked">Which server</span>
          <select
            value={String(chosen)}
            onChange={({ currentTarget }) => chooseOwn(Number(currentTarget.value))}
          >
            <option value="-1">one at another address: type it</option>
            {own.map((one, index) => (
              <option key={`${one.name} ${one.port}`} value={String(index)}>
                this gateway’s {one.name}, {ownAddress(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="asked">Dialect</span>
        <select
          value={dialect}
          onChange={({ currentTarget }) => onChange({ dialect: currentTarget.value })}
        >
          {spoken.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="check-address">
        <span class="asked">Address</span>
        <input
          id="check-address"
          value={address}
          placeholder={`127.0.0.1:${port}`}
          required
          autoComplete="off"
          spellcheck={false}
          aria-invalid={trouble !== undefined}
          aria-describedby={trouble === undefined ? undefined : 'check-address-trouble'}
          onInput={({ currentTarget }) => onChange({ address: currentTarget.value })}
        />
      </label>
      {trouble !== undefined && (
        <p id="check-address-trouble" class="field-trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  )
}
