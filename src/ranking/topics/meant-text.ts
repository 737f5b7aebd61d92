import type {TopicText} from './topic-texts.ts';

const THING = [
  '(?:(?:source|training|model|inference|evaluation|project) )?(?:codes?|codebase|data|datasets?|models?',
  'weights|checkpoints?|demos?|videos?|scripts?|benchmarks?|page|website|implementations?|resources?|materials?)',
].join('|');

const THINGS = `${THING}(?:(?:,? and|,| &|/| /) (?:all |the |our )?${THING})*`;

const SAYS_WHERE =
  '(?:available|released|accessible|found|open-?sourced|accessed|downloaded|published|public)';

/** `Our code and data are available at …`: every second paper says so, and few are about code. */
const offered = new RegExp(
  String.raw`\b${THINGS}(?: (?:is|are|will be|has been|have been|can be))?(?: [\w-]+){0,3}? ${SAYS_WHERE}\b`,
  'gi',
);

const released = new RegExp(
  String.raw`\b(?:releas|open-?sourc|publish|shar)\w* (?:all |the |our |both |up )*${THINGS}\b`,
  'gi',
);

const aboutCode = /\b(?:codes?|codebase|weights|checkpoints?|scripts?|implementations?)\b/i;

/** Its words are names of hosts, people and folders. */
const link = /https?:\/\/\S+|\b(?:[\w-]+\.)+(?:com|org|io|ai|net|dev|co)(?:\/\S*)?/gi;

/** Verbs that have nothing to do with the thing of the same name: `models face a challenge`. */
const VERBS =
  '(?:fac|pos|bridg|shap|surfac)es?|address(?:es)?|(?:bear|ground|lead|stem|yield|harness(?:e)?)s?';

const ITS_OBJECT = [
  'an?|the|this|these|those|its|their|our|some|any|several|many|multiple|numerous|two|three|four|both|major|key',
  'significant|substantial|considerable|serious|severe|inherent|critical|crucial|fundamental|unique|additional',
  'further|new|various|different|practical|potential|persistent|notable|great(?:er)?|high|increasing|growing',
  'challeng\\w*|difficult\\w*|limitations?|problems?|issues?|obstacles?|barriers?|bottlenecks?|threats?|risks?',
  'trade-?offs?|scalability|constraints?|to|from|as',
].join('|');

const asVerb = new RegExp(String.raw`\b(?:${VERBS})(?= (?:${ITS_OBJECT})\b)`, 'gi');

/** As a verb, behind what only a verb follows. */
const behindModal = new RegExp(
  String.raw`(?<=\b(?:can|may|will|must|could|would|might|still|often|also|typically|frequently|they|we) )` +
    String.raw`(?:${VERBS})\b`,
  'gi',
);

/** What a paper says of its subject: without links, offers of code, and verbs that look like a thing. */
export const meantText = <Text extends TopicText>(paper: Text): Text => ({
  ...paper,
  title: meant(paper.title),
  abstract: meant(paper.abstract),
});

const meant = (text: string): string =>
  text
    .replace(link, ' ')
    .replace(offered, ' ')
    .replace(released, offer => (aboutCode.test(offer) ? ' ' : offer))
    .replace(asVerb, ' ')
    .replace(behindModal, ' ');
