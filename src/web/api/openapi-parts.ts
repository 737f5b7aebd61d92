/** The pieces that the description of the public addresses is made of, in the words of OpenAPI 3.1. */

export const parameter = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: {type: 'string'},
});

export const queried = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
});

export const answers = (described: Record<string, string>, type: string, schema: object = {type: 'string'}) =>
  Object.fromEntries(
    Object.entries(described).map(([status, description]) => [
      status,
      {description, content: {[type]: {schema}}},
    ]),
  );

export const page = (summary: string, others: Record<string, string> = {}) => ({
  summary,
  responses: answers({'200': 'The page', ...others}, 'text/html'),
});

/** The same for a page that a browser may keep and ask for again. */
export const kept = ({summary, responses}: ReturnType<typeof page>) => ({
  summary,
  responses: {...responses, '304': {description: 'Unchanged since If-None-Match'}},
});

export const picture = (summary: string) =>
  kept({
    summary,
    responses: {
      ...answers({'200': 'The picture, 1200 × 630'}, 'image/png'),
      ...answers({'404': 'Not found'}, 'text/html'),
      ...answers({'503': 'Too many requests at once'}, 'text/plain'),
    },
  });
