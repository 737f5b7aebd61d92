import {html} from 'hono/html';
import type {Html} from '../../frame/layout.ts';

/** The names of a table's columns. */
export const headRow = (names: readonly (string | Html)[]): Html =>
  html`<thead><tr>${names.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>`;

/** The name of a column of bars, which show what the numbers beside them say. */
export const BARS: Html = html`<span class="unseen">Share accepted</span>`;
