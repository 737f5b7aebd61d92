import type {mail as english} from '../en/mail.ts';
import type {Translation} from '../messages.ts';

export const mail: Translation<typeof english> = {
  'mail.count': {
    one: '{n} Artikel.',
    other: '{n} Artikel.',
  },
  'mail.countOnTopics': {
    one: '{n} Artikel, {own} zu Ihren Themen.',
    other: '{n} Artikel, {own} zu Ihren Themen.',
  },
  'mail.countForYou': {
    one: '{n} Artikel, {own} für Sie.',
    other: '{n} Artikel, {own} für Sie.',
  },
  'mail.ownOnTopics': {
    one: '{own} von {n} zu Ihren Themen.',
    other: '{own} von {n} zu Ihren Themen.',
  },
  'mail.ownForYou': {
    one: '{own} von {n} für Sie.',
    other: '{own} von {n} für Sie.',
  },
  'mail.next': 'Danach: {titles}',
  'mail.risen': 'Gestiegen seit {since}: {name}, {before} → {now}.',
  'mail.mostUpvoted': 'Meiste Stimmen: {name}, {votes}.',
  'mail.more.day': {
    one: '{n} weiterer Titel dieses Tages',
    other: '{n} weitere Titel dieses Tages',
  },
  'mail.more.week': {
    one: '{n} weiterer Titel dieser Woche',
    other: '{n} weitere Titel dieser Woche',
  },
  'mail.subjectStart': '{date}: ',
  'mail.titleAndMore': {
    one: '{title} und {n} weiterer',
    other: '{title} und {n} weitere',
  },
  'mail.about': 'Artikel für {date}, von {name}',
  'mail.forYou': 'Für Sie: {names}',
  'mail.trending': 'Im Trend: {facts}',
  'mail.invitation': 'Kein Artikel hier gehört zu einem Ihrer Themen.',
  'mail.why': 'Sie erhalten diese E-Mail, weil Sie {name} abonniert haben.',
  'mail.sentBy': 'Gesendet von {name}.',
  'mail.sentFrom': 'Gesendet von {name}, {address}.',
  'mail.contact': 'Kontakt: {address}.',
  'mail.summaries': [
    'Zusammenfassungen stammen von der Quelle der Artikel oder sind Sätze des Abstracts, ',
    'wie ihn die Autoren schrieben.',
  ],
  'mail.othersNew': 'Neue Artikel',
  'mail.othersUpvoted': 'Meiste Stimmen',
  'mail.othersMore': 'Weitere Artikel',
  'mail.week.span': {
    one: 'an {n} Tag',
    other: 'an {n} Tagen',
  },
  'mail.week.count': {
    one: '{n} Artikel {span}.',
    other: '{n} Artikel {span}.',
  },
  'mail.week.countOnTopics': {
    one: '{n} Artikel {span}, {own} zu Ihren Themen.',
    other: '{n} Artikel {span}, {own} zu Ihren Themen.',
  },
  'mail.week.countForYou': {
    one: '{n} Artikel {span}, {own} für Sie.',
    other: '{n} Artikel {span}, {own} für Sie.',
  },
  'mail.week.first': {
    one: '{name} endet vorn mit {n} Stimme.',
    other: '{name} endet vorn mit {n} Stimmen.',
  },
  'mail.week.firstRose': {
    one: '{name} endet vorn mit {n} Stimme, {gained} davon nach dem ersten Tag.',
    other: '{name} endet vorn mit {n} Stimmen, {gained} davon nach dem ersten Tag.',
  },
  'mail.week.firstAndRise': {
    one: [
      '{name} endet vorn mit {n} Stimme; {risen} stieg nach dem ersten Tag am meisten, von ',
      '{before} auf {now}.',
    ],
    other: [
      '{name} endet vorn mit {n} Stimmen; {risen} stieg nach dem ersten Tag am meisten, von ',
      '{before} auf {now}.',
    ],
  },
  'mail.week.five': 'Die fünf der Woche',
  'mail.week.yourFive': 'Ihre fünf der Woche',
  'mail.week.all': {
    one: 'Alle {n}',
    other: 'Alle {n}',
  },
  'mail.week.since': {
    one: '{n} seit dem ersten Tag',
    other: '{n} seit dem ersten Tag',
  },
  'letter.first': 'Die erste kommt am {day} um {time}.',
  'letter.next': 'Nächste E-Mail: {day} um {time}.',
  'mail.thumbnail': 'Vorschaubild zu {title}',
  'mail.words.topicsFirst': 'Artikel zu Themen, die Sie wählen, kommen zuerst.',
  'mail.words.chooseTopics': 'Themen wählen',
  'mail.words.fromEditor': 'Von der Redaktion',
  'mail.words.more': 'Mehr',
  'mail.words.less': 'Weniger',
  'mail.words.likeThis': 'davon',
  'mail.words.moreForYou': 'Mehr für Sie',
  'mail.words.roseAfter': 'Nach ihrem Tag gestiegen',
  'mail.words.paperAndDay': 'Artikel und Tag',
  'mail.words.upvotesThen': 'Stimmen: zuerst',
  'mail.words.now': 'jetzt',
  'mail.words.dayByDay': 'Tag für Tag',
  'mail.words.earlierDays': 'Von früheren Tagen',
  'mail.words.news': 'Neues zu Ihren Artikeln',
  'mail.words.markPapers': 'Artikel markieren, von denen Sie mehr oder weniger wollen',
  'mail.words.changeSettings': 'Themen und Zeitplan ändern',
  'mail.words.readOnWeb': 'Im Web lesen',
  'mail.words.unsubscribe': 'Abmelden',
  'mail.words.oneClick': 'Abmelden (ein Klick, ohne Anmeldung)',
  'link.paper': 'Artikel',
  'link.pdf': 'PDF',
  'link.code': 'Code',
  'link.project': 'Projekt',
};
