/**
 * The house: every folder and every loose file of the code, what it may import and what it may touch. What
 * has no entry is refused. CONTRIBUTING.md says more.
 *
 * @typedef {object} Place
 * @property {string[]} [may] what it may import besides itself; a folder stands for all that is in it. A
 *   folder without it has what the folder around it has, and may import that one too.
 * @property {true | string[]} [world] all of it, or these files, may reach the clock, chance, the process,
 *   files and the network
 * @property {string[]} [env] its files that read the environment
 */

const languages = ['templates/languages'];
const basis = [...languages, 'src/clock.ts', 'src/ops/damage.ts', 'src/log.ts', 'src/redis', 'src/settings'];
const papers = [...basis, 'src/papers'];
const people = [...papers, 'src/subscribers'];
const ranked = [...people, 'src/ranking'];
const edited = [...ranked, 'src/search', 'src/editions'];
const mailed = [...edited, 'src/mail', 'templates'];
const delivered = [...mailed, 'src/delivery', 'src/config.ts', 'src/queues.ts'];
const doors = [...delivered, 'src/ops', 'src/use-cases', 'src/instance'];
const everything = ['src', 'workers', 'templates', 'local-redis/local-redis.ts'];

/** @type {Map<string, Place>} */
export const house = new Map([
  ['bin', {may: ['scripts', 'src/cli'], world: true}],
  ['scripts', {may: ['local-redis/file-lock.mjs'], world: true, env: ['install.mjs', 'test-on-day.mjs']}],
  ['scripts/guard', {}],
  ['tools', {may: [...everything, 'scripts'], world: true, env: ['dev-mail.mjs']}],
  ['tools/dev-mail', {}],
  ['tools/pictures', {}],
  ['bench', {may: [...everything, 'chaos'], world: true}],
  ['bench/evaluate', {}],
  ['bench/fan-out', {}],
  ['bench/evaluate/libraries', {}],
  ['bench/evaluate/related', {}],
  ['bench/evaluate/tldr', {}],
  ['bench/evaluate/votes', {}],
  ['chaos', {may: everything, world: true, env: ['main.ts']}],
  ['chaos/fail-over', {}],
  ['chaos/fake-resend', {may: []}],
  ['chaos/hosts', {}],
  ['chaos/many', {}],
  ['chaos/power', {may: []}],
  ['chaos/scenarios', {}],
  ['chaos/world', {}],
  ['simulate', {may: [...everything, 'chaos'], world: true, env: []}],
  ['simulate/judge', {}],
  ['simulate/people', {}],
  ['simulate/planted', {}],
  ['simulate/redis', {}],
  ['simulate/redis/commands', {}],
  ['simulate/redis/lua', {}],
  ['simulate/resend', {}],
  ['simulate/scenarios', {}],
  ['simulate/watch', {}],
  ['simulate/world', {}],
  [
    'local-redis',
    {
      may: ['src/settings'],
      world: true,
      env: ['install-redis.ts', 'local-redis.ts'],
    },
  ],
  ['templates', {may: []}],
  ['templates/letters', {}],
  ['templates/languages', {may: []}],
  ['templates/languages/ar', {}],
  ['templates/languages/de', {}],
  ['templates/languages/en', {}],
  ['templates/languages/es', {}],
  ['templates/languages/fr', {}],
  ['templates/languages/ja', {}],
  ['templates/languages/ko', {}],
  ['templates/languages/pt-BR', {}],
  ['templates/languages/ru', {}],
  ['templates/languages/zh-Hans', {}],
  ['workers', {may: [...doors, 'src/app.ts', 'src/wiring'], world: true}],

  ['src/clock.ts', {may: [], world: true}],
  ['src/ops/damage.ts', {may: basis}],
  ['src/log.ts', {may: basis, world: true}],
  ['src/redis', {may: basis, world: ['connections.ts', 'link.ts', 'open-client.ts', 'redis.ts']}],
  ['src/config.ts', {may: basis, world: true}],
  ['src/queues.ts', {may: [...basis, 'src/editions', 'src/delivery'], world: true}],
  ['src/app.ts', {may: [...doors, 'src/wiring'], world: true}],
  ['src/settings', {may: ['src/redis/address.ts', 'templates'], world: ['package-root.ts', 'proxy.ts']}],

  ['src/papers', {may: basis}],
  ['src/papers/openings', {may: []}],
  ['src/papers/tex', {may: []}],
  ['src/papers/catalogue', {}],
  ['src/papers/catalogue/news', {}],
  ['src/papers/references', {}],
  ['src/papers/references/formats', {}],
  ['src/papers/references/formats/bibtex', {}],
  ['src/papers/sources', {may: [...papers, 'src/config.ts'], world: true}],
  ['src/papers/sources/arxiv', {}],
  ['src/papers/sources/files', {}],
  ['src/papers/sources/hugging-face', {}],

  ['src/subscribers', {may: papers}],
  ['src/subscribers/csv', {}],
  ['src/subscribers/noes', {}],
  ['src/subscribers/sign-up', {}],
  ['src/subscribers/store', {}],
  ['src/subscribers/store/address-change', {}],
  ['src/subscribers/store/links', {}],
  ['src/subscribers/store/addresses', {}],
  ['src/subscribers/store/record', {}],
  ['src/subscribers/store/upkeep', {}],

  ['src/ranking', {may: people}],
  ['src/ranking/library', {}],
  ['src/ranking/library/news', {}],
  ['src/ranking/reasons', {}],
  ['src/ranking/scores', {}],
  ['src/ranking/space', {}],
  ['src/ranking/topics', {}],
  ['src/search', {may: ranked, world: ['read-catalogue.ts']}],
  ['src/search/closeness', {may: ['src/search']}],

  ['src/editions', {may: ranked}],
  ['src/editions/curation', {}],
  ['src/editions/learning', {}],
  ['src/editions/pool', {}],
  ['src/editions/suggestions', {}],

  ['src/mail', {may: mailed, world: ['template-files.ts']}],
  ['src/mail/body', {}],
  ['src/mail/checks', {}],
  ['src/mail/words', {}],

  ['src/delivery', {may: [...mailed, 'src/config.ts']}],
  // Inside, the ledger and the rate stand below all, and a transport knows nothing of what it carries for.
  ['src/delivery/doubt', {may: basis}],
  [
    'src/delivery/ledger',
    {may: [...edited, 'src/delivery/doubt', 'src/delivery/ledger/closed', 'src/delivery/ledger/packing']},
  ],
  ['src/delivery/ledger/closed', {may: [...edited, 'src/delivery/ledger']}],
  ['src/delivery/ledger/packing', {may: edited}],
  ['src/delivery/rate', {may: basis}],
  ['src/delivery/transports', {may: [...mailed, 'src/config.ts', 'src/delivery/doubt'], world: true}],
  ['src/delivery/letters', {may: [...mailed, 'src/delivery/doubt']}],
  ['src/delivery/news', {may: [...edited, 'src/delivery/ledger']}],
  ['src/delivery/orders', {may: [...edited, 'src/delivery/ledger']}],
  ['src/delivery/receipts', {may: [...edited, 'src/delivery/ledger']}],
  [
    'src/delivery/chunks',
    {
      may: [...mailed, 'src/delivery/ledger', 'src/delivery/news'],
      world: ['prepare-chunk.ts', 'while-renewing.ts'],
    },
  ],
  [
    'src/delivery/runs',
    {
      may: [
        ...[...mailed, 'src/delivery/ledger', 'src/delivery/letters', 'src/delivery/rate'],
        'src/delivery/receipts',
      ],
    },
  ],
  // A chunk in hand meets all that delivery has.
  ['src/delivery/sending', {}],
  [
    'src/delivery/resend',
    {may: [...mailed, 'src/delivery/ledger', 'src/delivery/rate', 'src/delivery/runs']},
  ],
  ['src/delivery/transports/outbox', {}],
  ['src/delivery/transports/resend', {}],
  ['src/delivery/transports/smtp', {}],

  ['src/instance', {may: basis, world: ['src/instance/instance-store.ts']}],
  ['src/instance/backup', {world: true}],
  ['src/instance/noes', {may: [...basis, 'src/instance', 'src/subscribers/noes'], world: true}],
  ['src/ops', {may: delivered, world: true}],
  ['src/ops/doctor', {}],
  ['src/ops/doctor/dns', {}],
  ['src/ops/metrics', {}],
  ['src/ops/telling', {}],
  ['src/ops/traces', {}],

  ['src/use-cases', {may: doors}],
  ['src/use-cases/editions', {}],
  ['src/use-cases/operators', {}],
  ['src/use-cases/orders', {}],
  ['src/use-cases/instance', {}],
  ['src/use-cases/instance/backup', {}],
  ['src/use-cases/instance/tidy', {}],
  ['src/use-cases/papers', {}],
  ['src/use-cases/sending', {}],
  ['src/use-cases/telling', {}],
  ['src/use-cases/today', {}],
  ['src/use-cases/damage', {}],
  ['src/use-cases/subscribers', {}],
  ['src/use-cases/subscribers/data', {}],
  ['src/use-cases/subscribers/move', {}],
  ['src/use-cases/subscribers/import', {}],
  ['src/use-cases/subscribers/keeping', {}],
  ['src/use-cases/subscribers/links', {}],
  ['src/use-cases/subscribers/library', {}],
  ['src/use-cases/subscribers/reading-list', {}],

  ['src/wiring', {may: doors, world: true}],
  ['src/wiring/papers', {}],

  ['src/web', {may: [...doors, 'src/app.ts', 'src/wiring'], world: true}],
  ['src/web/admin', {}],
  ['src/web/admin/edition', {}],
  ['src/web/admin/login', {}],
  ['src/web/admin/look', {}],
  ['src/web/admin/readers', {}],
  ['src/web/admin/resend', {}],
  ['src/web/admin/state', {}],
  ['src/web/admin/today', {}],
  ['src/web/api', {}],
  ['src/web/archive', {}],
  ['src/web/archive/citations', {}],
  ['src/web/cards', {}],
  ['src/web/choices', {}],
  ['src/web/feeds', {}],
  ['src/web/frame', {}],
  ['src/web/languages', {}],
  ['src/web/look', {}],
  ['src/web/subscription', {}],
  ['src/web/subscription/by-letter', {}],
  ['src/web/subscription/library', {}],
  ['src/web/visitors', {}],

  [
    'src/cli',
    {
      may: [...doors, 'src/app.ts', 'src/wiring', 'src/web', 'workers', 'local-redis/local-redis.ts'],
      world: true,
      env: ['main.ts'],
    },
  ],
  ['src/cli/demo', {}],
  ['src/cli/frame', {}],
  ['src/cli/init', {}],
  ['src/cli/keeping', {}],
  ['src/cli/subscribers', {}],
]);

