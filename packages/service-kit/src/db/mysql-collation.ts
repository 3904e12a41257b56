/**
 * The collation of all text: equal and ordered by its bytes, as on SQLite. `utf8mb4_bin` would take 'a' and 'a ' for the same,
 * and order by a space what is shorter. The one that does not is called otherwise on MariaDB and on MySQL; each
 * reads the comment that is meant for it, and skips the other's.
 */
export const byBytes = '/*M!100202 utf8mb4_nopad_bin *//*!80017 utf8mb4_0900_bin */'
