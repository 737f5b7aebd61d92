import type {frame as english} from '../en/frame.ts';
import type {Translation} from '../messages.ts';

export const frame: Translation<typeof english> = {
  'frame.skip': 'Zum Inhalt springen',
  'frame.site': 'Seiten',
  'frame.editions': 'Ausgaben',
  'frame.search': 'Suche',
  'frame.subscribe': 'Abonnieren',
  'frame.what': '{name} sendet Forschungsartikel im Trend per E-Mail. Keine Cookies, kein Tracking.',
  'frame.privacy': 'Datenschutz',
  'frame.toFrontPage': 'Zur Startseite',
  'frame.languages': 'Sprachen',
  'frame.notReviewed': 'Diese Übersetzung wurde noch nicht von Muttersprachlern geprüft.',
  'frame.preview': [
    'Dieser Link stammt aus einer Vorschau oder einer Test-E-Mail. Was Sie hier drücken, ',
    'ändert nichts.',
  ],
  'error.notFound': 'Seite nicht gefunden',
  'error.incomplete': 'Der Link ist vielleicht unvollständig.',
  'error.method': 'Diese Aktion gibt es hier nicht',
  'error.useLinks': 'Bitte benutzen Sie die Links und Knöpfe der Seite.',
  'error.tooLarge': 'Das Formular ist zu groß',
  'error.limit': 'Die Grenze liegt bei {size} KB.',
  'error.encoding': 'Nicht unterstützte Kodierung',
  'error.uncompressed': 'Formulare müssen unkomprimiert gesendet werden.',
  'error.failed': 'Etwas ist schiefgegangen',
  'error.logged': [
    'Der Fehler liegt bei uns und wurde protokolliert. Bitte versuchen Sie es später noch ',
    'einmal.',
  ],
  'error.unavailable': 'Vorübergehend nicht erreichbar',
  'error.tryAgain': [
    'Soweit wir wissen, wurde nichts geändert. Bitte versuchen Sie es in einer Minute noch ',
    'einmal.',
  ],
  'error.formBroken': 'Das Formular kam nicht vollständig an. Bitte senden Sie es noch einmal.',
  'error.field': 'So kann das nicht gespeichert werden. Auf Englisch:',
  'link.expired': 'Dieser Link ist abgelaufen',
  'link.expiredNext': [
    'Nichts hat sich geändert. Benutzen Sie den Link in Ihrer neuesten E-Mail, oder fordern ',
    'Sie einen neuen an.',
  ],
  'link.requestNew': 'Neuen Link anfordern',
  'link.invalid': 'Dieser Link ist nicht gültig',
  'link.invalidNext': [
    'Er ist vielleicht unvollständig. Nichts hat sich geändert. Bitte versuchen Sie den ',
    'Link in Ihrer neuesten E-Mail.',
  ],
  'look.title': 'Das ist eine Vorschau',
  'look.confirm': [
    'In der E-Mail selbst bestätigt dieser Link das Abonnement von {whom}. Nichts hat sich ',
    'geändert.',
  ],
  'look.unsubscribe': 'In der E-Mail selbst meldet dieser Link {whom} ab. Nichts hat sich geändert.',
  'look.undo': [
    'In der E-Mail selbst macht dieser Link eine Abmeldung von {whom} rückgängig. Nichts ',
    'hat sich geändert.',
  ],
  'look.manage': [
    'In der E-Mail selbst öffnet und speichert dieser Link die Einstellungen von {whom}. ',
    'Nichts hat sich geändert.',
  ],
  'look.opinion': [
    'In der E-Mail selbst speichert dieser Link die Rückmeldung von {whom}. Nichts hat sich ',
    'geändert.',
  ],
  'look.suggest': [
    'In der E-Mail selbst nimmt dieser Link einen Vorschlag von {whom} an. Nichts hat sich ',
    'geändert.',
  ],
  'look.change-address': [
    'In der E-Mail selbst ändert dieser Link die Adresse von {whom}. Nichts hat sich ',
    'geändert.',
  ],
  'look.reader': 'der Person, die die E-Mail erhält',
};
