import {foldWords} from '../words.ts';

/** A topic that is offered to subscribers: its name, and other words by which papers speak of it. */
export type ListedTopic = {name: string; synonyms: readonly string[]};

/**
 * The topics that are offered, by name. Which these are, and their synonyms, was read off the keywords of
 * 2025's papers (docs/ranking.md); plurals, case and hyphens need no synonym. A synonym must be so close that
 * “you follow NAME” is true of a paper that only has the synonym.
 */
export const topicList: readonly ListedTopic[] = [
  {
    name: '3D reconstruction',
    synonyms: ['Gaussian splatting', 'novel view synthesis', 'neural radiance field', 'NeRF'],
  },
  {
    name: 'agents',
    synonyms: ['LLM agent', 'AI agent', 'autonomous agent', 'agentic', 'multi-agent', 'GUI agent'],
  },
  {
    name: 'alignment',
    synonyms: ['RLHF', 'human feedback', 'preference optimization', 'DPO', 'human preference'],
  },
  {name: 'benchmarks', synonyms: ['benchmark', 'leaderboard', 'evaluation suite']},
  {
    name: 'biology and medicine',
    synonyms: [
      'biology',
      'biological',
      'medicine',
      'medical',
      'clinical',
      'biomedical',
      'protein',
      'drug discovery',
      'genomic',
    ],
  },
  {
    name: 'code generation',
    synonyms: ['program synthesis', 'software engineering', 'coding agent', 'SWE-bench'],
  },
  {
    name: 'computer use',
    synonyms: ['GUI agent', 'GUI grounding', 'graphical user interface', 'web agent', 'OSWorld'],
  },
  {
    name: 'continual learning',
    synonyms: ['catastrophic forgetting', 'lifelong learning', 'incremental learning'],
  },
  {
    name: 'contrastive learning',
    synonyms: ['contrastive loss', 'contrastive pre-training', 'InfoNCE', 'contrastive objective'],
  },
  {
    name: 'diffusion language models',
    synonyms: ['diffusion large language model', 'masked diffusion', 'discrete diffusion', 'dLLM'],
  },
  {
    name: 'diffusion models',
    synonyms: ['diffusion transformer', 'latent diffusion', 'flow matching', 'stable diffusion', 'DiT'],
  },
  {
    name: 'distillation',
    synonyms: ['knowledge distillation', 'teacher model', 'student model', 'self-distillation'],
  },
  {
    name: 'efficient inference',
    synonyms: [
      'speculative decoding',
      'KV cache',
      'inference latency',
      'sparse attention',
      'token compression',
    ],
  },
  {
    name: 'fine-tuning',
    synonyms: ['finetuning', 'LoRA', 'low-rank adaptation', 'parameter-efficient', 'instruction tuning'],
  },
  {name: 'hallucination', synonyms: ['factuality', 'factual accuracy', 'faithfulness']},
  {
    name: 'image editing',
    synonyms: ['image manipulation', 'inpainting', 'instruction-based editing', 'subject-driven generation'],
  },
  {name: 'image generation', synonyms: ['text-to-image', 'image synthesis', 'visual generation']},
  {
    name: 'in-context learning',
    synonyms: ['few-shot prompting', 'in-context example', 'in-context demonstration'],
  },
  {
    name: 'interpretability',
    synonyms: ['mechanistic interpretability', 'sparse autoencoder', 'probing', 'explainability'],
  },
  {name: 'language models', synonyms: ['LLM', 'large language model', 'small language model']},
  {
    name: 'long context',
    synonyms: ['context length', 'context window', 'long-context', 'length extrapolation'],
  },
  {
    name: 'machine unlearning',
    synonyms: ['unlearning', 'concept erasure', 'concept erasing', 'concept removal'],
  },
  {
    name: 'math reasoning',
    synonyms: ['mathematical reasoning', 'theorem proving', 'math problem', 'GSM8K', 'AIME'],
  },
  {name: 'mixture of experts', synonyms: ['MoE', 'expert routing', 'sparse experts']},
  {name: 'model merging', synonyms: ['weight averaging', 'task arithmetic', 'model fusion', 'model soup']},
  {
    name: 'multilingual',
    synonyms: ['low-resource language', 'machine translation', 'cross-lingual', 'multilinguality'],
  },
  {
    name: 'multimodal models',
    synonyms: ['multimodal large language model', 'multi-modal', 'MLLM', 'omni-modal', 'any-to-any'],
  },
  {
    name: 'object detection and segmentation',
    synonyms: [
      'object detection',
      'semantic segmentation',
      'instance segmentation',
      'open-vocabulary detection',
      'segmentation',
    ],
  },
  {
    name: 'privacy',
    synonyms: ['federated learning', 'differential privacy', 'membership inference', 'data leakage'],
  },
  {name: 'quantization', synonyms: ['post-training quantization', 'pruning', 'low-bit', 'model compression']},
  {
    name: 'reasoning',
    synonyms: ['chain-of-thought', 'large reasoning model', 'reasoning model', 'step-by-step reasoning'],
  },
  {
    name: 'recommendation',
    synonyms: ['recommender system', 'collaborative filtering', 'sequential recommendation'],
  },
  {
    name: 'reinforcement learning',
    synonyms: ['GRPO', 'policy optimization', 'policy gradient', 'RLVR', 'PPO'],
  },
  {
    name: 'retrieval-augmented generation',
    synonyms: ['RAG', 'retrieval-augmented', 'dense retrieval', 'agentic search'],
  },
  {
    name: 'reward models',
    synonyms: ['reward modeling', 'process reward', 'reward hacking', 'LLM-as-a-judge', 'verifiable reward'],
  },
  {
    name: 'robotics',
    synonyms: [
      'robot',
      'robotic manipulation',
      'embodied',
      'vision-language-action',
      'VLA',
      'imitation learning',
    ],
  },
  {
    name: 'safety',
    synonyms: [
      'jailbreak',
      'red teaming',
      'safety alignment',
      'adversarial attack',
      'harmful content',
      'guardrail',
    ],
  },
  {name: 'scaling laws', synonyms: ['scaling law', 'compute-optimal', 'pre-training at scale']},
  {
    name: 'self-supervised learning',
    synonyms: ['self-supervision', 'representation learning', 'masked autoencoder', 'pretext task'],
  },
  {
    name: 'speech and audio',
    synonyms: [
      'speech',
      'audio',
      'text-to-speech',
      'speech recognition',
      'ASR',
      'audio generation',
      'music generation',
    ],
  },
  {
    name: 'state space models',
    synonyms: ['Mamba', 'linear attention', 'recurrent neural network', 'selective state space'],
  },
  {
    name: 'synthetic data',
    synonyms: ['data synthesis', 'synthetic dataset', 'data curation', 'synthetic training data'],
  },
  {
    name: 'test-time scaling',
    synonyms: ['inference-time scaling', 'test-time compute', 'test-time training', 'best-of-N'],
  },
  {
    name: 'tool use',
    synonyms: ['function calling', 'tool calling', 'tool learning', 'model context protocol', 'MCP'],
  },
  {
    name: 'video generation',
    synonyms: ['text-to-video', 'image-to-video', 'video diffusion', 'video synthesis'],
  },
  {
    name: 'video understanding',
    synonyms: ['video question answering', 'temporal grounding', 'long video', 'video LLM'],
  },
  {
    name: 'vision-language models',
    synonyms: ['VLM', 'LVLM', 'visual question answering', 'visual instruction tuning', 'CLIP'],
  },
  {
    name: 'world models',
    synonyms: ['world simulator', 'world modeling', 'physical plausibility', 'interactive video'],
  },
];

const synonymsByName = new Map(topicList.map(({name, synonyms}) => [foldWords(name), synonyms]));

/**
 * Other words for a topic of the list, whatever the case, hyphens or plural of its name; none for words of a
 * subscriber's own.
 */
export const synonymsOf = (topic: string): readonly string[] => synonymsByName.get(foldWords(topic)) ?? [];

/** Whether a topic is one of the list, whatever the case, hyphens or plural of its name. */
export const isListed = (topic: string): boolean => synonymsByName.has(foldWords(topic));
