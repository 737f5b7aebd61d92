import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import {FIRST_TOPICS, type TopicGroup, topicGroups} from '../../ranking/topics/topic-groups.ts';
import {topicList} from '../../ranking/topics/topic-list.ts';
import {foldTopic} from '../../subscribers/preferences.ts';
import type {Html} from '../frame/layout.ts';

const LISTED = new Set(topicList.map(({name}) => foldTopic(name)));

/** The topics of a form, one a line, apart by whether the list has them. */
export const splitTopics = (lines: string): {chosen: ReadonlySet<string>; others: string[]} => {
  const topics = lines.split(/[\r\n]+/).filter(line => line.trim() !== '');
  return {
    chosen: new Set(topics.map(foldTopic)),
    others: topics.filter(topic => !LISTED.has(foldTopic(topic))),
  };
};

/** The name of the listed topic that a link asks for, `?follow=robotics`; null for any other text. */
export const listedTopic = (asked: string): string | null =>
  topicList.find(({name}) => foldTopic(name) === foldTopic(asked))?.name ?? null;

/**
 * All listed topics in groups, each open where something in it is chosen, and a field to find one by, which
 * the page's script shows.
 */
export const topicGroupsChoice = (
  chosen: ReadonlySet<string>,
  speech: Speech,
): Html => html`<p data-find hidden><label
for="find-topic">${speech.say('choose.findTopic')}</label>
<input id="find-topic" type="search" autocomplete="off"></p>
${topicGroups.map(group => groupChoice(group, chosen, speech))}`;

const groupChoice = (
  {name, topics}: TopicGroup,
  chosen: ReadonlySet<string>,
  {say, number}: Speech,
): Html => {
  const count = topics.filter(topic => chosen.has(foldTopic(topic))).length;
  const n = topics.length;
  return html`<details ${count > 0 ? 'open' : ''}><summary>${say(`topics.${name}`)}<span
class="small"> ${count > 0 ? say('choose.someOf', {n, chosen: count}) : number(n)}</span></summary>
${ticks(topics, chosen)}</details>\n`;
};

/** The few that most readers begin with. */
export const firstTopicsChoice = (chosen: ReadonlySet<string>): Html => ticks(FIRST_TOPICS, chosen);

/** The same, and all others in a fold, which is open where one of them is chosen. */
export const topicsInTwoStepsChoice = (chosen: ReadonlySet<string>, {say}: Speech): Html => {
  const rest = topicList.map(({name}) => name).filter(name => !FIRST_TOPICS.includes(name));
  const isOpen = rest.some(topic => chosen.has(foldTopic(topic)));
  return html`${firstTopicsChoice(chosen)}
<details ${isOpen ? 'open' : ''}><summary>${say('choose.moreTopics', {n: rest.length})}</summary>
${ticks(rest, chosen)}</details>`;
};

const ticks = (topics: readonly string[], chosen: ReadonlySet<string>): Html => html`<div class="picks">
${topics.map(
  name =>
    html`<label class="choice"><input type="checkbox" name="topics" value="${name}" ${
      chosen.has(foldTopic(name)) ? 'checked' : ''
    }> <span lang="en" dir="auto">${name}</span></label>\n`,
)}</div>`;
