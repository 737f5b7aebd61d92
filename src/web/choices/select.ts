import {html, raw} from 'hono/html';
import type {Html} from '../frame/layout.ts';

export type Option = {value: string; label: string};

/** Options under one heading; '' for none. */
export type OptionGroup = {heading: string; options: readonly Option[]};

type Select = {
  name: string;
  label: string;
  groups: readonly OptionGroup[];
  chosen: string;
  /** An attribute more. */
  mark?: Html | ReturnType<typeof raw>;
  /** What is said below it. */
  hint?: Html | string;
};

/** One choice of many, with its label. */
export const select = ({
  name,
  label,
  groups,
  chosen,
  mark = raw(''),
  hint = '',
}: Select): Html => html`<p><label
for="${name}">${label}</label>
<select id="${name}" name="${name}" ${mark}>
${groups.map(group => optionGroup(group, chosen))}</select>${hint}</p>`;

const optionGroup = ({heading, options}: OptionGroup, chosen: string): Html => {
  const lines = options.map(
    ({value, label}) =>
      html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>\n`,
  );
  return heading === '' ? html`${lines}` : html`<optgroup label="${heading}">\n${lines}</optgroup>\n`;
};
