import type {letters as english} from '../en/letters.ts';
import type {Translation} from '../messages.ts';

export const letters: Translation<typeof english> = {
  'letter.linkBelow': '{label}:',
  'letter.sentBy': 'Enviado por {name}, {link}',
  'letter.sentFrom': 'Enviado por {name}, {link}, {address}',
  'letter.oneHour': 'O link vale por uma hora.',
  'letter.wantToStop': 'Quer parar?',
  'letter.leave': 'Cancelar a assinatura com um clique',
  'letter.never': 'Nunca mais escrever para este endereço',
  'letter.validFor': {
    one: 'O link vale por um dia. Não foi você? Ignore este e-mail e nenhum outro virá.',
    many: 'O link vale por {n} dias. Não foi você? Ignore este e-mail e nenhum outro virá.',
    other: 'O link vale por {n} dias. Não foi você? Ignore este e-mail e nenhum outro virá.',
  },

  'letter.confirm.subject': 'Confirme sua assinatura de {name}',
  'letter.confirm.heading': 'Confirme sua assinatura',
  'letter.confirm.preheader': 'Confirme seu endereço para começar a receber artigos científicos em alta.',
  'letter.confirm.asked': [
    'Alguém, provavelmente você, pediu {name} neste endereço: os artigos científicos em alta ',
    'de cada dia.',
  ],
  'letter.confirm.button': 'Confirmar assinatura',
  'letter.confirm.what': 'O que você recebe',
  'letter.confirm.comes': [
    'Um e-mail por edição. Três artigos com uma síntese, os outros em uma linha cada. Cada ',
    'artigo diz por que você o recebeu: um tema que você segue, ou seus votos.',
  ],
  'letter.confirm.when': 'Quando',
  'letter.confirm.changes': [
    'Depois de confirmar, você pode escolher outra hora, outros dias e temas. Todo e-mail ',
    'tem um link para cancelar, com um clique e sem login.',
  ],
  'letter.confirm.ifAgain': 'Não quer e-mails assim?',
  'letter.confirm.onPage': 'A página por trás do botão pode encerrá-los de vez.',
  'letter.confirm.why': [
    'Você recebeu este único e-mail porque seu endereço foi digitado no formulário de ',
    'assinatura do site abaixo.',
  ],

  'letter.welcome.subject': 'Você assinou {name}',
  'letter.welcome.heading': 'Sua assinatura está ativa',
  'letter.welcome.pick': 'Escolha um primeiro tema',
  'letter.welcome.how': [
    'Artigos sobre os temas que você segue vêm primeiro, cada um com o motivo. Cada link ',
    'abre suas configurações com esse tema marcado; salve ali.',
  ],
  'letter.welcome.howInText': ['Artigos sobre os temas que você segue vêm primeiro, cada um com o motivo.'],
  'letter.welcome.named': 'Entre os temas estão {topics}.',
  'letter.welcome.all': 'Escolha seu horário e seus temas',
  'letter.welcome.notForYou': 'Afinal não é para você?',
  'letter.welcome.why': ['Você recebeu este e-mail porque confirmou sua assinatura. Guarde-o pelos links.'],

  'letter.manage.subject': 'Gerencie sua assinatura de {name}',
  'letter.manage.heading': 'Gerencie sua assinatura',
  'letter.manage.preheader': 'Escolha a hora de envio, os dias e os temas, ou cancele a assinatura.',
  'letter.manage.asked': [
    'Alguém, provavelmente você, pediu o link desta assinatura. Use-o para escolher o que ',
    'você recebe e quando.',
  ],
  'letter.manage.button': 'Mudar configurações',
  'letter.manage.why': [
    'Você recebeu este e-mail porque o link foi pedido. Se não foi você, ignore-o; nada ',
    'muda.',
  ],

  'letter.goodbye.subject': 'Sua assinatura de {name} foi cancelada',
  'letter.goodbye.heading': 'Sua assinatura foi cancelada',
  'letter.goodbye.preheader': [
    'Nenhum outro artigo será enviado para este endereço. Este e-mail é o último.',
  ],
  'letter.goodbye.done': [
    'Nenhum outro artigo será enviado para este endereço. Um e-mail que já esteja a caminho ',
    'ainda pode chegar; será o último.',
  ],
  'letter.goodbye.mistake': 'Cancelou por engano?',
  'letter.goodbye.again': 'Assinar de novo',
  'letter.goodbye.stays': 'Todas as edições continuam na web, sem precisar de endereço:',
  'letter.goodbye.editions': 'Todas as edições',
  'letter.goodbye.why': [
    'Você recebeu este único e-mail porque a assinatura deste endereço terminou. Não é ',
    'preciso responder.',
  ],

  'letter.erase-link.subject': 'Exclua seus dados em {name}',
  'letter.erase-link.heading': 'Exclua seus dados',
  'letter.erase-link.asked': [
    'Alguém, provavelmente você, quer excluir todos os dados desta assinatura. O link leva a ',
    'uma página que pergunta mais uma vez.',
  ],
  'letter.erase-link.button': 'Excluir meus dados',
  'letter.erase-link.preheader': 'O link vale por uma hora. Nada é excluído até você usá-lo.',
  'letter.download-link.subject': 'Baixe seus dados em {name}',
  'letter.download-link.heading': 'Baixe seus dados',
  'letter.download-link.asked': [
    'Alguém, provavelmente você, quer uma cópia de tudo o que é guardado sobre esta ',
    'assinatura.',
  ],
  'letter.download-link.button': 'Baixar meus dados',
  'letter.download-link.preheader': 'O link vale uma vez, por uma hora.',
  'letter.revoke-link.subject': 'Revogue seus links em {name}',
  'letter.revoke-link.heading': 'Revogue todos os links',
  'letter.revoke-link.asked': [
    'Alguém, provavelmente você, quer que os links de todos os e-mails anteriores deixem de ',
    'funcionar. Os links de cancelamento continuam funcionando; não servem para mais nada.',
  ],
  'letter.revoke-link.button': 'Revogar todos os links',
  'letter.revoke-link.preheader': 'O link vale por uma hora. Nada muda até você usá-lo.',
  'letter.inbox.ifNot': [
    'Se não foi você, ignore este e-mail e nada acontece. Mas alguém tem um link de um ',
    'e-mail que você encaminhou.',
  ],
  'letter.inbox.why': [
    'Você recebeu este e-mail porque ele foi pedido na página de configurações da assinatura ',
    'deste endereço.',
  ],

  'letter.new.subject': 'Confirme seu novo endereço para {name}',
  'letter.new.heading': 'Confirme seu novo endereço',
  'letter.new.preheader': 'Confirme para receber seus artigos científicos neste endereço.',
  'letter.new.asked': [
    'Alguém, provavelmente você, quer que os artigos científicos de {name} sejam enviados a ',
    'este endereço de agora em diante. Também perguntamos ao endereço atual, que pode ',
    'se opor durante um dia.',
  ],
  'letter.new.button': 'Usar este endereço',
  'letter.new.validFor': {
    one: [
      'O link vale por um dia. Se não foi você, ignore este e-mail e nenhum artigo será ',
      'enviado para cá.',
    ],
    many: [
      'O link vale por {n} dias. Se não foi você, ignore este e-mail e nenhum artigo será ',
      'enviado para cá.',
    ],
    other: [
      'O link vale por {n} dias. Se não foi você, ignore este e-mail e nenhum artigo será ',
      'enviado para cá.',
    ],
  },
  'letter.new.ifAgain': 'Não foi você e não quer e-mails assim?',
  'letter.new.why': [
    'Você recebeu este único e-mail porque este endereço foi digitado nas configurações de ',
    'uma assinatura no site abaixo.',
  ],

  'letter.requested.subject': 'Mudança de endereço pedida para {name}',
  'letter.requested.heading': 'Uma mudança de endereço foi pedida',
  'letter.requested.preheader': 'Concorde se foi você. Se não foi, um clique mantém seu endereço.',
  'letter.requested.asked': [
    'Alguém, provavelmente você, quer que os artigos científicos de {name} sejam enviados a ',
    'outro endereço. Isso vale quando você concordar aqui e o novo endereço confirmar.',
  ],
  'letter.requested.button': 'Concordar com a mudança',
  'letter.requested.hour': ['Este link vale por uma hora. Sem ele, escrevemos de novo antes que algo mude.'],
  'letter.requested.ifNot': 'Se não foi você, alguém tem um link de um e-mail que você encaminhou.',
  'letter.requested.keep': 'Manter este endereço e revogar todos os links',
  'letter.old.why': [
    'Você recebeu este e-mail porque os artigos são enviados atualmente para este endereço.',
  ],

  'letter.notice.subject': 'Seu endereço para {name} muda em um dia',
  'letter.notice.heading': 'Seu endereço muda em um dia',
  'letter.notice.preheader': 'Se foi você, não há nada a fazer. Se não foi, mantenha este endereço.',
  'letter.notice.asked': [
    'O novo endereço confirmou que quer os artigos científicos de {name}. Um dia depois ',
    'deste e-mail, eles passam a ser enviados para lá, e não mais para este endereço.',
  ],
  'letter.notice.ifSo': 'Se foi você, não há nada a fazer.',
  'letter.notice.ifNot': [
    'Se não foi você, mantenha este endereço. Isso também revoga os links de todos os ',
    'e-mails anteriores.',
  ],
  'letter.notice.button': 'Não fui eu: manter este endereço',

  'letter.changed.subject': 'Seu endereço para {name} foi mudado',
  'letter.changed.heading': 'Seu endereço foi mudado',
  'letter.changed.preheader': [
    'Se foi você, não há nada a fazer. Se não foi, você pode desfazer durante uma semana.',
  ],
  'letter.changed.done': [
    'Os artigos científicos de {name} agora são enviados a outro endereço, e não mais a este.',
  ],
  'letter.changed.ending': {
    one: [
      'Se não foi você, desfaça em até um dia. Os artigos voltam então a chegar aqui, e o ',
      'outro endereço não recebe mais nada.',
    ],
    many: [
      'Se não foi você, desfaça em até {n} dias. Os artigos voltam então a chegar aqui, e o ',
      'outro endereço não recebe mais nada.',
    ],
    other: [
      'Se não foi você, desfaça em até {n} dias. Os artigos voltam então a chegar aqui, e o ',
      'outro endereço não recebe mais nada.',
    ],
  },
  'letter.changed.button': 'Desfazer a mudança',
  'letter.changed.why': [
    'Você recebeu este e-mail porque até agora os artigos eram enviados para este endereço.',
  ],
};
