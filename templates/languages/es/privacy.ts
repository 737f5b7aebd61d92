import type {privacy as english} from '../en/privacy.ts';
import type {Translation} from '../messages.ts';

export const privacy: Translation<typeof english> = {
  'privacy.description': 'Qué guarda {name} de un suscriptor, por qué, y cuánto tiempo.',
  'privacy.lead': '{name} guarda lo que necesita para enviarte artículos, y nada sobre cómo los lees.',
  'privacy.who': 'Quién es responsable',
  'privacy.operator': 'El operador de esta instancia de {name}.',
  'privacy.operatorAt': 'El operador de esta instancia de {name}: {address}.',
  'privacy.questions': 'Preguntas: {link}.',
  'privacy.kept': 'Qué guardamos, por qué, y cuánto tiempo',
  'privacy.address': '*Tu dirección*, para enviarte lo que pediste. Hasta que la borres.',
  'privacy.settings': [
    '*Tus ajustes y opiniones*: temas, palabras que evitas, a quién sigues, artículos de ',
    'los que pediste más o menos, hora de envío, días, zona horaria, idioma, una pausa. ',
    'Hasta que los cambies o borres.',
  ],
  'privacy.library': [
    '*Tu biblioteca*, si traes una: los identificadores de arXiv que contiene y las ',
    'palabras que la distinguen, nunca el archivo. Hasta que la borres.',
  ],
  'privacy.suggestions': [
    '*Qué artículos propusiste*, con un número, hasta que la redacción decida; cuántos en ',
    'una semana, durante esa semana. Ninguna edición dice quién propuso un artículo.',
  ],
  'privacy.consent': [
    '*Tu consentimiento*: las palabras que aceptaste, cuándo te suscribiste, cuándo ',
    'confirmaste y con qué formulario. Se guarda tanto como tu dirección, como prueba del ',
    'consentimiento (RGPD, artículo 7).',
  ],
  'privacy.editions': [
    '*Qué ediciones recibiste*, con un número en lugar de tu dirección, para no enviar ',
    'ninguna dos veces. Se guarda siempre; tras el borrado, el número no identifica a nadie.',
  ],
  'privacy.signUps': [
    '*Que una dirección se inscribió*, y desde qué dirección IP, como huella que no se ',
    'puede leer, para que nadie inunde un buzón. Un día como máximo.',
  ],
  'privacy.unconfirmed': {
    one: '*Una petición no confirmada* se borra tras {n} día, más un día a lo sumo.',
    many: '*Una petición no confirmada* se borra tras {n} días, más un día a lo sumo.',
    other: '*Una petición no confirmada* se borra tras {n} días, más un día a lo sumo.',
  },
  'privacy.newAddress': {
    one: '*Otra dirección que pides*, hasta que ambos buzones acepten, {n} día como máximo.',
    many: '*Otra dirección que pides*, hasta que ambos buzones acepten, {n} días como máximo.',
    other: '*Otra dirección que pides*, hasta que ambos buzones acepten, {n} días como máximo.',
  },
  'privacy.oldAddress': {
    one: '*La dirección de antes de un cambio*, durante el {n} día en que su buzón puede deshacerlo.',
    many: '*La dirección de antes de un cambio*, durante los {n} días en que su buzón puede deshacerlo.',
    other: '*La dirección de antes de un cambio*, durante los {n} días en que su buzón puede deshacerlo.',
  },
  'privacy.never': [
    '*Que una dirección no quiere correos de confirmación*, como huella que no se puede ',
    'leer, si lo dices en uno. Hasta que pidas al operador que lo levante.',
  ],
  'privacy.left': [
    '*Tras darte de baja* tu registro queda, marcado como de baja, para que ninguna ',
    'importación te añada de nuevo. Si lo borras, solo queda una huella, por la misma razón.',
  ],
  'privacy.leftFor': {
    one: [
      '*Tras darte de baja* tu registro queda {n} día, marcado como de baja, para que ',
      'ninguna importación te añada de nuevo. Después, o en cuanto lo borres, solo queda ',
      'una huella, por la misma razón.',
    ],
    many: [
      '*Tras darte de baja* tu registro queda {n} días, marcado como de baja, para que ',
      'ninguna importación te añada de nuevo. Después, o en cuanto lo borres, solo queda ',
      'una huella, por la misma razón.',
    ],
    other: [
      '*Tras darte de baja* tu registro queda {n} días, marcado como de baja, para que ',
      'ninguna importación te añada de nuevo. Después, o en cuanto lo borres, solo queda ',
      'una huella, por la misma razón.',
    ],
  },
  'privacy.notKept': 'Qué no guardamos',
  'privacy.noTracking': [
    'Sin cookies (la del acceso del operador es la única que hay), sin píxeles de rastreo, ',
    'sin enlaces que cuenten clics, sin perfil de lo que lees.',
  ],
  'privacy.pictures': [
    'Las imágenes de los correos son las de los artículos. Cada una viene de este sitio, ',
    'con una misma URL para todos, así que cargarla no dice qué lector fue.',
  ],
  'privacy.picturesAndLogo': [
    'Las imágenes de los correos son las de los artículos y el logotipo. Cada una viene de ',
    'este sitio, con una misma URL para todos, así que cargarla no dice qué lector fue.',
  ],
  'privacy.logo': [
    'La única imagen de los correos es el logotipo. Viene de este sitio, con una misma URL ',
    'para todos, así que cargarlo no dice qué lector fue.',
  ],
  'privacy.log': [
    'El registro de este sitio no tiene direcciones de correo, ni enlaces personales, ni ',
    'direcciones IP.',
  ],
  'privacy.others': 'Quién más ve tus datos',
  'privacy.resend': '{link} entrega los correos, y ve tu dirección y lo que contienen.',
  'privacy.smtp': 'El servidor de correo del operador entrega los correos.',
  'privacy.outbox': 'Esta instancia no envía correos; los escribe en una carpeta.',
  'privacy.host': 'El proveedor que aloja este servidor.',
  'privacy.nobody': 'Nadie más: nada en estas páginas ni en los correos se carga de otro sitio.',
  'privacy.rights': 'Tus derechos',
  'privacy.byLink': [
    'Con el enlace «Cambiar temas y horario» de cada correo, sin iniciar sesión: ver y ',
    'cambiar lo que recibes, y hacer una pausa. Como los correos se reenvían, descargar o ',
    'borrar todo y revocar enlaces requieren un segundo enlace, enviado a tu buzón, que ',
    'funciona una hora; un cambio de dirección se pregunta a ambos buzones.',
  ],
  'privacy.leave': 'Darte de baja en cualquier momento con un clic en cualquier correo, por antiguo que sea.',
  'privacy.reply': 'O responder a cualquier correo, si su remitente acepta respuestas.',
  'privacy.write': 'O escribir a la dirección de arriba; lo lee una persona.',
  'privacy.complain': 'También puedes reclamar ante la autoridad de protección de datos de donde vives.',
};
