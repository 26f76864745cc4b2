const plain = /[^A-Za-z0-9 _.,!?=+*/()@'-]/gu

/**
 * A text that cannot end, or be, a statement of Mermaid: whatever is neither a letter, a digit nor
 * harmless is said by its number.
 */
export function mermaidText(text: string): string {
  return text
    .replace(plain, (character) => `#${character.codePointAt(0) ?? 63};`)
    .replace(/\bend\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`)
}
