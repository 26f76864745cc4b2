/** Not allowed in names with `strict` (2.4); the contract's rule is narrower. */
export const disallowed = /^$|[ ,!@#$%^&*\p{Cc}]/u
