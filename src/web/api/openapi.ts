import type {Context} from 'hono';
import {MAX_QUERY_LENGTH} from '../../search/query.ts';
import {feedAddresses} from '../feeds/feed-addresses.ts';
import type {Site} from '../frame/site.ts';
import {HONEYPOT} from '../subscription/request-subscription.ts';
import {linksOfLetters} from './openapi-letters.ts';
import {linksOfLibrary} from './openapi-library.ts';
import {answers, kept, page, parameter, picture, queried} from './openapi-parts.ts';

/** `/openapi.json`: the public endpoints in the words of OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1). */
export const showOpenApi =
  (site: Site) =>
  (c: Context): Response => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.json(openApi(site));
  };

const WHAT_IT_IS = 'Trending research papers by email. No API key is needed.';

const openApi = ({name, publicUrl, speech}: Site) => ({
  openapi: '3.1.1',
  info: {
    title: name,
    version: '1',
    description: `${WHAT_IT_IS} Subscribers agree to: “${speech.say('signUp.consent')}”`,
  },
  servers: [{url: publicUrl}],
  paths: {
    ...forPrograms,
    ...forms,
    ...linksOfMails,
    ...linksOfLetters,
    ...linksOfLibrary,
    '/': {get: page('What it is, the subscribe box and the latest edition')},
    '/sample': {
      get: kept(
        page('The newest email as a reader of some topics gets it; `?topic=` for each', {'404': 'None yet'}),
      ),
    },
    '/editions': {get: kept(page('The newest editions by month, and all months before'))},
    '/editions/{id}': {
      parameters: [parameter('id', 'A day, a week or a month: 2026-03-12, 2026-W11 or 2026-03')],
      get: kept(page('The papers of an edition, or the editions of a month', {'404': 'Not found'})),
    },
    '/papers/{id}': {
      parameters: [parameter('id', 'The arXiv ID without its version, 2503.08120')],
      get: kept(page('One paper, the papers most like it, and its BibTeX', {'404': 'Not found'})),
    },
    ...cards,
    '/search': {
      parameters: [
        queried('q', 'Words of a title, an abstract or a name, or an arXiv ID or link', {
          type: 'string',
          maxLength: MAX_QUERY_LENGTH,
        }),
        queried('page', 'Page number; 20 papers per page', {type: 'integer', minimum: 1}),
      ],
      get: page('The papers that have these words, best match first', {
        '400': 'The query is too long',
        '404': 'No more results',
      }),
    },
    ...feeds,
    ...forSearchEngines,
    '/privacy': {get: page('What we keep about subscribers, why, and for how long')},
  },
});

const token = parameter('token', 'From a link in an email');

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

