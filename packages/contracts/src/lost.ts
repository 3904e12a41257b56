/** The page that a person is led to from an address at the root at which nothing stands: Auth's frontend says so, and where to go. */
export const lostPath = '/auth/no-such-page'

/** Whether an answer is for a person to read: an `Accept` header that names HTML, which programs do not send. */
export const asksForPage = (accept: string | undefined): boolean => /\btext\/html\b/i.test(accept ?? '')
