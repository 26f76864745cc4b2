/** What can be said and heard in a dialect; `docs/fidelity.md` and the matrix test are made from it. */
export type Feature =
  /** Messages to one user. */
  | 'direct'
  /** Messages to everybody. */
  | 'broadcast'
  /** Texts of several lines. */
  | 'multi-line'
  /** Texts without a character. */
  | 'empty'
  /** Blanks at either end of a text. */
  | 'outer-spaces'
  /** Any character, also those that the format itself uses. */
  | 'any-unicode'
  /** Texts as long as the gateway allows: 1000 lines, and what fits into the largest frames (docs/limits.md). */
  | 'length'
  /** Who has sent a message. */
  | 'sender'
  /** When it was sent. */
  | 'time'
  /** That a public message was changed. */
  | 'edit'
  /** That one was removed. */
  | 'delete'
  /** Who comes and goes. */
  | 'presence'
  /** Direct messages that were sent while the user, who has an account, was away: heard after the login. */
  | 'offline'
  /** Public messages of before the login: asked for with `history` or `historySince`. */
  | 'history'
  /** Files. */
  | 'file'
  /** Rooms beside the one in which everybody is. */
  | 'rooms'
  /** Who moderates puts users out, keeps them out and silences them. */
  | 'moderation'
  /** Another name without leaving. */
  | 'rename'
  /** What a user does, told apart from what they say: `* ann waves`. */
  | 'action'

/** What may become of a text on the way. */
export type ChangeKind =
  /** One message arrives as several. */
  | 'split'
  /** Another character stands for a line break. */
  | 'line-break'
  /** Another character stands for a control character. */
  | 'control'
  | 'added'
  | 'removed'
  /** Other characters stand for what is neither. */
  | 'respelled'
  /** The text cannot be said. */
  | 'unsaid'

/** Why that happens, in a whole sentence for each kind that does, with the dialect as its subject. */
export type ChangeReasons = Readonly<Partial<Record<ChangeKind, string>>>

export type Grade =
  | { readonly grade: 'full' }
  /** Carried in another form; `rule` is the section of the dialect's README that says which. */
  | {
      readonly grade: 'changed'
      readonly rule: string
      /** All of it in a few words, for a table. */
      readonly how: string
      /** Shown beside one change; without it, `how` is. */
      readonly because?: ChangeReasons
    }
  | { readonly grade: 'none' }

/** The grades, for a table of the features. */
export const grades = {
  full: { grade: 'full' },
  none: { grade: 'none' },
  changed: (rule: string, how: string, because?: ChangeReasons) => {
    const reasons = because === undefined ? {} : { because }
    return { grade: 'changed', rule, how, ...reasons } as const
  },
} as const

export type Audience = 'one' | 'everyone'

/** The names that may stand on the line with the text of a message, and take room from it. */
export interface LineNames {
  /** Who has sent it. */
  readonly from: string
  /** Who reads it: also the recipient, where it is to one. */
  readonly reader: string
}

/**
 * The declared loss of a dialect, as a model that is simpler than its codec: the property test
 * requires that what arrives equals what sender's `says` and then receiver's `hears` predict.
 */
export interface Capabilities {
  readonly features: Readonly<Record<Feature, Grade>>
  /** The text that reaches the engine when a user says `text`; `undefined` where it cannot be said. */
  says(text: string, to: Audience): string | undefined
  /**
   * The texts of the messages that a reader of this dialect gets for one message `text`, in order.
   * `names` matter where a line has a bound and holds names; absent: short ones.
   */
  hears(text: string, to: Audience, names?: LineNames): readonly string[]
}
