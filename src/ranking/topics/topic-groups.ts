import {topicList} from './topic-list.ts';

/** Topics of the list that belong together, as a reader looks for them. */
export type TopicGroup = {name: string; topics: readonly string[]};

const BY_GROUP: readonly TopicGroup[] = [
  {
    name: 'Language and reasoning',
    topics: [
      ...['language models', 'reasoning', 'math reasoning', 'long context', 'in-context learning'],
      ...['hallucination', 'multilingual', 'retrieval-augmented generation'],
    ],
  },
  {name: 'Agents', topics: ['agents', 'tool use', 'computer use', 'code generation']},
  {
    name: 'Images and video',
    topics: [
      ...['image generation', 'image editing', 'video generation', 'video understanding'],
      ...['vision-language models', 'multimodal models', 'object detection and segmentation'],
      ...['3D reconstruction', 'diffusion models'],
    ],
  },
  {
    name: 'Training',
    topics: [
      ...['reinforcement learning', 'alignment', 'reward models', 'fine-tuning', 'distillation'],
      ...['synthetic data', 'continual learning', 'self-supervised learning', 'contrastive learning'],
      ...['model merging', 'machine unlearning'],
    ],
  },
  {
    name: 'Architectures and efficiency',
    topics: [
      ...['mixture of experts', 'state space models', 'diffusion language models', 'efficient inference'],
      ...['quantization', 'test-time scaling', 'scaling laws'],
    ],
  },
];

const GROUPED = new Set(BY_GROUP.flatMap(({topics}) => topics));

/** Every topic of the list once; what no group has stands in the last. */
export const topicGroups: readonly TopicGroup[] = [
  ...BY_GROUP,
  {
    name: 'Robots, sound, science and trust',
    topics: topicList.map(({name}) => name).filter(name => !GROUPED.has(name)),
  },
];

/** What a new reader is asked about before anything else. */
export const FIRST_TOPICS: readonly string[] = [
  ...['reasoning', 'agents', 'language models', 'reinforcement learning', 'image generation'],
  ...['video generation', 'multimodal models', 'robotics', 'interpretability', 'safety'],
];
