import type {privacy as english} from '../en/privacy.ts';
import type {Translation} from '../messages.ts';

export const privacy: Translation<typeof english> = {
  'privacy.description': 'Was {name} über Abonnenten speichert, warum und wie lange.',
  'privacy.lead': [
    '{name} speichert, was nötig ist, um Ihnen Artikel zu senden, und nichts darüber, wie ',
    'Sie sie lesen.',
  ],
  'privacy.who': 'Wer verantwortlich ist',
  'privacy.operator': 'Der Betreiber dieser Instanz von {name}.',
  'privacy.operatorAt': 'Der Betreiber dieser Instanz von {name}: {address}.',
  'privacy.questions': 'Fragen: {link}.',
  'privacy.kept': 'Was wir speichern, warum und wie lange',
  'privacy.address': '*Ihre Adresse*, um Ihnen zu senden, was Sie bestellt haben. Bis Sie sie löschen.',
  'privacy.settings': [
    '*Ihre Einstellungen und Rückmeldungen*: Themen, Wörter, die Sie meiden, wem Sie ',
    'folgen, Artikel, von denen Sie mehr oder weniger wollten, Uhrzeit, Tage, Zeitzone, ',
    'Sprache, eine Pause. Bis Sie sie ändern oder löschen.',
  ],
  'privacy.library': [
    '*Ihre Bibliothek*, wenn Sie eine einbringen: die arXiv-Nummern darin und die Wörter, ',
    'die sie auszeichnen, nie die Datei. Bis Sie sie löschen.',
  ],
  'privacy.suggestions': [
    '*Welche Artikel Sie vorgeschlagen haben*, unter einer Nummer, bis die Redaktion ',
    'entschieden hat; wie viele in einer Woche, für diese Woche. Keine Ausgabe sagt, wer ',
    'einen Artikel vorgeschlagen hat.',
  ],
  'privacy.consent': [
    '*Ihre Einwilligung*: den Wortlaut, dem Sie zugestimmt haben, wann Sie sich angemeldet ',
    'und wann Sie bestätigt haben, und über welches Formular. So lange wie Ihre Adresse, ',
    'als Nachweis der Einwilligung (DSGVO Artikel 7).',
  ],
  'privacy.editions': [
    '*Welche Ausgaben Sie erhalten haben*, unter einer Nummer statt Ihrer Adresse, damit ',
    'keine zweimal gesendet wird. Dauerhaft; nach dem Löschen gehört die Nummer zu ',
    'niemandem.',
  ],
  'privacy.signUps': [
    '*Dass sich eine Adresse angemeldet hat* und von welcher IP-Adresse, als Fingerabdruck, ',
    'der sich nicht zurücklesen lässt, damit niemand ein Postfach überfluten kann. ',
    'Höchstens einen Tag.',
  ],
  'privacy.unconfirmed': {
    one: '*Eine Anfrage, die nicht bestätigt wird,* wird nach {n} Tag gelöscht, höchstens einen Tag später.',
    other: [
      '*Eine Anfrage, die nicht bestätigt wird,* wird nach {n} Tagen gelöscht, höchstens ',
      'einen Tag später.',
    ],
  },
  'privacy.newAddress': {
    one: '*Eine andere Adresse, um die Sie bitten*, bis beide Postfächer zustimmen, höchstens {n} Tag.',
    other: '*Eine andere Adresse, um die Sie bitten*, bis beide Postfächer zustimmen, höchstens {n} Tage.',
  },
  'privacy.oldAddress': {
    one: '*Die Adresse vor einer Änderung*, für den {n} Tag, an dem ihr Postfach sie rückgängig machen kann.',
    other: [
      '*Die Adresse vor einer Änderung*, für die {n} Tage, in denen ihr Postfach sie ',
      'rückgängig machen kann.',
    ],
  },
  'privacy.never': [
    '*Dass eine Adresse keine Bestätigungs-E-Mail möchte*, als Fingerabdruck, der sich ',
    'nicht zurücklesen lässt, wenn Sie das in einer sagen. Bis Sie den Betreiber bitten, es ',
    'aufzuheben.',
  ],
  'privacy.left': [
    '*Nach der Abmeldung* bleibt Ihr Eintrag, als abgemeldet gekennzeichnet, damit kein ',
    'Import Sie wieder hinzufügt. Wenn Sie ihn löschen, bleibt aus demselben Grund nur ein ',
    'Fingerabdruck.',
  ],
  'privacy.leftFor': {
    one: [
      '*Nach der Abmeldung* bleibt Ihr Eintrag {n} Tag lang, als abgemeldet gekennzeichnet, ',
      'damit kein Import Sie wieder hinzufügt. Danach, oder sobald Sie ihn löschen, bleibt ',
      'aus demselben Grund nur ein Fingerabdruck.',
    ],
    other: [
      '*Nach der Abmeldung* bleibt Ihr Eintrag {n} Tage lang, als abgemeldet ',
      'gekennzeichnet, damit kein Import Sie wieder hinzufügt. Danach, oder sobald Sie ihn ',
      'löschen, bleibt aus demselben Grund nur ein Fingerabdruck.',
    ],
  },
  'privacy.notKept': 'Was wir nicht speichern',
  'privacy.noTracking': [
    'Keine Cookies (außer dem der Anmeldung des Betreibers), keine Zählpixel, keine Links, ',
    'die Klicks zählen, kein Profil dessen, was Sie lesen.',
  ],
  'privacy.pictures': [
    'Die Bilder in den E-Mails sind die der Artikel. Jedes kommt von dieser Seite, unter ',
    'einer URL für alle, sodass das Laden nicht verrät, wer es war.',
  ],
  'privacy.picturesAndLogo': [
    'Die Bilder in den E-Mails sind die der Artikel und das Logo. Jedes kommt von dieser ',
    'Seite, unter einer URL für alle, sodass das Laden nicht verrät, wer es war.',
  ],
  'privacy.logo': [
    'Das einzige Bild in den E-Mails ist das Logo. Es kommt von dieser Seite, unter einer ',
    'URL für alle, sodass das Laden nicht verrät, wer es war.',
  ],
  'privacy.log': [
    'Das Protokoll dieser Seite enthält keine E-Mail-Adressen, keine persönlichen Links und ',
    'keine IP-Adressen.',
  ],
  'privacy.others': 'Wer Ihre Daten sonst sieht',
  'privacy.resend': '{link} stellt die E-Mails zu und sieht Ihre Adresse und was darin steht.',
  'privacy.smtp': 'Der Mailserver des Betreibers stellt die E-Mails zu.',
  'privacy.outbox': 'Diese Instanz sendet keine E-Mails; sie schreibt sie in einen Ordner.',
  'privacy.host': 'Der Anbieter, bei dem dieser Server steht.',
  'privacy.nobody': 'Sonst niemand: Nichts auf diesen Seiten oder in den E-Mails wird von anderswo geladen.',
  'privacy.rights': 'Ihre Rechte',
  'privacy.byLink': [
    'Mit dem Link „Themen und Zeitplan ändern“ in jeder E-Mail, ohne Anmeldung: sehen und ',
    'ändern, was Sie bekommen, und pausieren. Da E-Mails weitergeleitet werden, brauchen ',
    'das Herunterladen oder Löschen von allem und das Ungültigmachen von Links einen ',
    'zweiten Link, der in Ihr Postfach kommt und eine Stunde gilt; bei einer Adressänderung ',
    'werden beide Postfächer gefragt.',
  ],
  'privacy.leave': 'Sich jederzeit mit einem Klick in jeder E-Mail abmelden, wie alt sie auch ist.',
  'privacy.reply': 'Oder auf eine E-Mail antworten, wenn der Absender Antworten annimmt.',
  'privacy.write': 'Oder an die Adresse oben schreiben; ein Mensch liest es.',
  'privacy.complain': 'Sie können sich auch bei der Datenschutzbehörde Ihres Wohnorts beschweren.',
};
