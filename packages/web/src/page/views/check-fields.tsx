import type { DialectInfo } from '../../protocol.ts'
import { spoken } from '../hues.ts'
import { ownAddress } from '../model/check-address.ts'

/** What is wrong with what was typed into a field. */
export interface FieldTrouble {
  readonly field: 'address' | 'options'
  readonly words: string
}

/** What is checked: one of this gateway's own ports, or any dialect at any address. */
export function CheckFields(props: {
  readonly dialect: string
  readonly address: string
  /** Of the server, `key=value` each. */
  readonly options: string
  readonly trouble: FieldTrouble | undefined
  readonly offered: readonly DialectInfo[]
  onChange(values: Readonly<Record<string, string>>): void
}) {
  const { dialect, address, options, trouble, offered, onChange } = props
  const own = offered.filter(({ name }) => spoken.some((one) => one.name === name))
  const { defaultPort: port = 0, optionNotes = {} } =
    spoken.find(({ name }) => name === dialect) ?? {}
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
      <Typed
        field="address"
        asked="Address"
        value={address}
        example={`127.0.0.1:${port}`}
        {...{ trouble, onChange }}
      />
      <Typed
        field="options"
        asked="Its options, if any"
        value={options}
        example="key=value …"
        {...{ trouble, onChange }}
      />
      {trouble !== undefined && (
        <p id="check-trouble" class="field-trouble" role="alert">
          {trouble.words}
        </p>
      )}
      <details class="help">
        <summary>Which options a server of {dialect} may be set to</summary>
        <dl>
          {Object.entries(optionNotes).map(([key, note]) => (
            <div key={key}>
              <dt>
                <code>{key}</code>
              </dt>
              <dd>{note}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

function Typed(props: {
  readonly field: FieldTrouble['field']
  readonly asked: string
  readonly value: string
  readonly example: string
  readonly trouble: FieldTrouble | undefined
  onChange(values: Readonly<Record<string, string>>): void
}) {
  const { field, asked, value, example, trouble, onChange } = props
  const isWrong = trouble?.field === field
  return (
    <label class={`check-${field}`}>
      <span class="asked">{asked}</span>
      <input
        id={`check-${field}`}
        value={value}
        placeholder={example}
        required={field === 'address'}
        autoComplete="off"
        spellcheck={false}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'check-trouble' : undefined}
        onInput={({ currentTarget }) => onChange({ [field]: currentTarget.value })}
      />
    </label>
  )
}
