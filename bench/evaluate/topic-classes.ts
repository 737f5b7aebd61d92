/** A topic somebody follows, with a judgement of its own of what a paper says of it. */
export type JudgedTopic = {
  topic: string;
  /** The topic as papers write it, in full or in short, judged on the text as it stands. */
  says: RegExp;
  /** Its words but for function words, each as papers write it. */
  words: RegExp[];
};

export type TopicClass = {name: string; topics: JudgedTopic[]};

const judged = (topic: string, says: RegExp, ...words: RegExp[]): JudgedTopic => ({topic, says, words});

/**
 * Topics by what makes them hard to find. They were written down by hand, and share neither words, lists nor
 * code with the ranking that they judge.
 */
export const topicClasses: TopicClass[] = [
  {
    name: 'function words',
    topics: [
      judged(
        'text to speech',
        /\btext[- ]to[- ]speech|\bTTS\b|\bspeech (?:synthesis|generation)/i,
        /\btext/i,
        /\bspeech/i,
      ),
      judged(
        'text-to-video',
        /\btext[- ]to[- ]video|\bT2V\b|\bvideo (?:synthesis|generation)/i,
        /\btext/i,
        /\bvideo/i,
      ),
      judged(
        'text-to-image',
        /\btext[- ]to[- ]image|\bT2I\b|\bimage (?:synthesis|generation)/i,
        /\btext/i,
        /\bimage/i,
      ),
      judged('mixture-of-experts', /\bmixtures?[- ]of[- ]experts?|\bMoEs?\b/i, /\bmixture/i, /\bexpert/i),
      judged(
        'object detection and segmentation',
        /\bobject detection|\bsegment/i,
        /\bobject/i,
        /\bdetect/i,
        /\bsegment/i,
      ),
      judged(
        'biology and medicine',
        /\bbiolog|\bbiomed|\bmedic|\bclinic|\bprotein|\bdrug|\bgenom/i,
        /\bbiolog/i,
        /\bmedicine/i,
      ),
      judged(
        'speech and audio',
        /\bspeech|\baudio|\bmusic generation|\bASR\b|\btext[- ]to[- ]speech/i,
        /\bspeech/i,
        /\baudio/i,
      ),
      judged(
        'learning from human feedback',
        /\bhuman feedback|\bRLHF\b/i,
        /\blearn/i,
        /\bhuman/i,
        /\bfeedback/i,
      ),
      judged(
        'reasoning with tools',
        /\btool[- ](?:integrated|use|augmented|calling)|\breasoning with tools/i,
        /\breason/i,
        /\btool/i,
      ),
    ],
  },
  {
    name: 'several words',
    topics: [
      judged('3d gaussian splatting', /\bgaussian splat|\b3DGS\b/i, /\b3D\b/i, /\bgaussian/i, /\bsplat/i),
      judged(
        'vision-language-action models',
        /\bvision[- ]language[- ]action|\bVLAs?\b/i,
        /\bvision/i,
        /\blanguage/i,
        /\baction/i,
      ),
      judged(
        'diffusion language models',
        /\bdiffusion (?:large )?(?:language models?|LLMs?)|\bd(?:L)?LMs?\b|\bmasked diffusion/i,
        /\bdiffusion/i,
        /\blanguage/i,
      ),
      judged('graph neural networks', /\bgraph neural net|\bGNNs?\b/i, /\bgraph/i, /\bneural/i, /\bnetwork/i),
      judged(
        'state space models',
        /\bstate[- ]space|\bSSMs?\b|\bMamba|\blinear attention|\brecurrent neural/i,
        /\bstate/i,
        /\bspace/i,
      ),
      judged(
        'retrieval-augmented generation',
        /\bretrieval[- ]augmented|\bRAG\b|\bdense retriev|\bagentic search/i,
        /\bretriev/i,
        /\baugment/i,
        /\bgenerat/i,
      ),
      judged(
        'monte carlo tree search',
        /\bmonte[- ]carlo tree|\bMCTS\b/i,
        /\bmonte/i,
        /\btree/i,
        /\bsearch/i,
      ),
    ],
  },
  {
    name: 'one word',
    topics: [
      judged('art', /(?<!state[- ]of[- ]the[- ])(?<!prior )\barts?\b/i),
      judged('light', /(?<!in )(?<!sheds? )(?<!shedding )\blights?\b(?! of)/i),
      judged('wild', /(?<!in[- ]the[- ])\bwild\b/i),
      judged(
        'face',
        new RegExp(
          String.raw`(?<!the )\bfac(?:e|es|ial)\b` +
            '(?! (?:a|an|the|of|challeng|diffic|limit|major|two|three|several|sever|sign|key|' +
            String.raw`crit|from|inher|high)\w*)`,
          'i',
        ),
      ),
      judged('speech', /\bspeech/i),
      judged('graphs', /\bgraphs?\b/i),
      judged('math', /\bmath(?:s|ematic\w*)?\b/i),
      judged('agents', /\bagent/i),
    ],
  },
  {
    name: 'short forms',
    topics: [
      judged('RL', /\breinforcement[- ]learning|\bRL\b/i),
      judged('RAG', /\bretrieval[- ]augmented generation|\bRAG\b/i),
      judged('CoT', /\bchains?[- ]of[- ]thoughts?|\bCoTs?\b/i),
      judged('VLM', /\bvision[-–/ ]language models?|\bVLMs?\b/i),
      judged('MoE', /\bmixtures?[- ]of[- ]experts?|\bMoEs?\b/i),
      judged('T2I', /\btext[- ]to[- ]image|\bT2I\b/i),
      judged('SFT', /\bsupervised fine[- ]?tuning|\bSFT\b/i),
      judged('MLLM', /\bmultimodal (?:large )?(?:language models?|LLMs?)|\bMLLMs?\b/i),
      judged('OCR', /\boptical character|\bOCR\b/i),
    ],
  },
  {
    name: 'long forms',
    topics: [
      judged(
        'reinforcement learning',
        /\breinforcement[- ]learning|\bRL\b|\bGRPO\b|\bpolicy (?:optimi|grad)|\bRLVR\b|\bPPO\b/i,
        /\breinforce/i,
        /\blearn/i,
      ),
      judged('supervised fine-tuning', /\bsupervised fine[- ]?tuning|\bSFT\b/i, /\bsupervised/i, /\btuning/i),
      judged('chain of thought', /\bchains?[- ]of[- ]thoughts?|\bCoTs?\b/i, /\bchain/i, /\bthought/i),
      judged(
        'visual question answering',
        /\bvisual question[- ]answering|\bVQA\b/i,
        /\bvisual/i,
        /\bquestion/i,
        /\banswer/i,
      ),
      judged(
        'diffusion transformer',
        /\bdiffusion transformers?|\bDiTs?\b/i,
        /\bdiffusion/i,
        /\btransformer/i,
      ),
      judged('knowledge distillation', /\bknowledge distillation|\bKD\b/i, /\bknowledge/i, /\bdistill/i),
    ],
  },
  {
    name: 'hyphens',
    topics: [
      judged('multi-modal', /\bmulti[- ]?modal/i),
      judged('zeroshot', /\bzero[- ]?shot/i),
      judged('finetuning', /\bfine[- ]?tun(?:ing|ed?)/i),
      judged('pretraining', /\bpre[- ]?training/i),
      judged('multiagent', /\bmulti[- ]?agents?\b/i),
      judged('auto-regressive', /\bauto[- ]?regressive/i),
      judged(
        'in context learning',
        /\bin[- ]context (?:learning|example|demonstration)|\bfew-shot prompting/i,
        /\bcontext/i,
        /\blearning/i,
      ),
    ],
  },
];
