import type {privacy as english} from '../en/privacy.ts';
import type {Translation} from '../messages.ts';

export const privacy: Translation<typeof english> = {
  'privacy.description': 'O que {name} guarda de um assinante, por quê e por quanto tempo.',
  'privacy.lead': ['{name} guarda o necessário para enviar artigos a você, e nada sobre como você os lê.'],
  'privacy.who': 'Quem é responsável',
  'privacy.operator': 'O operador desta instância de {name}.',
  'privacy.operatorAt': 'O operador desta instância de {name}: {address}.',
  'privacy.questions': 'Perguntas: {link}.',
  'privacy.kept': 'O que guardamos, por quê e por quanto tempo',
  'privacy.address': '*Seu endereço*, para enviar o que você pediu. Até você excluí-lo.',
  'privacy.settings': [
    '*Suas configurações e opiniões*: temas, palavras a evitar, quem você segue, artigos dos ',
    'quais pediu mais ou menos, hora de envio, dias, fuso horário, idioma, uma pausa. Até ',
    'você mudá-las ou excluí-las.',
  ],
  'privacy.library': [
    '*Sua biblioteca*, se você trouxer uma: os IDs do arXiv que há nela e as palavras que a ',
    'distinguem, nunca o arquivo. Até você excluí-la.',
  ],
  'privacy.suggestions': [
    '*Quais artigos você sugeriu*, sob um número, até o editor decidir; quantos em uma ',
    'semana, durante essa semana. Nenhuma edição diz quem sugeriu um artigo.',
  ],
  'privacy.consent': [
    '*Seu consentimento*: as palavras com que você concordou, quando se inscreveu, quando ',
    'confirmou e por qual formulário. Guardado enquanto seu endereço for, como prova do ',
    'consentimento (artigo 7 do GDPR).',
  ],
  'privacy.editions': [
    '*Quais edições você recebeu*, guardadas sob um número em vez do seu endereço, para que ',
    'nenhuma seja enviada duas vezes. Guardado para sempre; depois da exclusão, o número ',
    'não identifica ninguém.',
  ],
  'privacy.signUps': [
    '*Que um endereço se inscreveu*, e de qual endereço IP, como uma impressão digital que ',
    'não pode ser lida de volta, para que ninguém possa lotar uma caixa de entrada. No ',
    'máximo um dia.',
  ],
  'privacy.unconfirmed': {
    one: '*Um pedido não confirmado* é excluído depois de {n} dia, com até um dia a mais.',
    many: '*Um pedido não confirmado* é excluído depois de {n} dias, com até um dia a mais.',
    other: '*Um pedido não confirmado* é excluído depois de {n} dias, com até um dia a mais.',
  },
  'privacy.newAddress': {
    one: '*Outro endereço que você pedir*, até as duas caixas concordarem, no máximo {n} dia.',
    many: '*Outro endereço que você pedir*, até as duas caixas concordarem, no máximo {n} dias.',
    other: '*Outro endereço que você pedir*, até as duas caixas concordarem, no máximo {n} dias.',
  },
  'privacy.oldAddress': {
    one: '*O endereço anterior a uma mudança*, durante o {n} dia em que sua caixa pode desfazê-la.',
    many: '*O endereço anterior a uma mudança*, durante os {n} dias em que sua caixa pode desfazê-la.',
    other: '*O endereço anterior a uma mudança*, durante os {n} dias em que sua caixa pode desfazê-la.',
  },
  'privacy.never': [
    '*Que um endereço não quer e-mail de confirmação*, como uma impressão digital que não ',
    'pode ser lida de volta, se você disser isso em um deles. Até você pedir ao operador ',
    'que a retire.',
  ],
  'privacy.left': [
    '*Depois que você cancela* seu registro fica, marcado como cancelado, para que nenhuma ',
    'importação adicione você de novo. Se você o excluir, fica só uma impressão digital, ',
    'pelo mesmo motivo.',
  ],
  'privacy.leftFor': {
    one: [
      '*Depois que você cancela* seu registro fica por {n} dia, marcado como cancelado, para ',
      'que nenhuma importação adicione você de novo. Depois disso, ou assim que você o ',
      'excluir, fica só uma impressão digital, pelo mesmo motivo.',
    ],
    many: [
      '*Depois que você cancela* seu registro fica por {n} dias, marcado como cancelado, para ',
      'que nenhuma importação adicione você de novo. Depois disso, ou assim que você o ',
      'excluir, fica só uma impressão digital, pelo mesmo motivo.',
    ],
    other: [
      '*Depois que você cancela* seu registro fica por {n} dias, marcado como cancelado, para ',
      'que nenhuma importação adicione você de novo. Depois disso, ou assim que você o ',
      'excluir, fica só uma impressão digital, pelo mesmo motivo.',
    ],
  },
  'privacy.notKept': 'O que não guardamos',
  'privacy.noTracking': [
    'Nenhum cookie (o único que existe é o do login do próprio operador), nenhum pixel de ',
    'rastreamento, nenhum link que conte cliques, nenhum perfil do que você lê.',
  ],
  'privacy.pictures': [
    'As imagens nos e-mails são as dos artigos. Cada uma vem deste site, de uma só URL para ',
    'todos os leitores, de modo que carregá-la não revela qual leitor foi.',
  ],
  'privacy.picturesAndLogo': [
    'As imagens nos e-mails são as dos artigos e o logotipo. Cada uma vem deste site, de uma ',
    'só URL para todos os leitores, de modo que carregá-la não revela qual leitor foi.',
  ],
  'privacy.logo': [
    'A única imagem nos e-mails é o logotipo. Ela vem deste site, de uma só URL para todos ',
    'os leitores, de modo que carregá-la não revela qual leitor foi.',
  ],
  'privacy.log': ['O registro deste site não tem endereços de e-mail, links pessoais nem endereços IP.'],
  'privacy.others': 'Quem mais vê seus dados',
  'privacy.resend': '{link} entrega os e-mails, e vê seu endereço e o que há neles.',
  'privacy.smtp': 'O servidor de e-mail do operador entrega os e-mails.',
  'privacy.outbox': 'Esta instância não envia e-mails; grava-os em uma pasta.',
  'privacy.host': 'O provedor que hospeda este servidor.',
  'privacy.nobody': ['Mais ninguém: nada nestas páginas ou nos e-mails é carregado de qualquer outro lugar.'],
  'privacy.rights': 'Seus direitos',
  'privacy.byLink': [
    'Com o link “Mudar temas e horário” em todo e-mail, sem login: ver e mudar o que você ',
    'recebe, e pausar. Como e-mails são encaminhados, baixar ou excluir tudo e revogar links ',
    'exigem um segundo link, enviado à sua caixa de entrada, que vale por uma hora; uma ',
    'mudança de endereço é perguntada às duas caixas.',
  ],
  'privacy.leave': [
    'Cancele a assinatura a qualquer momento, com um clique em qualquer e-mail, por mais ',
    'antigo que seja.',
  ],
  'privacy.reply': 'Ou responda a qualquer e-mail, se o remetente aceitar respostas.',
  'privacy.write': 'Ou escreva para o endereço acima; uma pessoa lê.',
  'privacy.complain': ['Você também pode reclamar à autoridade de proteção de dados do lugar onde mora.'],
};
