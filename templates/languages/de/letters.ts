import type {letters as english} from '../en/letters.ts';
import type {Translation} from '../messages.ts';

export const letters: Translation<typeof english> = {
  'letter.linkBelow': '{label}:',
  'letter.sentBy': 'Gesendet von {name}, {link}',
  'letter.sentFrom': 'Gesendet von {name}, {link}, {address}',
  'letter.oneHour': 'Der Link gilt eine Stunde lang.',
  'letter.wantToStop': 'Möchten Sie aufhören?',
  'letter.leave': 'Mit einem Klick abmelden',
  'letter.never': 'Nie wieder an diese Adresse schreiben',
  'letter.validFor': {
    one: [
      'Der Link gilt einen Tag lang. Das waren nicht Sie? Ignorieren Sie diese E-Mail, es ',
      'kommt keine weitere.',
    ],
    other: [
      'Der Link gilt {n} Tage lang. Das waren nicht Sie? Ignorieren Sie diese E-Mail, es ',
      'kommt keine weitere.',
    ],
  },
  'letter.confirm.subject': 'Bestätigen Sie Ihr Abonnement von {name}',
  'letter.confirm.heading': 'Bestätigen Sie Ihr Abonnement',
  'letter.confirm.preheader': 'Bestätigen Sie Ihre Adresse, um Forschungsartikel im Trend zu erhalten.',
  'letter.confirm.asked': [
    'Jemand, vermutlich Sie, hat {name} für diese Adresse bestellt: die Forschungsartikel ',
    'im Trend, jeden Tag.',
  ],
  'letter.confirm.button': 'Abonnement bestätigen',
  'letter.confirm.what': 'Was Sie bekommen',
  'letter.confirm.comes': [
    'Eine E-Mail je Ausgabe. Drei Artikel mit Zusammenfassung, die anderen in je einer ',
    'Zeile. Bei jedem steht, warum Sie ihn bekommen: ein Thema, dem Sie folgen, oder seine ',
    'Stimmen.',
  ],
  'letter.confirm.when': 'Wann',
  'letter.confirm.changes': [
    'Nach der Bestätigung können Sie eine andere Stunde, andere Tage und Themen wählen. ',
    'Jede E-Mail hat einen Link, der das Abonnement mit einem Klick und ohne Anmeldung ',
    'beendet.',
  ],
  'letter.confirm.ifAgain': 'Möchten Sie solche E-Mails nicht?',
  'letter.confirm.onPage': 'Die Seite hinter dem Knopf kann sie für immer beenden.',
  'letter.confirm.why': [
    'Sie erhalten diese eine E-Mail, weil Ihre Adresse im Anmeldeformular der unten ',
    'genannten Seite eingetragen wurde.',
  ],
  'letter.welcome.subject': 'Sie haben {name} abonniert',
  'letter.welcome.heading': 'Ihr Abonnement ist aktiv',
  'letter.welcome.pick': 'Wählen Sie ein erstes Thema',
  'letter.welcome.how': [
    'Artikel zu Themen, denen Sie folgen, kommen zuerst, jeder mit dem Grund. Jeder Link ',
    'öffnet Ihre Einstellungen mit diesem Thema angekreuzt; speichern Sie dort.',
  ],
  'letter.welcome.howInText': 'Artikel zu Themen, denen Sie folgen, kommen zuerst, jeder mit dem Grund.',
  'letter.welcome.named': 'Zu den Themen gehören {topics}.',
  'letter.welcome.all': 'Zeitplan und Themen wählen',
  'letter.welcome.notForYou': 'Doch nichts für Sie?',
  'letter.welcome.why': [
    'Sie erhalten diese E-Mail, weil Sie Ihr Abonnement bestätigt haben. Bewahren Sie sie ',
    'wegen ihrer Links auf.',
  ],
  'letter.manage.subject': 'Ihr Abonnement von {name} verwalten',
  'letter.manage.heading': 'Ihr Abonnement verwalten',
  'letter.manage.preheader': 'Wählen Sie Uhrzeit, Tage und Themen, oder melden Sie sich ab.',
  'letter.manage.asked': [
    'Jemand, vermutlich Sie, hat den Link zu diesem Abonnement angefordert. Wählen Sie ',
    'damit, was Sie wann bekommen.',
  ],
  'letter.manage.button': 'Einstellungen ändern',
  'letter.manage.why': [
    'Sie erhalten diese E-Mail, weil der Link angefordert wurde. Wenn Sie das nicht waren, ',
    'ignorieren Sie sie; nichts ändert sich.',
  ],
  'letter.goodbye.subject': 'Sie sind von {name} abgemeldet',
  'letter.goodbye.heading': 'Sie sind abgemeldet',
  'letter.goodbye.preheader': [
    'An diese Adresse werden keine Artikel mehr gesendet. Diese E-Mail ist die letzte.',
  ],
  'letter.goodbye.done': [
    'An diese Adresse werden keine Artikel mehr gesendet. Eine E-Mail, die schon unterwegs ',
    'ist, kann noch ankommen; sie ist die letzte.',
  ],
  'letter.goodbye.mistake': 'Versehentlich abgemeldet?',
  'letter.goodbye.again': 'Wieder abonnieren',
  'letter.goodbye.stays': 'Jede Ausgabe bleibt im Web, ohne Adresse:',
  'letter.goodbye.editions': 'Alle Ausgaben',
  'letter.goodbye.why': [
    'Sie erhalten diese eine E-Mail, weil das Abonnement dieser Adresse beendet ist. Eine ',
    'Antwort ist nicht nötig.',
  ],
  'letter.erase-link.subject': 'Ihre Daten bei {name} löschen',
  'letter.erase-link.heading': 'Ihre Daten löschen',
  'letter.erase-link.asked': [
    'Jemand, vermutlich Sie, möchte alle Daten dieses Abonnements löschen lassen. Der Link ',
    'führt zu einer Seite, die noch einmal fragt.',
  ],
  'letter.erase-link.button': 'Meine Daten löschen',
  'letter.erase-link.preheader': [
    'Der Link gilt eine Stunde lang. Nichts wird gelöscht, bevor Sie ihn benutzen.',
  ],
  'letter.download-link.subject': 'Ihre Daten bei {name} herunterladen',
  'letter.download-link.heading': 'Ihre Daten herunterladen',
  'letter.download-link.asked': [
    'Jemand, vermutlich Sie, möchte eine Kopie von allem, was zu diesem Abonnement ',
    'gespeichert ist.',
  ],
  'letter.download-link.button': 'Meine Daten herunterladen',
  'letter.download-link.preheader': 'Der Link gilt einmal und eine Stunde lang.',
  'letter.revoke-link.subject': 'Ihre Links bei {name} ungültig machen',
  'letter.revoke-link.heading': 'Alle Links ungültig machen',
  'letter.revoke-link.asked': [
    'Jemand, vermutlich Sie, möchte, dass die Links in allen früheren E-Mails nicht mehr ',
    'gelten. Links zum Abmelden gelten weiter; sie können sonst nichts.',
  ],
  'letter.revoke-link.button': 'Alle Links ungültig machen',
  'letter.revoke-link.preheader': [
    'Der Link gilt eine Stunde lang. Nichts ändert sich, bevor Sie ihn benutzen.',
  ],
  'letter.inbox.ifNot': [
    'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail, und nichts geschieht. ',
    'Allerdings hat jemand einen Link aus einer E-Mail, die Sie weitergeleitet haben.',
  ],
  'letter.inbox.why': [
    'Sie erhalten diese E-Mail, weil sie auf der Einstellungsseite des Abonnements dieser ',
    'Adresse angefordert wurde.',
  ],
  'letter.new.subject': 'Bestätigen Sie Ihre neue Adresse für {name}',
  'letter.new.heading': 'Bestätigen Sie Ihre neue Adresse',
  'letter.new.preheader': 'Bestätigen Sie, um Ihre Forschungsartikel an dieser Adresse zu erhalten.',
  'letter.new.asked': [
    'Jemand, vermutlich Sie, möchte die Forschungsartikel von {name} ab jetzt an diese ',
    'Adresse. Wir fragen auch die bisherige Adresse, die einen Tag lang widersprechen kann.',
  ],
  'letter.new.button': 'Diese Adresse verwenden',
  'letter.new.validFor': {
    one: [
      'Der Link gilt einen Tag lang. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail; ',
      'es werden keine Artikel hierher gesendet.',
    ],
    other: [
      'Der Link gilt {n} Tage lang. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail; ',
      'es werden keine Artikel hierher gesendet.',
    ],
  },
  'letter.new.ifAgain': 'Das waren nicht Sie, und Sie möchten solche E-Mails nicht?',
  'letter.new.why': [
    'Sie erhalten diese eine E-Mail, weil diese Adresse in den Einstellungen eines ',
    'Abonnements der unten genannten Seite eingetragen wurde.',
  ],
  'letter.requested.subject': 'Adressänderung für {name} angefordert',
  'letter.requested.heading': 'Eine Adressänderung wurde angefordert',
  'letter.requested.preheader': [
    'Stimmen Sie zu, wenn Sie das waren. Wenn nicht, behält ein Klick Ihre Adresse.',
  ],
  'letter.requested.asked': [
    'Jemand, vermutlich Sie, möchte die Forschungsartikel von {name} an eine andere ',
    'Adresse. Das gilt, sobald Sie hier zustimmen und die neue Adresse bestätigt.',
  ],
  'letter.requested.button': 'Der Änderung zustimmen',
  'letter.requested.hour': [
    'Dieser Link gilt eine Stunde lang. Ohne ihn schreiben wir Ihnen noch einmal, bevor ',
    'sich etwas ändert.',
  ],
  'letter.requested.ifNot': [
    'Wenn Sie das nicht waren, hat jemand einen Link aus einer E-Mail, die Sie ',
    'weitergeleitet haben.',
  ],
  'letter.requested.keep': 'Diese Adresse behalten und alle Links ungültig machen',
  'letter.old.why': 'Sie erhalten diese E-Mail, weil die Artikel zurzeit an diese Adresse gesendet werden.',
  'letter.notice.subject': 'Ihre Adresse für {name} ändert sich in einem Tag',
  'letter.notice.heading': 'Ihre Adresse ändert sich in einem Tag',
  'letter.notice.preheader': 'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, behalten Sie diese Adresse.',
  'letter.notice.asked': [
    'Die neue Adresse hat bestätigt, dass sie die Forschungsartikel von {name} möchte. ',
    'Einen Tag nach dieser E-Mail werden sie dorthin gesendet und nicht mehr an diese ',
    'Adresse.',
  ],
  'letter.notice.ifSo': 'Wenn Sie das waren, ist nichts zu tun.',
  'letter.notice.ifNot': [
    'Wenn Sie das nicht waren, behalten Sie diese Adresse. Das macht auch die Links in ',
    'allen früheren E-Mails ungültig.',
  ],
  'letter.notice.button': 'Das war ich nicht: Adresse behalten',
  'letter.changed.subject': 'Ihre Adresse für {name} wurde geändert',
  'letter.changed.heading': 'Ihre Adresse wurde geändert',
  'letter.changed.preheader': [
    'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, können Sie es eine Woche lang ',
    'rückgängig machen.',
  ],
  'letter.changed.done': [
    'Die Forschungsartikel von {name} werden jetzt an eine andere Adresse gesendet und ',
    'nicht mehr an diese.',
  ],
  'letter.changed.ending': {
    one: [
      'Wenn Sie das nicht waren, machen Sie es innerhalb eines Tages rückgängig. Die ',
      'Artikel kommen dann wieder hierher, und die andere Adresse erhält nichts mehr.',
    ],
    other: [
      'Wenn Sie das nicht waren, machen Sie es innerhalb von {n} Tagen rückgängig. Die ',
      'Artikel kommen dann wieder hierher, und die andere Adresse erhält nichts mehr.',
    ],
  },
  'letter.changed.button': 'Änderung rückgängig machen',
  'letter.changed.why': [
    'Sie erhalten diese E-Mail, weil die Artikel bisher an diese Adresse gesendet wurden.',
  ],
};
