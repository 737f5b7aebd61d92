/** What a library may be at most. Longer values are cut, more entries are left unread and counted. */
export const MAX_UPLOAD_BYTES = 10_000_000;
export const MAX_FILE_BYTES = 100_000_000;
export const MAX_ENTRIES = 20_000;
/** So many papers say what a reader is about; the newest do. */
export const MAX_WEIGHED = 5000;
/** In characters. */
export const MAX_ENTRY_LENGTH = 1_000_000;
export const MAX_VALUE_LENGTH = 64_000;
export const MAX_LIST_LINE_LENGTH = 10_000;
/** Elements of XML and brackets of JSON that stand in each other. */
export const MAX_DEPTH = 50;
/** A rejected entry is named by at most so many letters of its key. */
export const MAX_KEY_LENGTH = 80;
