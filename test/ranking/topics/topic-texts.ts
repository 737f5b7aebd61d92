import {type TopicText, topicIndex} from '../../../src/ranking/topics/topics.ts';

export const textOf = (title: string, more: Partial<TopicText> = {}): TopicText => ({
  title,
  abstract: '',
  keywords: [],
  ...more,
});

/** Whether a paper of this title is about the topic. */
export const isAbout = (title: string, topic: string) =>
  topicIndex([textOf(title)]).placesOf(topic).length === 1;
