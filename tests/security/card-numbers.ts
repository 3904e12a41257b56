/** The last digit of a card's number (Luhn), for what stands before it. */
const checkDigit = (before: string): number => {
  const sum = [...before].reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * 2
    return total + (place % 2 === 1 ? Number(digit) : doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return (10 - (sum % 10)) % 10
}

const starts = ['4276', '5536', '2200', '5101', '2221', '6250']

/** So many valid card numbers of several brands, no two alike and the same every time. */
export const manyCardNumbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    // A step that is coprime to the range visits every number of it once, far from the one before.
    const middle = String((index * 7_368_787 + 1_234_567) % 10_000_019).padStart(8, '0')
    const before = `${starts[index % starts.length]}${middle}${String(index % 1000).padStart(3, '0')}`
    return `${before}${checkDigit(before)}`
  })
