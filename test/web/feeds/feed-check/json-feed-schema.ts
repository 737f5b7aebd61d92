/**
 * JSON Feed 1.1 as a JSON Schema, written from jsonfeed.org/version/1.1. A name of no meaning there must
 * begin with `_` (its section "Extensions").
 */

const url = {type: 'string', format: 'uri', pattern: '^https?://'};
const text = {type: 'string', minLength: 1};
const date = {type: 'string', format: 'date-time'};
const language = {type: 'string', pattern: '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$'};

const shape = (properties: Record<string, object>, rules: object = {}) => ({
  type: 'object',
  properties,
  patternProperties: {'^_[^.]+$': {type: 'object'}},
  additionalProperties: false,
  ...rules,
});

const authors = {
  type: 'array',
  minItems: 1,
  items: shape({name: text, url: {type: 'string', format: 'uri'}, avatar: url}, {minProperties: 1}),
};

const attachment = shape(
  {url, mime_type: text, title: text, size_in_bytes: {type: 'number'}, duration_in_seconds: {type: 'number'}},
  {required: ['url', 'mime_type']},
);

const item = shape(
  {
    id: text,
    url,
    external_url: url,
    title: {type: 'string'},
    content_html: {type: 'string'},
    content_text: {type: 'string'},
    summary: {type: 'string'},
    image: url,
    banner_image: url,
    date_published: date,
    date_modified: date,
    authors,
    tags: {type: 'array', items: text},
    language,
    attachments: {type: 'array', items: attachment},
  },
  {required: ['id'], anyOf: [{required: ['content_html']}, {required: ['content_text']}]},
);

export const jsonFeedSchema = shape(
  {
    version: {const: 'https://jsonfeed.org/version/1.1'},
    title: text,
    home_page_url: url,
    feed_url: url,
    description: {type: 'string'},
    user_comment: {type: 'string'},
    next_url: url,
    icon: url,
    favicon: url,
    authors,
    language,
    expired: {type: 'boolean'},
    hubs: {type: 'array', items: shape({type: text, url}, {required: ['type', 'url']})},
    items: {type: 'array', items: item},
  },
  {required: ['version', 'title', 'items']},
);
