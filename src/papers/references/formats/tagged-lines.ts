import {MAX_VALUE_LENGTH} from '../limits.ts';
import type {RawReference} from '../reference.ts';

/** A line with a tag, and the lines without one that go on with it. */
export type TaggedValue = {line: number; tag: string; value: string};

/** How a format of lines looks. */
export type TaggedForm = {
  /** A line's tag and what stands behind it. */
  pattern: RegExp;
  /** Whether a value begins a new record, given the record so far. */
  begins: (value: TaggedValue, record: readonly TaggedValue[]) => boolean;
  ends?: (tag: string) => boolean;
  /** A blank line ends a record. */
  endsAtBlank?: true;
};

/** The records of a text of tagged lines. Lines before the first tag are a heading. Linear. */
export const readRecords = (text: string, form: TaggedForm): TaggedValue[][] => {
  const records: TaggedValue[][] = [];
  let record: TaggedValue[] = [];
  const close = (): void => {
    if (record.length > 0) records.push(record);
    record = [];
  };
  for (const [at, line] of text.split('\n').entries()) {
    const found = form.pattern.exec(line);
    const last = record.at(-1);
    if (!found) {
      if (line.trim() === '' && form.endsAtBlank) close();
      else if (last) goOn(last, line.trim());
      continue;
    }
    const value = {
      line: at + 1,
      tag: found[1] ?? '',
      value: (found[2] ?? '').trim().slice(0, MAX_VALUE_LENGTH),
    };
    if (form.ends?.(value.tag)) close();
    else {
      if (form.begins(value, record)) close();
      record.push(value);
    }
  }
  close();
  return records;
};

const goOn = (last: TaggedValue, more: string): void => {
  if (more !== '' && last.value.length < MAX_VALUE_LENGTH)
    last.value += last.value === '' ? more : `\n${more}`;
};

/** All values of these tags, the first tag's first; empty ones left out. */
export const valuesOf = (record: readonly TaggedValue[], ...tags: string[]): string[] =>
  tags.flatMap(tag => record.filter(one => one.tag === tag && one.value !== '').map(one => one.value));

export const lineOf = (record: readonly TaggedValue[]): Pick<RawReference, 'line'> => ({
  line: record[0]?.line ?? 1,
});