/**
 * Where each package is at home; a package without an entry is refused. A module that needs what it does asks
 * its home.
 * @type {Map<string, string[]>}
 */
export const packages = new Map([
  ['@clack/prompts', ['src/cli/init']],
  ['@expo-google-fonts/stix-two-text', ['src/web/cards']],
  ['@hono/node-server', ['src/web']],
  ['@opentelemetry/api', ['src/ops/traces']],
  ['@opentelemetry/context-async-hooks', ['src/ops/traces']],
  ['@opentelemetry/exporter-trace-otlp-http', ['src/ops/traces']],
  ['@opentelemetry/resources', ['src/ops/traces']],
  ['@opentelemetry/sdk-trace-base', ['src/ops/traces']],
  ['@react-email/render', ['src/mail', 'templates']],
  ['bullmq', ['bench/fan-out', 'src/queues.ts', 'workers', 'chaos']],
  ['caniemail', ['src/mail/checks', 'tools']],
  ['cli-progress', ['src/cli/frame']],
  ['commander', ['src/cli']],
  ['csv-parse', ['src/subscribers/csv', 'src/papers/references/formats']],
  ['csv-stringify', ['src/subscribers/csv', 'src/use-cases/subscribers']],
  ['fast-xml-parser', ['src/papers/sources']],
  ['fastest-levenshtein', ['src/settings']],
  ['hono', ['src/web', 'tools/dev-mail']],
  ['html-validate', ['src/mail/checks', 'tools']],
  ['ioredis', ['bench/fan-out', 'src/redis']],
  ['js-redis-server', ['local-redis']],
  ['liquidjs', ['src/mail']],
  ['luaparse', ['simulate/redis/lua']],
  ['minisearch', ['src/search']],
  ['mjml', ['bench/fan-out', 'src/mail']],
  ['node-cron', ['workers', 'src/editions', 'src/settings']],
  ['nodemailer', ['src/mail', 'src/delivery/transports/smtp']],
  ['opentype.js', ['src/web/cards']],
  ['oxc-parser', ['scripts/guard']],
  ['pino', ['src/log.ts']],
  ['playwright-core', ['tools']],
  ['prom-client', ['src/ops']],
  ['react', ['src/mail', 'templates']],
  ['react-dom', ['src/mail', 'templates']],
  ['react-email', ['templates']],
  ['resend', ['bench/fan-out', 'src/delivery/transports/resend']],
  ['stemmer', ['bench']],
  ['undici', ['src/wiring']],
  ['upng-js', ['tools']],
  ['zod', ['src', 'workers', 'local-redis', 'bench']],
]);

export const limits = {fileLines: 300, functionLines: 60, folderEntries: 20, lineWidth: 110};
