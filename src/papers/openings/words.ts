/** The words of these lines as the choices of a pattern. */
export const oneOf = (...lines: string[]): string => lines.join('|');

/** What a paper calls itself: `this paper` points at nothing that is missing. */
export const PAPER =
  '(?:paper|work|stud(?:y|ies)|report|article|survey|thesis|tutorial|manuscript|letter|review)';

/** `this` and its kin, but for `this paper` and `this technical report`. */
export const POINTING = oneOf(
  String.raw`(?:this|these)(?! (?:\w+ )?${PAPER}\b)`,
  'those(?! (?:of|who|that|which|in|with|from)\\b)',
  'such(?! as\\b)',
);

export const PROBLEMS = oneOf(
  'gaps?|issues?|challenges?|problems?|limitations?|shortcomings?|drawbacks?|bottlenecks?|questions?|needs?',
  'obstacles?|difficult(?:y|ies)',
);

/** What stands for something that an earlier sentence named. */
export const POINTS_BACK = oneOf(
  POINTING,
  'them|they|their|its?|his|her|the (?:above|former|latter|aforementioned|same)',
  `the (?:first|second|third) (?:${PROBLEMS})`,
  'that(?= in mind|,? $| (?:case|purpose|effect|regard|respect|sense|way|end|goal|reason|direction)\\b)',
  '(?:both|each|either) (?:cases?|settings?|scenarios?)|do(?:ing)? so|prior to (?:this|that)|there(?=,? $)',
  String.raw`see why|(?:figs?\.?|figures?|tab\.|tables?|sec\.|sections?) ?\d`,
);
