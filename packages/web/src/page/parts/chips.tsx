/** A few alternatives of which one is chosen. */
export function Chips<Name extends string>(props: {
  readonly legend: string
  readonly options: Readonly<Record<Name, string>>
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
}) {
  const names = Object.keys(props.options).filter((name): name is Name => name in props.options)
  return (
    <fieldset class="chips">
      <legend class="hidden">{props.legend}</legend>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === props.chosen}
          onClick={() => props.onChoose(name)}
        >
          {props.options[name]}
        </button>
      ))}
    </fieldset>
  )
}
