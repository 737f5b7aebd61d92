import type {reasons as english} from '../en/reasons.ts';
import type {Translation} from '../messages.ts';

export const reasons: Translation<typeof english> = {
  quoted: '“{text}”',
  comma: '、',
  'count.papers': {
    other: '{n} 篇论文',
  },
  'count.upvotes': {
    other: '{n} 票',
  },
  'count.comments': {
    other: '{n} 条评论',
  },
  'count.moreWords': {
    other: '另外 {n} 个词',
  },
  'count.morePapers': {
    other: '另外 {n} 篇论文',
  },
  'names.more': {
    other: '{names}等另外 {n} 项',
  },
  'names.others': {
    other: '{names}等另外 {n} 人',
  },
  'names.authors': {
    other: '{n} 位作者',
  },
  'reason.topics': '您关注{topics}',
  'reason.acronym': '提到“{written}”，即“{topic}”的缩写',
  'reason.close': '提到“{written}”，与“{topic}”相近',
  'reason.apart': '包含“{topic}”的所有词',
  'reason.library': '{words}：与您的文献库相符',
  'reason.libraryPaper': '{words}：与您的文献库相符，如“{title}”',
  'reason.closeToLibrary': '与您文献库中的论文相近',
  'reason.closeToLibraryPaper': '与您文献库中的“{title}”相近',
  'reason.liked': '您想看更多类似“{title}”的论文',
  'reason.closeToLikes': '与您想多看的论文相似',
  'reason.follow': '您关注 {name}',
  'reason.followPrinted': '您关注 {name}（{printed}）',
  'reason.code': '您关注 {host} 上的代码',
  'reason.allAvoided': '本期每篇论文都含有您要避开的词',
  'reason.noneInShare': '本期没有符合您 arXiv 比例的论文',
  'label.printed': '{name}（{printed}）',
  'label.code': '{host} 上的代码',
  'label.liked': '类似“{title}”',
  'reason.place.day.1': '当日得票最多',
  'reason.place.day.2': '当日得票第二',
  'reason.place.day.3': '当日得票第三',
  'reason.place.week.1': '本周得票最多',
  'reason.place.week.2': '本周得票第二',
  'reason.place.week.3': '本周得票第三',
  'reason.tied.day.1': '当日得票并列最多',
  'reason.tied.day.2': '当日得票并列第二',
  'reason.tied.day.3': '当日得票并列第三',
  'reason.tied.week.1': '本周得票并列最多',
  'reason.tied.week.2': '本周得票并列第二',
  'reason.tied.week.3': '本周得票并列第三',
  'reason.new.hugging-face': 'Hugging Face 新收录',
  'reason.new.arxiv': 'arXiv 新发布',
  'reason.new.page': '见于当日页面',
  'reason.readers': {
    other: '本刊 {n} 位读者想看更多类似论文',
  },
  'reason.readersMoved': {
    other: '因本刊 {n} 位读者想看更多类似论文而上移',
  },
  'reason.followers': '本刊有读者关注其作者、实验室或代码',
  'reason.late': '列于 {day}，当期已截止',
  'reason.suggested': '由读者推荐',
  'reason.risen': {
    other: '上升：自 {since} 起多了 {n} 票',
  },
  'reason.picked': '编辑之选',
  'reason.withdrawn': '已撤回',
  'avoided.papers': {
    other: '略去 {n} 篇论文：您避开{words}',
  },
  'date.week': '第 {week} 周',
  'date.weekOf': '第 {week} 周，{days}',
};
