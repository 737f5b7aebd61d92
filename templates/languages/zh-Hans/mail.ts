import type {mail as english} from '../en/mail.ts';
import type {Translation} from '../messages.ts';

export const mail: Translation<typeof english> = {
  'mail.count': {
    other: '{n} 篇论文。',
  },
  'mail.countOnTopics': {
    other: '{n} 篇论文，其中 {own} 篇属于您的主题。',
  },
  'mail.countForYou': {
    other: '{n} 篇论文，其中 {own} 篇为您挑选。',
  },
  'mail.ownOnTopics': {
    other: '{n} 篇中有 {own} 篇属于您的主题。',
  },
  'mail.ownForYou': {
    other: '{n} 篇中有 {own} 篇为您挑选。',
  },
  'mail.next': '接下来：{titles}',
  'mail.risen': '自 {since} 起上升：{name}，{before} → {now}。',
  'mail.mostUpvoted': '得票最多：{name}，{votes}。',
  'mail.more.day': {
    other: '当日另有 {n} 篇',
  },
  'mail.more.week': {
    other: '本周另有 {n} 篇',
  },
  'mail.subjectStart': '{date}：',
  'mail.titleAndMore': {
    other: '{title}，另有 {n} 篇',
  },
  'mail.about': '{date}的论文，来自 {name}',
  'mail.forYou': '为您挑选：{names}',
  'mail.trending': '热门：{facts}',
  'mail.invitation': '这里没有属于您主题的论文。',
  'mail.why': '您收到此邮件，是因为您订阅了 {name}。',
  'mail.sentBy': '由 {name} 发送。',
  'mail.sentFrom': '由 {name} 发送，{address}。',
  'mail.contact': '联系：{address}。',
  'mail.summaries': '摘要来自论文的来源，或为作者所写摘要中的原句。',
  'mail.othersNew': '新论文',
  'mail.othersUpvoted': '得票最多',
  'mail.othersMore': '更多论文',
  'mail.week.span': {
    other: '{n} 天内',
  },
  'mail.week.count': {
    other: '{span}共 {n} 篇论文。',
  },
  'mail.week.countOnTopics': {
    other: '{span}共 {n} 篇论文，其中 {own} 篇属于您的主题。',
  },
  'mail.week.countForYou': {
    other: '{span}共 {n} 篇论文，其中 {own} 篇为您挑选。',
  },
  'mail.week.first': {
    other: '{name} 以 {n} 票居首。',
  },
  'mail.week.firstRose': {
    other: '{name} 以 {n} 票居首，其中 {gained} 票来自首日之后。',
  },
  'mail.week.firstAndRise': {
    other: '{name} 以 {n} 票居首；{risen} 在首日之后上升最多，从 {before} 到 {now}。',
  },
  'mail.week.five': '本周五篇',
  'mail.week.yourFive': '您的本周五篇',
  'mail.week.all': {
    other: '全部 {n} 篇',
  },
  'mail.week.since': {
    other: '首日以来 {n} 票',
  },
  'letter.first': '第一封将于{day} {time} 送达。',
  'letter.next': '下一封邮件：{day} {time}。',
  'mail.thumbnail': '{title} 的缩略图',
  'mail.words.topicsFirst': '您所选主题的论文会排在前面。',
  'mail.words.chooseTopics': '选择主题',
  'mail.words.fromEditor': '编辑寄语',
  'mail.words.more': '更多',
  'mail.words.less': '更少',
  'mail.words.likeThis': '此类',
  'mail.words.moreForYou': '更多为您挑选',
  'mail.words.roseAfter': '首日之后上升',
  'mail.words.paperAndDay': '论文与日期',
  'mail.words.upvotesThen': '得票：起初',
  'mail.words.now': '现在',
  'mail.words.dayByDay': '逐日',
  'mail.words.earlierDays': '更早几天',
  'mail.words.news': '您论文的新消息',
  'mail.words.markPapers': '标记想多看或少看的论文',
  'mail.words.changeSettings': '更改主题与时间',
  'mail.words.readOnWeb': '在网页上阅读',
  'mail.words.unsubscribe': '退订',
  'mail.words.oneClick': '退订（一键，无需登录）',
  'link.paper': '论文',
  'link.pdf': 'PDF',
  'link.code': '代码',
  'link.project': '项目',
};
