import type {Context} from 'hono';
import {MAX_QUERY_LENGTH} from '../../search/query.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import type {Site} from '../frame/site.ts';
import {CONSENT, TRAP} from '../subscription/request-subscription.ts';
import {answers, kept, page, parameter, picture, queried} from './openapi-parts.ts';

/** `/openapi.json`: the public endpoints in the words of OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1). */
export const showOpenApi =
  (site: Site) =>
  (c: Context): Response => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.json(openApi(site));
  };

const openApi = ({name, publicUrl}: Site) => ({
  openapi: '3.1.1',
  info: {
    title: name,
    version: '1',
    description: `Trending research papers by email. Nobody is asked for a key. Who subscribes agrees to: “${CONSENT}”`,
  },
  servers: [{url: publicUrl}],
  paths: {
    ...forPrograms,
    ...forms,
    ...linksOfMails,
    '/': {get: page('What it is, the subscribe box and the latest edition')},
    '/editions': {get: kept(page('The newest editions by month, and all months before'))},
    '/editions/{id}': {
      parameters: [parameter('id', 'A day, a week or a month: 2026-03-12, 2026-W11 or 2026-03')],
      get: kept(page('The papers of an edition, or the editions of a month', {'404': 'There is none'})),
    },
    '/papers/{id}': {
      parameters: [parameter('id', 'The arXiv id without its version, 2503.08120')],
      get: kept(
        page('One paper, the papers most like it, and its BibTeX', {'404': 'There is no such paper'}),
      ),
    },
    ...cards,
    '/search': {
      parameters: [
        queried('q', 'Words of a title, an abstract or a name, or an arXiv id or link', {
          type: 'string',
          maxLength: MAX_QUERY_LENGTH,
        }),
        queried('page', 'Twenty papers each', {type: 'integer', minimum: 1}),
      ],
      get: page('The papers that have these words, the best first', {
        '400': 'The query is too long',
        '404': 'There are no more papers',
      }),
    },
    ...feeds,
    ...forSearchEngines,
    '/privacy': {get: page('What is kept of a subscriber, why, and for how long')},
  },
});

const token = parameter('token', 'From a link in a mail');

const cards = {
  '/cards/editions/{file}': {
    parameters: [parameter('file', 'An edition with .png, 2026-03-12.png')],
    get: picture('What a preview of a link to an edition shows'),
  },
  '/cards/papers/{file}': {
    parameters: [parameter('file', 'A paper with .png, 2503.08120.png')],
    get: picture('What a preview of a link to a paper shows'),
  },
};

const plainText = (summary: string, others: Record<string, string> = {}) => ({
  summary,
  responses: answers({'200': 'The text', ...others}, 'text/plain'),
});

const errorShape = {type: 'object', required: ['error'], properties: {error: {type: 'string'}}};

const askingShape = {
  type: 'object',
  required: ['email'],
  additionalProperties: false,
  properties: {
    email: {type: 'string', maxLength: 254},
    topics: {type: 'array', items: {type: 'string', maxLength: 60}, maxItems: 50},
    frequency: {enum: ['daily', 'weekdays', 'weekly']},
    timezone: {type: 'string', description: 'An IANA time zone', examples: ['Europe/Berlin']},
    hour: {type: 'integer', minimum: 0, maximum: 23},
    [TRAP]: {type: 'string', description: 'Leave it out: what fills it is taken for a machine', maxLength: 0},
  },
};

const takenShape = {
  type: 'object',
  required: ['taken', 'consent', 'next'],
  properties: {taken: {const: true}, consent: {type: 'string'}, next: {type: 'string'}},
};

const forPrograms = {
  '/api/subscribe': {
    post: {
      summary:
        'Asks for the papers; a letter goes to the address, and nothing else until its link is pressed',
      description:
        'The answer is the same whether the address is new or known. From a page of another site it works where the operator allows that site.',
      requestBody: {required: true, content: {'application/json': {schema: askingShape}}},
      responses: {
        ...answers({'202': 'Taken'}, 'application/json', takenShape),
        ...answers(
          {
            '400': 'The body is no such JSON',
            '403': 'This site may not ask here',
            '413': 'More than 16 kB',
            '415': 'No JSON, or compressed',
            '422': 'The address cannot be written to, or a preference does not exist',
          },
          'application/json',
          errorShape,
        ),
      },
    },
  },
  '/openapi.json': {
    get: {
      summary: 'This document',
      responses: answers({'200': 'OpenAPI 3.1'}, 'application/json', {type: 'object'}),
    },
  },
  '/healthz': {get: plainText('Whether the process is alive')},
  '/readyz': {get: plainText('Whether it can take work', {'503': 'Redis takes no writes'})},
};

