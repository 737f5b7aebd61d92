import {expect, test} from 'vitest';
import {FIRST_TOPICS, topicGroups} from '../../../src/ranking/topics/topic-groups.ts';
import {topicList} from '../../../src/ranking/topics/topic-list.ts';

const names = topicList.map(({name}) => name).toSorted();

test('every topic of the list stands in one group', () => {
  expect(topicGroups.flatMap(({topics}) => topics).toSorted()).toEqual(names);
});

test('the first topics are ten of the list', () => {
  expect(FIRST_TOPICS).toHaveLength(10);
  expect(FIRST_TOPICS.filter(topic => !names.includes(topic))).toEqual([]);
});
