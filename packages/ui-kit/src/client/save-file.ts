/** Hands the browser something to keep as a file of that name. */
export const saveFile = (fileName: string, content: Blob): void => {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}

const cell = (value: string | number): string => {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Hands the browser rows of texts as a CSV of that name (RFC 4180). */
export const saveCsv = (fileName: string, rows: readonly (readonly (string | number)[])[]): void =>
  saveFile(
    fileName,
    new Blob(
      rows.map((row) => `${row.map(cell).join(',')}\r\n`),
      { type: 'text/csv' },
    ),
  )
