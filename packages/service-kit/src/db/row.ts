/** A row of a table by column name in camelCase, as repositories write it. */
export type Row = Readonly<Record<string, string | number | null | Uint8Array>>
