/** Tells whether a value has a type of the contract: what a transcript says is checked by these. */
export type Is<Value> = (value: unknown) => value is Value

export const isText: Is<string> = (value) => typeof value === 'string'
export const isNumber: Is<number> = (value): value is number => Number.isFinite(value)
export const isBoolean: Is<boolean> = (value) => typeof value === 'boolean'
export const isNull: Is<null> = (value) => value === null

export function word<const Word extends string | boolean>(wanted: Word): Is<Word> {
  return (value): value is Word => value === wanted
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Is<Word> {
  return (value): value is Word => words.some((one) => one === value)
}

/** A field that may be absent. */
export function maybe<Value>(isOne: Is<Value>): Is<Value | undefined> {
  return (value): value is Value | undefined => value === undefined || isOne(value)
}

/** An object with exactly these fields. */
export function fields<Value extends object>(
  shape: {
    readonly [Key in keyof Value]-?: Is<Value[Key]>
  },
): Is<Value> {
  return (value): value is Value => {
    if (typeof value !== 'object' || value === null) return false
    for (const key in shape) if (!shape[key](Reflect.get(value, key))) return false
    return Object.keys(value).every((key) => Object.hasOwn(shape, key))
  }
}

export function listOf<Value>(isOne: Is<Value>): Is<readonly Value[]> {
  return (value): value is readonly Value[] => Array.isArray(value) && value.every(isOne)
}

export const isNames: Is<readonly string[]> = listOf(isText)

/** Ports as a transcript has them: null where there was no room. */
export function isPorts(value: unknown): value is readonly (number | null)[] {
  return Array.isArray(value) && value.every((port) => port === null || isNumber(port))
}
