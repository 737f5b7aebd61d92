import {html} from 'hono/html';
import type {Html} from './layout.ts';

/** The attributes of a field whose problem `problemLine` names; '' where there is none. */
export const problemAttributes = (field: string, problem: string | undefined): Html | string =>
  problem === undefined ? '' : html`aria-invalid="true" aria-describedby="${field}-problem"`;

/**
 * The line under a field that says what is wrong with it, where a screen reader announces it; '' for nothing.
 */
export const problemLine = (field: string, problem: Html | string | undefined): Html | string =>
  problem === undefined ? '' : html`<p class="problem" id="${field}-problem" role="alert">${problem}</p>`;
