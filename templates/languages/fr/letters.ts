import type {letters as english} from '../en/letters.ts';
import type {Translation} from '../messages.ts';

export const letters: Translation<typeof english> = {
  'letter.linkBelow': '{label} :',
  'letter.sentBy': 'Envoyé par {name}, {link}',
  'letter.sentFrom': 'Envoyé par {name}, {link}, {address}',
  'letter.oneHour': 'Le lien fonctionne pendant une heure.',
  'letter.wantToStop': 'Vous voulez arrêter ?',
  'letter.leave': 'Se désabonner en un clic',
  'letter.never': 'Ne plus jamais écrire à cette adresse',
  'letter.validFor': {
    one: 'Le lien est valable {n} jour. Ce n’était pas vous ? Ignorez cet e-mail et aucun autre ne viendra.',
    many: [
      'Le lien est valable {n} jours. Ce n’était pas vous ? Ignorez cet e-mail et aucun ',
      'autre ne viendra.',
    ],
    other: [
      'Le lien est valable {n} jours. Ce n’était pas vous ? Ignorez cet e-mail et aucun ',
      'autre ne viendra.',
    ],
  },
  'letter.confirm.subject': 'Confirmez votre abonnement à {name}',
  'letter.confirm.heading': 'Confirmez votre abonnement',
  'letter.confirm.preheader': 'Confirmez votre adresse pour recevoir les articles de recherche du moment.',
  'letter.confirm.asked': [
    'Quelqu’un, sans doute vous, a demandé {name} à cette adresse : chaque jour, les ',
    'articles de recherche du moment.',
  ],
  'letter.confirm.button': 'Confirmer l’abonnement',
  'letter.confirm.what': 'Ce que vous recevez',
  'letter.confirm.comes': [
    'Un e-mail par édition. Trois articles avec un résumé, les autres en une ligne chacun. ',
    'Chaque article dit pourquoi vous l’avez reçu : un thème que vous suivez, ou ses votes.',
  ],
  'letter.confirm.when': 'Quand',
  'letter.confirm.changes': [
    'Après la confirmation, vous pouvez choisir une autre heure, des jours et des thèmes. ',
    'Chaque e-mail a un lien qui y met fin, en un clic et sans connexion.',
  ],
  'letter.confirm.ifAgain': 'Vous ne voulez pas de tels e-mails ?',
  'letter.confirm.onPage': 'La page derrière le bouton peut y mettre fin pour toujours.',
  'letter.confirm.why': [
    'Vous avez reçu cet unique e-mail car votre adresse a été saisie dans le formulaire ',
    'd’abonnement du site ci-dessous.',
  ],
  'letter.welcome.subject': 'Vous êtes abonné à {name}',
  'letter.welcome.heading': 'Vous êtes abonné',
  'letter.welcome.pick': 'Choisissez un premier thème',
  'letter.welcome.how': [
    'Les articles sur les thèmes que vous suivez viennent en premier, chacun avec sa ',
    'raison. Chaque lien ouvre vos réglages avec ce thème coché ; enregistrez-le là.',
  ],
  'letter.welcome.howInText': [
    'Les articles sur les thèmes que vous suivez viennent en premier, chacun avec sa raison.',
  ],
  'letter.welcome.named': 'Parmi les thèmes : {topics}.',
  'letter.welcome.all': 'Choisir votre horaire et vos thèmes',
  'letter.welcome.notForYou': 'Finalement pas pour vous ?',
  'letter.welcome.why': [
    'Vous avez reçu cet e-mail car vous avez confirmé votre abonnement. Gardez-le pour ses ',
    'liens.',
  ],
  'letter.manage.subject': 'Gérez votre abonnement à {name}',
  'letter.manage.heading': 'Gérez votre abonnement',
  'letter.manage.preheader': 'Choisissez l’heure d’envoi, les jours et les thèmes, ou désabonnez-vous.',
  'letter.manage.asked': [
    'Quelqu’un, sans doute vous, a demandé le lien vers cet abonnement. Il sert à choisir ',
    'ce que vous recevez et quand.',
  ],
  'letter.manage.button': 'Modifier les réglages',
  'letter.manage.why': [
    'Vous avez reçu cet e-mail car le lien a été demandé. Si ce n’était pas vous, ',
    'ignorez-le ; rien ne change.',
  ],
  'letter.goodbye.subject': 'Vous êtes désabonné de {name}',
  'letter.goodbye.heading': 'Vous êtes désabonné',
  'letter.goodbye.preheader': 'Plus aucun article ne sera envoyé à cette adresse. Cet e-mail est le dernier.',
  'letter.goodbye.done': [
    'Plus aucun article ne sera envoyé à cette adresse. Un e-mail déjà en route peut encore ',
    'arriver ; ce sera le dernier.',
  ],
  'letter.goodbye.mistake': 'Désabonné par erreur ?',
  'letter.goodbye.again': 'Se réabonner',
  'letter.goodbye.stays': 'Chaque édition reste sur le web, sans adresse :',
  'letter.goodbye.editions': 'Toutes les éditions',
  'letter.goodbye.why': [
    'Vous avez reçu cet unique e-mail car l’abonnement de cette adresse a pris fin. Aucune ',
    'réponse n’est nécessaire.',
  ],
  'letter.erase-link.subject': 'Supprimez vos données chez {name}',
  'letter.erase-link.heading': 'Supprimez vos données',
  'letter.erase-link.asked': [
    'Quelqu’un, sans doute vous, veut supprimer toutes les données de cet abonnement. Le ',
    'lien mène à une page qui le demande encore une fois.',
  ],
  'letter.erase-link.button': 'Supprimer mes données',
  'letter.erase-link.preheader': [
    'Le lien fonctionne pendant une heure. Rien n’est supprimé tant que vous ne l’utilisez ',
    'pas.',
  ],
  'letter.download-link.subject': 'Téléchargez vos données chez {name}',
  'letter.download-link.heading': 'Téléchargez vos données',
  'letter.download-link.asked': [
    'Quelqu’un, sans doute vous, veut une copie de tout ce qui est conservé sur cet ',
    'abonnement.',
  ],
  'letter.download-link.button': 'Télécharger mes données',
  'letter.download-link.preheader': 'Le lien fonctionne une seule fois, pendant une heure.',
  'letter.revoke-link.subject': 'Révoquez vos liens chez {name}',
  'letter.revoke-link.heading': 'Révoquer tous les liens',
  'letter.revoke-link.asked': [
    'Quelqu’un, sans doute vous, veut que les liens de tous les e-mails précédents cessent ',
    'de fonctionner. Les liens de désabonnement fonctionnent toujours ; ils ne permettent ',
    'rien d’autre.',
  ],
  'letter.revoke-link.button': 'Révoquer tous les liens',
  'letter.revoke-link.preheader': [
    'Le lien fonctionne pendant une heure. Rien ne change tant que vous ne l’utilisez pas.',
  ],
  'letter.inbox.ifNot': [
    'Si ce n’était pas vous, ignorez cet e-mail et rien ne se passe. Mais quelqu’un détient ',
    'un lien d’un e-mail que vous avez transféré.',
  ],
  'letter.inbox.why': [
    'Vous avez reçu cet e-mail car il a été demandé sur la page des réglages de ',
    'l’abonnement de cette adresse.',
  ],
  'letter.new.subject': 'Confirmez votre nouvelle adresse pour {name}',
  'letter.new.heading': 'Confirmez votre nouvelle adresse',
  'letter.new.preheader': 'Confirmez pour recevoir vos articles de recherche à cette adresse.',
  'letter.new.asked': [
    'Quelqu’un, sans doute vous, veut que les articles de recherche de {name} soient ',
    'désormais envoyés à cette adresse. Nous demandons aussi à l’adresse actuelle, qui peut ',
    's’y opposer pendant un jour.',
  ],
  'letter.new.button': 'Utiliser cette adresse',
  'letter.new.validFor': {
    one: [
      'Le lien est valable {n} jour. Si ce n’était pas vous, ignorez cet e-mail et aucun ',
      'article ne sera envoyé ici.',
    ],
    many: [
      'Le lien est valable {n} jours. Si ce n’était pas vous, ignorez cet e-mail et aucun ',
      'article ne sera envoyé ici.',
    ],
    other: [
      'Le lien est valable {n} jours. Si ce n’était pas vous, ignorez cet e-mail et aucun ',
      'article ne sera envoyé ici.',
    ],
  },
  'letter.new.ifAgain': 'Ce n’était pas vous, et vous ne voulez pas de tels e-mails ?',
  'letter.new.why': [
    'Vous avez reçu cet unique e-mail car cette adresse a été saisie dans les réglages d’un ',
    'abonnement sur le site ci-dessous.',
  ],
  'letter.requested.subject': 'Changement d’adresse demandé pour {name}',
  'letter.requested.heading': 'Un changement d’adresse a été demandé',
  'letter.requested.preheader': 'Acceptez si c’était vous. Sinon, un clic garde votre adresse.',
  'letter.requested.asked': [
    'Quelqu’un, sans doute vous, veut que les articles de recherche de {name} soient ',
    'envoyés à une autre adresse. Cela prend effet quand vous acceptez ici et que la ',
    'nouvelle adresse confirme.',
  ],
  'letter.requested.button': 'Accepter le changement',
  'letter.requested.hour': [
    'Ce lien fonctionne pendant une heure. Sans lui, nous vous écrivons de nouveau avant ',
    'tout changement.',
  ],
  'letter.requested.ifNot': [
    'Si ce n’était pas vous, quelqu’un détient un lien d’un e-mail que vous avez transféré.',
  ],
  'letter.requested.keep': 'Garder cette adresse et révoquer tous les liens',
  'letter.old.why': 'Vous avez reçu cet e-mail car les articles sont actuellement envoyés à cette adresse.',
  'letter.notice.subject': 'Votre adresse pour {name} change dans un jour',
  'letter.notice.heading': 'Votre adresse change dans un jour',
  'letter.notice.preheader': 'Si c’était vous, il n’y a rien à faire. Sinon, gardez cette adresse.',
  'letter.notice.asked': [
    'La nouvelle adresse a confirmé qu’elle veut les articles de recherche de {name}. Un ',
    'jour après cet e-mail, ils y seront envoyés, et plus à cette adresse.',
  ],
  'letter.notice.ifSo': 'Si c’était vous, il n’y a rien à faire.',
  'letter.notice.ifNot': [
    'Si ce n’était pas vous, gardez cette adresse. Cela révoque aussi les liens de tous les ',
    'e-mails précédents.',
  ],
  'letter.notice.button': 'Ce n’était pas moi : garder cette adresse',
  'letter.changed.subject': 'Votre adresse pour {name} a été changée',
  'letter.changed.heading': 'Votre adresse a été changée',
  'letter.changed.preheader': [
    'Si c’était vous, il n’y a rien à faire. Sinon, vous pouvez l’annuler pendant une ',
    'semaine.',
  ],
  'letter.changed.done': [
    'Les articles de recherche de {name} sont désormais envoyés à une autre adresse, et ',
    'plus à celle-ci.',
  ],
  'letter.changed.ending': {
    one: [
      'Si ce n’était pas vous, annulez-le dans un délai de {n} jour. Les articles ',
      'reviennent alors ici, et l’autre adresse ne reçoit plus rien.',
    ],
    many: [
      'Si ce n’était pas vous, annulez-le dans un délai de {n} jours. Les articles ',
      'reviennent alors ici, et l’autre adresse ne reçoit plus rien.',
    ],
    other: [
      'Si ce n’était pas vous, annulez-le dans un délai de {n} jours. Les articles ',
      'reviennent alors ici, et l’autre adresse ne reçoit plus rien.',
    ],
  },
  'letter.changed.button': 'Annuler le changement',
  'letter.changed.why': [
    'Vous avez reçu cet e-mail car les articles étaient envoyés à cette adresse jusqu’à ',
    'présent.',
  ],
};
