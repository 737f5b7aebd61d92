import {topicList} from './topic-list.ts';

/** Topics of the list that belong together, as a reader looks for them. */
export type TopicGroup = {
  /** Its heading is a message of the pages. */
  name: 'language' | 'agents' | 'pictures' | 'training' | 'architectures' | 'others';
  topics: readonly string[];
};

const BY_GROUP: readonly TopicGroup[] = [
  {
    name: 'language',
    topics: [
      ...['language models', 'reasoning', 'math reasoning', 'long context', 'in-context learning'],
      ...['hallucination', 'multilingual', 'retrieval-augmented generation'],
    ],
  },
  {name: 'agents', topics: ['agents', 'tool use', 'computer use', 'code generation']},
  {
    name: 'pictures',
    topics: [
      ...['image generation', 'image editing', 'video generation', 'video understanding'],
      ...['vision-language models', 'multimodal models', 'object detection and segmentation'],
      ...['3D reconstruction', 'diffusion models'],
    ],
  },
  {
    name: 'training',
    topics: [
      ...['reinforcement learning', 'alignment', 'reward models', 'fine-tuning', 'distillation'],
      ...['synthetic data', 'continual learning', 'self-supervised learning', 'contrastive learning'],
      ...['model merging', 'machine unlearning'],
    ],
  },
  {
    name: 'architectures',
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
    name: 'others',
    topics: topicList.map(({name}) => name).filter(name => !GROUPED.has(name)),
  },
];

/** What a new reader is asked about before anything else. */
export const FIRST_TOPICS: readonly string[] = [
  ...['reasoning', 'agents', 'language models', 'reinforcement learning', 'image generation'],
  ...['video generation', 'multimodal models', 'robotics', 'interpretability', 'safety'],
];
