import { type ChangeGroup, type ChangeNote, groupsOf } from '../../compare/change-words.ts'
import type { Change, Segment } from '../../compare/changes.ts'
import { abridged } from '../model/abridged.ts'
import { utf8, visible } from '../model/bytes.ts'
import { counted, times } from '../model/words.ts'
import { SectionLink } from './section-link.tsx'

/** So many changes of a text are named, and so many are marked. */
const MOST_NOTES = 8
const MOST_MARKS = 200

/** The text as it is read, with each change marked where it is, and what they are and why. */
export function Changes(props: {
  readonly segments: readonly Segment[]
  readonly notes: readonly ChangeNote[]
}) {
  const { segments, notes } = props
  const more = notes.length - MOST_NOTES
  const shown = segments.slice(0, 2 * MOST_MARKS)
  return (
    <div class="changes">
      <p class="as-read" dir="auto">
        {shown.map((one, index) =>
          one.kind === 'same' ? (
            <Same key={index} text={one.text} />
          ) : (
            <Changed key={index} change={one} />
          ),
        )}
        {shown.length < segments.length && <span class="aside"> … and more changes behind</span>}
      </p>
      <ul class="change-notes">
        {groupsOf(notes.slice(0, MOST_NOTES)).map((group, index) => (
          <Group key={index} group={group} />
        ))}
        {more > 0 && <li class="note">and {counted(more, 'other change')}</li>}
      </ul>
    </div>
  )
}

/** That the bytes of a text are not what the text is as UTF-8. */
export function Escaped() {
  return (
    <p class="note">
      escaped: this format writes some characters of the text in another form, which its reader
      undoes
    </p>
  )
}

function Same({ text }: { readonly text: string }) {
  return <bdi>{visible(utf8(abridged(text)))}</bdi>
}

function Changed({ change: { before, after } }: { readonly change: Change }) {
  return (
    <>
      {before !== '' && (
        <del>
          <bdi>{shownText(before)}</bdi>
        </del>
      )}
      {after.map((text, index) => (
        <>
          {index > 0 && <ins class="next">next message</ins>}
          {text !== '' && (
            <ins>
              <bdi>{shownText(text)}</bdi>
            </ins>
          )}
        </>
      ))}
    </>
  )
}

/** Blanks have no ink of their own. */
function shownText(text: string): string {
  return visible(utf8(abridged(text))).replaceAll(' ', '\u00a0')
}

function Group({ group: { notes, reasons } }: { readonly group: ChangeGroup }) {
  return (
    <li class="note loss">
      <span class="mark-changed">changed</span>{' '}
      {notes.map(({ words, count }, index) => (
        <span key={words}>
          {index > 0 && '; '}
          <bdi>{words}</bdi>
          {count > 1 && `, ${times(count)}`}
        </span>
      ))}
      {reasons.map(({ dialect, rule, how }) => (
        <span key={`${dialect} ${rule} ${how}`} class="reason-of">
          {how} <SectionLink dialect={dialect} section={rule} />
        </span>
      ))}
      {reasons.length === 0 && <span class="reason-of">no dialect declares why</span>}
    </li>
  )
}
