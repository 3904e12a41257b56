/** The digit that makes a number a card's (Luhn), for what stands before it. */
const checkDigit = (before: string): number => {
  const sum = [...before].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * 2
    return total + (place % 2 === 1 ? Number(digit) : doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/** So many valid card numbers, each another, with last digits that differ: the sandbox bank pays to all of them. */
export const cardNumbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const before = `22003300${String(1_000_000 + index * 7).padStart(7, '0')}`
    return `${before}${checkDigit(before)}`
  })
