import type {privacy as english} from '../en/privacy.ts';
import type {Translation} from '../messages.ts';

export const privacy: Translation<typeof english> = {
  'privacy.description': 'Ce que {name} conserve d’un abonné, pourquoi, et combien de temps.',
  'privacy.lead': [
    '{name} conserve ce qu’il faut pour vous envoyer des articles, et rien de votre manière ',
    'de les lire.',
  ],
  'privacy.who': 'Qui est responsable',
  'privacy.operator': 'L’exploitant de cette instance de {name}.',
  'privacy.operatorAt': 'L’exploitant de cette instance de {name} : {address}.',
  'privacy.questions': 'Questions : {link}.',
  'privacy.kept': 'Ce que nous conservons, pourquoi, et combien de temps',
  'privacy.address': [
    '*Votre adresse*, pour vous envoyer ce que vous avez demandé. Jusqu’à ce que vous la ',
    'supprimiez.',
  ],
  'privacy.settings': [
    '*Vos réglages et vos avis* : thèmes, mots à éviter, ceux que vous suivez, articles ',
    'dont vous vouliez plus ou moins, heure d’envoi, jours, fuseau horaire, langue, une ',
    'pause. Jusqu’à ce que vous les changiez ou supprimiez.',
  ],
  'privacy.library': [
    '*Votre bibliothèque*, si vous en apportez une : les identifiants arXiv qu’elle ',
    'contient et les mots qui la distinguent, jamais le fichier. Jusqu’à ce que vous la ',
    'supprimiez.',
  ],
  'privacy.suggestions': [
    '*Quels articles vous avez proposés*, sous un numéro, jusqu’à la décision de la ',
    'rédaction ; combien en une semaine, pour cette semaine. Aucune édition ne dit qui a ',
    'proposé un article.',
  ],
  'privacy.consent': [
    '*Votre consentement* : les mots que vous avez acceptés, quand vous vous êtes inscrit, ',
    'quand vous avez confirmé et par quel formulaire. Conservé aussi longtemps que votre ',
    'adresse, comme preuve du consentement (RGPD, article 7).',
  ],
  'privacy.editions': [
    '*Quelles éditions vous avez reçues*, sous un numéro au lieu de votre adresse, pour ',
    'qu’aucune ne soit envoyée deux fois. Conservé en permanence ; après la suppression, le ',
    'numéro n’identifie personne.',
  ],
  'privacy.signUps': [
    '*Qu’une adresse s’est inscrite*, et depuis quelle adresse IP, sous forme d’empreinte ',
    'qui ne peut pas être relue, pour que personne n’inonde une boîte. Un jour au plus.',
  ],
  'privacy.unconfirmed': {
    one: '*Une demande non confirmée* est supprimée après {n} jour, à un jour près.',
    many: '*Une demande non confirmée* est supprimée après {n} jours, à un jour près.',
    other: '*Une demande non confirmée* est supprimée après {n} jours, à un jour près.',
  },
  'privacy.newAddress': {
    one: '*Une autre adresse que vous demandez*, jusqu’à l’accord des deux boîtes, {n} jour au plus.',
    many: '*Une autre adresse que vous demandez*, jusqu’à l’accord des deux boîtes, {n} jours au plus.',
    other: '*Une autre adresse que vous demandez*, jusqu’à l’accord des deux boîtes, {n} jours au plus.',
  },
  'privacy.oldAddress': {
    one: '*L’adresse d’avant un changement*, pendant le {n} jour où sa boîte peut l’annuler.',
    many: '*L’adresse d’avant un changement*, pendant les {n} jours où sa boîte peut l’annuler.',
    other: '*L’adresse d’avant un changement*, pendant les {n} jours où sa boîte peut l’annuler.',
  },
  'privacy.never': [
    '*Qu’une adresse ne veut pas d’e-mail de confirmation*, sous forme d’empreinte qui ne ',
    'peut pas être relue, si vous le dites dans l’un d’eux. Jusqu’à ce que vous demandiez à ',
    'l’exploitant de le lever.',
  ],
  'privacy.left': [
    '*Après votre désabonnement*, votre fiche reste, marquée comme désabonnée, pour ',
    'qu’aucun import ne vous ajoute de nouveau. Si vous la supprimez, seule une empreinte ',
    'reste, pour la même raison.',
  ],
  'privacy.leftFor': {
    one: [
      '*Après votre désabonnement*, votre fiche reste {n} jour, marquée comme désabonnée, ',
      'pour qu’aucun import ne vous ajoute de nouveau. Ensuite, ou dès que vous la ',
      'supprimez, seule une empreinte reste, pour la même raison.',
    ],
    many: [
      '*Après votre désabonnement*, votre fiche reste {n} jours, marquée comme désabonnée, ',
      'pour qu’aucun import ne vous ajoute de nouveau. Ensuite, ou dès que vous la ',
      'supprimez, seule une empreinte reste, pour la même raison.',
    ],
    other: [
      '*Après votre désabonnement*, votre fiche reste {n} jours, marquée comme désabonnée, ',
      'pour qu’aucun import ne vous ajoute de nouveau. Ensuite, ou dès que vous la ',
      'supprimez, seule une empreinte reste, pour la même raison.',
    ],
  },
  'privacy.notKept': 'Ce que nous ne conservons pas',
  'privacy.noTracking': [
    'Ni cookies (celui de la connexion de l’exploitant est le seul), ni pixels espions, ni ',
    'liens qui comptent les clics, ni profil de vos lectures.',
  ],
  'privacy.pictures': [
    'Les images des e-mails sont celles des articles. Chacune vient de ce site, sous une ',
    'même URL pour tous, si bien que la charger ne dit pas quel lecteur c’était.',
  ],
  'privacy.picturesAndLogo': [
    'Les images des e-mails sont celles des articles et le logo. Chacune vient de ce site, ',
    'sous une même URL pour tous, si bien que la charger ne dit pas quel lecteur c’était.',
  ],
  'privacy.logo': [
    'La seule image des e-mails est le logo. Il vient de ce site, sous une même URL pour ',
    'tous, si bien que le charger ne dit pas quel lecteur c’était.',
  ],
  'privacy.log': 'Le journal de ce site n’a ni adresses e-mail, ni liens personnels, ni adresses IP.',
  'privacy.others': 'Qui d’autre voit vos données',
  'privacy.resend': '{link} achemine les e-mails, et voit votre adresse et leur contenu.',
  'privacy.smtp': 'Le serveur de messagerie de l’exploitant achemine les e-mails.',
  'privacy.outbox': 'Cette instance n’envoie pas d’e-mails ; elle les écrit dans un dossier.',
  'privacy.host': 'L’hébergeur de ce serveur.',
  'privacy.nobody': 'Personne d’autre : rien sur ces pages ni dans les e-mails n’est chargé d’ailleurs.',
  'privacy.rights': 'Vos droits',
  'privacy.byLink': [
    'Avec le lien « Changer de thèmes et d’horaire » de chaque e-mail, sans connexion : ',
    'voir et changer ce que vous recevez, et faire une pause. Comme les e-mails sont ',
    'transférés, tout télécharger ou supprimer et révoquer les liens demandent un second ',
    'lien, envoyé à votre boîte, qui fonctionne une heure ; un changement d’adresse est ',
    'demandé aux deux boîtes.',
  ],
  'privacy.leave': 'Vous désabonner à tout moment en un clic dans n’importe quel e-mail, même ancien.',
  'privacy.reply': 'Ou répondre à un e-mail, si son expéditeur accepte les réponses.',
  'privacy.write': 'Ou écrire à l’adresse ci-dessus ; une personne le lit.',
  'privacy.complain': [
    'Vous pouvez aussi déposer une plainte auprès de l’autorité de protection des données ',
    'de votre lieu de résidence.',
  ],
};
