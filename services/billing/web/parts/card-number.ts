const longest = 19

/** The digits of what was typed, at most 19. */
export const digitsOf = (typed: string): string => typed.replace(/\D/g, '').slice(0, longest)

/** Digits as they stand on a card: in fours, American Express as 4-6-5. */
export const groupDigits = (digits: string): string =>
  /^3[47]/.test(digits)
    ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)].filter(Boolean).join(' ')
    : (digits.match(/\d{1,4}/g) ?? []).join(' ')

/** Where the caret stands in grouped digits so that as many digits lie before it as before. */
export const caretAfter = (grouped: string, digitsBefore: number): number => {
  let caret = 0
  for (let seen = 0; seen < digitsBefore && caret < grouped.length; caret++) {
    if (/\d/.test(grouped[caret] ?? '')) seen += 1
  }
  return caret
}

/** Which sentence explains a number that was refused: its length, or its digits. */
export const problemKey = (digits: string): 'card.wrongLength' | 'card.wrongDigit' =>
  digits.length < 12 || digits.length > longest ? 'card.wrongLength' : 'card.wrongDigit'