const requestShape = {
  type: 'object',
  required: ['email'],
  additionalProperties: false,
  properties: {
    email: {type: 'string', maxLength: 254},
    topics: {type: 'array', items: {type: 'string', maxLength: 60}, maxItems: 50},
    frequency: {enum: ['daily', 'weekdays', 'matches', 'weekly']},
    timezone: {type: 'string', description: 'An IANA time zone', examples: ['Europe/Berlin']},
    hour: {type: 'integer', minimum: 0, maximum: 23},
    [HONEYPOT]: {
      type: 'string',
      description: 'Leave it out; a request that fills it is taken for a bot',
      maxLength: 0,
    },
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
      summary: 'Requests a subscription. Sends a confirmation email, and nothing else until it is confirmed',
      description:
        'The response is the same whether the address is new or known. Pages of other sites may call ' +
        'this if the operator allows their origin.',
      requestBody: {required: true, content: {'application/json': {schema: requestShape}}},
      responses: {
        ...answers({'202': 'Taken'}, 'application/json', takenShape),
        ...answers(
          {
            '400': 'The body is not valid JSON of this shape',
            '403': 'Origin not allowed',
            '413': 'Larger than 16 KB',
            '415': 'Not JSON, or compressed',
            '422': 'The address or a preference is not valid',
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
  '/healthz': {get: plainText('Whether the process is running')},
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
          description: 'Only papers about it: a topic of the settings page, or your own words',
          schema: {type: 'string', maxLength: 60},
        },
      ],
      get: {
        summary: `The newest editions as ${name}, one entry per edition`,
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
  '/.well-known/security.txt': {
    get: plainText('Whom to tell of a weakness (RFC 9116); 404 without a contact'),
  },
  '/favicon.ico': {get: {summary: 'Nothing: there is no icon', responses: {'204': {description: 'No icon'}}}},
};

const formBody = (fields: Record<string, object>, required: string[] = []) => ({
  content: {
    'application/x-www-form-urlencoded': {schema: {type: 'object', required, properties: fields}},
  },
});

const forms = {
  '/subscribe': {
    post: {
      ...page('The same as a form, for pages without scripts', {
        '303': 'Taken; leads to a page that says what to do next',
        '413': 'Larger than 16 KB',
        '415': 'Compressed',
        '422': 'The address is not valid',
      }),
      requestBody: formBody({email: {type: 'string'}, [HONEYPOT]: {type: 'string', maxLength: 0}}, ['email']),
    },
  },
  '/subscribe/sent': {get: page('What to do after subscribing')},
};

/** What a link in an email answers when it is not valid. */
const badLink = {'404': 'The link is not valid', '410': 'The link has expired'};

const PAPER_OR_EDITION =
  'The arXiv ID without its version, 2503.08120, or an edition ID for all of its papers';
const ofNobody = {...badLink, '409': 'The subscription has ended'};

const linksOfMails = {
  '/confirm/{token}': {
    parameters: [token],
    get: page('Shows a button; changes nothing', badLink),
    post: page('Starts the subscription', {...badLink, '409': 'The subscription is not active'}),
  },
  '/manage/{token}': {
    parameters: [token],
    get: page('The settings, in a form', badLink),
    post: page('Saves the form', {
      ...ofNobody,
      '422': 'A field is not valid',
    }),
  },
  '/manage/{token}/opinions': {
    parameters: [token],
    get: page('The same page', badLink),
    post: page('Removes the feedback on a paper', {
      ...ofNobody,
      '422': 'No paper was selected',
    }),
  },
  '/opinion/{token}/{paper}': {
    parameters: [token, parameter('paper', PAPER_OR_EDITION)],
    get: page('Shows two buttons a paper: more like this, less like this; changes nothing', badLink),
    post: page('Saves the feedback', {
      ...ofNobody,
      '422': 'No option selected',
    }),
  },
  '/suggest/{token}': {
    parameters: [token],
    get: page('A field for a link to a paper', ofNobody),
    post: page('Suggests one', {
      ...badLink,
      '409': 'Not possible now',
      '422': 'Not a link to a paper',
      '429': 'Weekly limit reached',
    }),
  },
  '/manage/{token}/address': {
    parameters: [token],
    get: page('A form for a new email address', ofNobody),
    post: page('Asks both addresses by email; the answer is the same for every address', {
      ...ofNobody,
      '409': 'Not active, or changed less than a week ago',
      '422': 'The address is not valid',
      '429': 'Too many of these emails',
    }),
  },
  '/unsubscribe/{token}': {
    parameters: [token],
    get: page('Shows a button; changes nothing', {'404': badLink['404']}),
    post: page('Unsubscribes immediately, whatever the body (RFC 8058)', {'404': badLink['404']}),
  },
  '/goodbye/{token}/undo': {
    parameters: [token],
    post: page('Undoes an unsubscribe of the last 30 minutes', badLink),
  },
  '/goodbye/{token}/fewer': {
    parameters: [token],
    post: page('Stays subscribed, with fewer emails', {...badLink, '422': 'No option selected'}),
  },
  '/goodbye/{token}/why': {
    parameters: [token],
    post: page('Saves the reason for unsubscribing', {...badLink, '422': 'Unknown reason'}),
  },
};
