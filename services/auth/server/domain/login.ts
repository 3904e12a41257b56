const longest = 40

/** An email as it is kept and compared. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()

/** The login that an email asks for: what stands before the @, at most 40 characters. */
export const loginOf = (email: string): string => plainEmail(email).split('@', 1)[0]?.slice(0, longest) || 'user'

/** The login itself while it is free, otherwise with the first number from 2 on that is. */
export const freeLogin = (login: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(login)) return login
  let number = 2
  while (taken.has(`${login}${number}`)) number += 1
  return `${login}${number}`
}