const feeds = Object.fromEntries(
  Object.values(feedAddresses).map(({path, mediaType, name}) => [
    path,
    {
      parameters: [
        {
          name: 'topic',
          in: 'query',
          description: 'Only papers about it: a topic of the manage page, or words of one’s own',
          schema: {type: 'string', maxLength: 60},
        },
      ],
      get: {
        summary: `The newest editions as ${name}, one entry each`,
        responses: {
          ...answers({'200': 'The feed'}, mediaType),
          '304': {description: 'Unchanged since If-None-Match or If-Modified-Since'},
          ...answers({'400': 'The topic is too long'}, 'text/html'),
        },
      },
    },
  ]),
);

const forSearchEngines = {
  '/sitemap.xml': {
    get: {
      summary: 'Every edition with its date, as a sitemap',
      responses: {
        ...answers({'200': 'The sitemap'}, 'application/xml'),
        '304': {description: 'Unchanged since If-None-Match'},
      },
    },
  },
  '/robots.txt': {get: plainText('Where the sitemap is')},
};

const formBody = (fields: Record<string, object>, required: string[] = []) => ({
  content: {
    'application/x-www-form-urlencoded': {schema: {type: 'object', required, properties: fields}},
  },
});

const forms = {
  '/subscribe': {
    post: {
      ...page('The same as a form, for a page without scripts', {
        '413': 'More than 16 kB',
        '415': 'Compressed',
        '422': 'The address cannot be written to',
      }),
      requestBody: formBody({email: {type: 'string'}, [TRAP]: {type: 'string', maxLength: 0}}, ['email']),
    },
  },
};

/** What a link in a mail answers where it does not hold. */
const badLink = {'404': 'The link was never ours', '410': 'The link is too old'};

const ofNobody = {...badLink, '409': 'The subscription has ended'};

const linksOfMails = {
  '/confirm/{token}': {
    parameters: [token],
    get: page('Shows a button; changes nothing', badLink),
    post: page('Begins the subscription', {...badLink, '409': 'The address has left since'}),
  },
  '/manage/{token}': {
    parameters: [token],
    get: page('What comes and when, in a form', badLink),
    post: page('Saves the form', {
      ...ofNobody,
      '422': 'A field has a mistake',
    }),
  },
  '/manage/{token}/opinions': {
    parameters: [token],
    get: page('The same page', badLink),
    post: page('Takes back what was said of a paper', {
      ...ofNobody,
      '422': 'No paper was chosen',
    }),
  },
  '/opinion/{token}/{paper}': {
    parameters: [token, parameter('paper', 'The arXiv id without its version, 2503.08120')],
    get: page('Shows buttons: more like this paper, less like it; changes nothing', badLink),
    post: page('Keeps which one was pressed', {
      ...ofNobody,
      '422': 'Nothing was chosen',
    }),
  },
  '/suggest/{token}': {
    parameters: [token],
    get: page('A field for the link of a paper', ofNobody),
    post: page('Suggests one', {...badLink, '409': 'Not now', '422': 'No link', '429': 'Enough for now'}),
  },
  '/manage/{token}/links': {
    parameters: [token],
    get: page('Shows a button; changes nothing', badLink),
    post: page('Voids every manage link so far and sends a new one by letter', badLink),
  },
  '/manage/{token}/address': {
    parameters: [token],
    get: page('A form for another address', ofNobody),
    post: page('Asks the other address by letter, and tells the present one', {
      ...ofNobody,
      '422': 'No address',
    }),
  },
  '/manage/{token}/data.json': {
    parameters: [token],
    get: {
      summary: 'Everything that is kept of a subscriber, with addresses masked',
      responses: answers({'200': 'For their own eyes'}, 'application/json', {type: 'object'}),
    },
  },
  '/manage/{token}/erase': {
    parameters: [token],
    get: page('Shows a button; changes nothing', badLink),
    post: page('Erases the subscriber for good', badLink),
  },
  '/change-address/{token}': {
    parameters: [token],
    get: page('Shows a button; changes nothing', badLink),
    post: page('Moves the subscription to this address', {...badLink, '409': 'It cannot be moved here'}),
  },
  '/unsubscribe/{token}': {
    parameters: [token],
    get: page('Shows a button; changes nothing', {'404': badLink['404']}),
    post: page('Leaves at once, whatever the body (RFC 8058)', {'404': badLink['404']}),
  },
  '/goodbye/{token}/undo': {
    parameters: [token],
    post: page('Undoes a leaving of the last half an hour', badLink),
  },
  '/goodbye/{token}/fewer': {
    parameters: [token],
    post: page('Comes back to fewer mails', {...badLink, '422': 'Nothing was chosen'}),
  },
  '/goodbye/{token}/why': {
    parameters: [token],
    post: page('Says why one has left', {...badLink, '422': 'No such reason'}),
  },
};
