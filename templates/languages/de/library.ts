import type {library as english} from '../en/library.ts';
import type {Translation} from '../messages.ts';

export const library: Translation<typeof english> = {
  'saved.title': 'Leseliste',
  'saved.yours': 'Ihre Leseliste',
  'saved.save': 'Auf die Leseliste',
  'saved.remove': 'Von der Leseliste nehmen',
  'saved.isOn': 'Er steht auf Ihrer Leseliste.',
  'saved.isOff': 'Er steht nicht mehr auf Ihrer Leseliste.',
  'saved.full': {
    one: 'Ihre Leseliste hat {n} Artikel; mehr fasst sie nicht. Nehmen Sie ihn erst herunter.',
    other: 'Ihre Leseliste hat {n} Artikel; mehr fasst sie nicht. Nehmen Sie erst einige herunter.',
  },
  'saved.removed': 'Von Ihrer Leseliste genommen.',
  'saved.none': [
    'Noch keine Artikel. „Mehr“ unter einem Artikel in Ihren E-Mails führt zu einer Seite ',
    'mit „Auf die Leseliste“.',
  ],
  'saved.download': 'Die Liste herunterladen: {links}.',
  'saved.listAs': 'Diese Liste als {format}',
  'saved.back': 'Zurück zu Ihren Einstellungen',
  'ownFeed.title': 'Ihr eigener Feed',
  'ownFeed.feedTitle': 'Ihre Artikel bei {name}',
  'ownFeed.what': 'Die Artikel Ihrer E-Mails für einen Feedreader.',
  'ownFeed.careful': 'Wer diese Adresse hat, kann sie lesen.',
  'ownFeed.make': 'Feed anlegen',
  'ownFeed.renew': 'Adresse ändern',
  'ownFeed.end': 'Feed beenden',
  'ownFeed.made': 'Gespeichert. Fügen Sie eine dieser Adressen in Ihren Feedreader ein.',
  'ownFeed.ended': 'Der Feed ist beendet. Seine Adressen gelten nicht mehr.',

  'library.title': 'Ihre Bibliothek',
  'library.back': 'Zurück zu Ihren Artikeln',
  'library.broken': 'Die Datei kam nicht vollständig an.',
  'library.choose': 'Wählen Sie eine Datei, oder fügen Sie eine Liste ein.',
  'library.tooMany': {
    one: 'Höchstens {n} Datei je Stunde. Nichts hat sich geändert. Versuchen Sie es später wieder.',
    other: 'Höchstens {n} Dateien je Stunde. Nichts hat sich geändert. Versuchen Sie es später wieder.',
  },
  'library.notRead': 'Das wurde nicht gelesen. Auf Englisch:',
  'library.gone': [
    'Was gezeigt wurde, liegt nicht mehr vor. Nichts hat sich geändert. Laden Sie die Datei ',
    'noch einmal hoch.',
  ],
  'library.kept': 'Gespeichert. Ihre nächste E-Mail wird mit Ihrer Bibliothek geordnet.',
  'library.nothingChosen': 'Es wurde nichts gewählt.',
  'library.forgotten': 'Gelöscht. Ihre Bibliothek wirkt nicht mehr auf Ihre E-Mails.',
  'library.countsHalf': 'Gespeichert. Ihre Bibliothek zählt halb.',
  'library.countsWhole': 'Gespeichert. Ihre Bibliothek zählt voll.',
  'library.understood': 'Was wir verstanden haben',
  'library.counts': {
    one: '{n} Artikel, {abstracts} mit Abstract, {known} in unserem Katalog. Noch hat sich nichts geändert.',
    other: [
      '{n} Artikel, {abstracts} mit Abstract, {known} in unserem Katalog. Noch hat sich ',
      'nichts geändert.',
    ],
  },
  'library.words': 'Was sie auszeichnet: {words}.',
  'library.use': 'Diese Bibliothek verwenden',
  'library.followToo': 'Auch diesen Themen folgen',
  'library.rejected': {
    one: '{n} Eintrag nicht gelesen',
    other: '{n} Einträge nicht gelesen',
  },
  'library.line': 'Zeile {line}',
  'library.lineOf': 'Zeile {line} ({key})',
  'library.more': {
    one: 'und {n} weiterer',
    other: 'und {n} weitere',
  },
  'library.whatWeKeep': 'Was wir speichern',
  'library.half': {
    one: '{n} Artikel, hochgeladen am {date}. Er zählt halb.',
    other: '{n} Artikel, hochgeladen am {date}. Sie zählen halb.',
  },
  'library.whole': {
    one: '{n} Artikel, hochgeladen am {date}. Er zählt voll.',
    other: '{n} Artikel, hochgeladen am {date}. Sie zählen voll.',
  },
  'library.neverTheFile': [
    'Wir speichern die arXiv-Nummern und die Wörter, die sie auszeichnen, nie die Datei.',
  ],
  'library.countWhole': 'Voll zählen',
  'library.countHalf': 'Halb zählen',
  'library.delete': 'Meine Bibliothek löschen',
  'library.bring': 'Ihre Bibliothek einbringen',
  'library.how': [
    'Laden Sie hoch, was Ihre Literaturverwaltung ausgibt: BibTeX, RIS, CSL-JSON, ',
    'Zotero-RDF oder CSV, EndNote-XML. Wir lesen es, zeigen Ihnen, was wir verstanden ',
    'haben, und speichern nichts, bevor Sie zustimmen.',
  ],
  'library.files': 'Dateien, bis 10 MB',
  'library.paste': [
    'Oder fügen Sie arXiv-Nummern, DOIs, Links, Titel oder ein paar Wörter über Ihre Arbeit ',
    'ein',
  ],
  'library.read': 'Bibliothek lesen',
};
