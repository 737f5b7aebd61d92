import type {Message} from '../messages.ts';

/** Counts, names and why a paper is where it is. Reasons stand alone or behind `Chosen:`. */
export const reasons = {
  quoted: '“{text}”',
  comma: ', ',
  'count.papers': {one: '{n} paper', other: '{n} papers'},
  'count.upvotes': {one: '{n} upvote', other: '{n} upvotes'},
  'count.comments': {one: '{n} comment', other: '{n} comments'},
  'count.moreWords': {one: '{n} more word', other: '{n} more words'},
  'count.morePapers': {one: '{n} more paper', other: '{n} more papers'},
  'names.more': {one: '{names} and {n} more', other: '{names} and {n} more'},
  'names.others': {one: '{names} and {n} other', other: '{names} and {n} others'},
  'names.authors': {one: '{n} author', other: '{n} authors'},

  'reason.topics': 'you follow {topics}',
  'reason.acronym': 'it mentions “{written}”, short for “{topic}”',
  'reason.close': 'it mentions “{written}”, close to “{topic}”',
  'reason.apart': 'it matches all words of “{topic}”',
  'reason.library': '{words}: as in your library',
  'reason.closeToLibrary': 'close to the papers in your library',
  'reason.liked': 'you asked for more like “{title}”',
  'reason.closeToLikes': 'similar to papers you asked for more of',
  'reason.follow': 'you follow {name}',
  'reason.followPrinted': 'you follow {name} ({printed})',
  'reason.code': 'you follow code at {host}',
  'reason.allAvoided': 'every paper in this edition contains a word you avoid',
  'reason.noneInShare': 'this edition has no papers within your arXiv share',

  'label.printed': '{name} ({printed})',
  'label.code': 'code at {host}',
  'label.liked': 'more like “{title}”',

  'reason.place.day.1': 'most upvoted of the day',
  'reason.place.day.2': '2nd most upvoted of the day',
  'reason.place.day.3': '3rd most upvoted of the day',
  'reason.place.week.1': 'most upvoted of the week',
  'reason.place.week.2': '2nd most upvoted of the week',
  'reason.place.week.3': '3rd most upvoted of the week',
  'reason.tied.day.1': 'tied for most upvoted of the day',
  'reason.tied.day.2': 'tied for 2nd most upvoted of the day',
  'reason.tied.day.3': 'tied for 3rd most upvoted of the day',
  'reason.tied.week.1': 'tied for most upvoted of the week',
  'reason.tied.week.2': 'tied for 2nd most upvoted of the week',
  'reason.tied.week.3': 'tied for 3rd most upvoted of the week',
  'reason.new.hugging-face': 'new on Hugging Face',
  'reason.new.arxiv': 'new on arXiv',
  'reason.new.page': 'on the day’s page',
  'reason.readers': {
    one: '{n} reader here wants more like this',
    other: '{n} readers here want more like this',
  },
  'reason.readersMoved': {
    one: 'moved up because {n} reader here wants more like this',
    other: 'moved up because {n} readers here want more like this',
  },
  'reason.followers': 'readers here follow its authors, lab or code',
  'reason.late': 'listed {day}, after that edition closed',
  'reason.suggested': 'suggested by a reader',
  'reason.risen': {
    one: 'rising: {n} more upvote since {since}',
    other: 'rising: {n} more upvotes since {since}',
  },
  'reason.picked': 'editor’s pick',
  'reason.withdrawn': 'withdrawn',

  'avoided.papers': {
    one: '{n} paper left out: you avoid {words}',
    other: '{n} papers left out: you avoid {words}',
  },

  'date.week': 'Week {week}',
  'date.weekOf': 'Week {week}, {days}',
} as const satisfies Record<string, Message>;
