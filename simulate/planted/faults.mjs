/**
 * Faults that were planted in a copy of the compiled product: the file in dist/src or src, what stands there,
 * and what is put in its place. Each must make a round fail.
 * @typedef {{name: string, file: string, from: string, to: string}} PlantedFault
 */

const LUA = 'src/delivery/ledger/lua';
const SENDING = 'dist/src/delivery/sending';
const CHUNKS = 'dist/src/delivery/chunks';
const FENCE =
  "if chunk[1] ~= ARGV[1] or chunk[2] ~= 'frozen' or chunk[4] ~= ARGV[7] then return 'fenced' end";

/** @type {PlantedFault[]} */
export const plantedFaults = [
  {
    name: 'the wave is noted without a look at its plan',
    file: `${LUA}/end-wave.lua`,
    from: "if not run[1] or tonumber(run[2] or '0') < tonumber(ARGV[3]) then return 0 end",
    to: '',
  },
  {
    name: 'the fence is dropped when a chunk is settled',
    file: `${LUA}/settle-chunk.lua`,
    from: FENCE,
    to: '',
  },
  {
    name: 'a settled chunk may be claimed again',
    file: `${LUA}/claim-chunk.lua`,
    from: "if state ~= 'planned' and state ~= 'frozen' then return {'settled'} end",
    to: '',
  },
  {
    name: 'a definite no clears every doubt',
    file: `${LUA}/defer-chunk.lua`,
    from: "if ARGV[4] == 'refused' and chunk[3] == ARGV[1] then",
    to: "if ARGV[4] ~= 'x' then",
  },
  {
    name: 'a call brings no doubt',
    file: `${LUA}/begin-call.lua`,
    from: "if redis.call('HSETNX', KEYS[1], 'doubtSince', ARGV[2]) == 1 then",
    to: 'if false then',
  },
  {
    name: 'a paused edition is called',
    file: `${LUA}/begin-call.lua`,
    from: 'if order then return order end',
    to: '',
  },
  {
    name: 'a chunk in doubt is frozen again',
    file: `${LUA}/freeze-chunk.lua`,
    from: "if chunk[3] then return 'doubtful' end",
    to: '',
  },
  {
    name: 'excluded mails are not counted',
    file: `${LUA}/freeze-chunk.lua`,
    from: "redis.call('HINCRBY', key, 'excluded', excluded)",
    to: '',
  },
  {
    name: 'excluded mails stay pending',
    file: `${LUA}/freeze-chunk.lua`,
    from: "redis.call('HINCRBY', key, 'pending', -excluded)",
    to: '',
  },
  {
    name: 'an empty chunk stays open',
    file: `${LUA}/freeze-chunk.lua`,
    from: "redis.call('SREM', KEYS[6], ARGV[10])",
    to: '',
  },
  {
    name: 'accepted mails are counted twice',
    file: `${LUA}/settle-chunk.lua`,
    from: "redis.call('HINCRBY', key, outcome, mails)",
    to: "redis.call('HINCRBY', key, outcome, 2 * mails)",
  },
  {
    name: 'the last member is not settled',
    file: `${LUA}/settle-chunk.lua`,
    from: 'for i = 8, #ARGV do',
    to: 'for i = 8, #ARGV - 1 do',
  },
  {
    name: 'a member is skipped when a chunk is split',
    file: 'dist/src/delivery/ledger/claimed-chunk.js',
    from: "numbers.slice(middle).join(' ')",
    to: "numbers.slice(middle + 1).join(' ')",
  },
  {
    name: 'the second half of a split chunk is not open',
    file: `${LUA}/split-chunk.lua`,
    from: "redis.call('SADD', KEYS[5], ARGV[7], ARGV[8])",
    to: "redis.call('SADD', KEYS[5], ARGV[7])",
  },
  {
    name: 'a wave is planned twice, for readers who have it, too',
    file: `${LUA}/plan-members.lua`,
    from: 'if last_run ~= run and takes[state] then',
    to: 'if true then',
  },
  {
    name: 'a chunk has one member too many',
    file: `${LUA}/plan-members.lua`,
    from: 'if not members or #members >= size then',
    to: 'if not members or #members > size then',
  },
  {
    name: 'planned chunks are not open',
    file: `${LUA}/plan-members.lua`,
    from: "redis.call('SADD', KEYS[4], run .. '/' .. chunk)",
    to: '',
  },
  {
    name: 'a receipt of another run counts',
    file: `${LUA}/apply-receipt.lua`,
    from: "if believed == 'none' or mail_run ~= run or mail_chunk ~= chunk then",
    to: "if believed == 'none' then",
  },
  {
    name: 'a retry has another key',
    file: `${CHUNKS}/prepare-chunk.js`,
    from: "return { kind: 'ready', numbers, key, batch };\n};",
    to: "return { kind: 'ready', numbers, key: key + '/' + chunk.losses, batch };\n};",
  },
  {
    name: 'the key is that of the try',
    file: `${SENDING}/call-for-chunk.js`,
    from: 'transport.send({ key, batch })',
    to: "transport.send({ key: key + '/' + chunk.calls, batch })",
  },
  {
    name: 'a lost answer is taken for a no',
    file: 'dist/src/delivery/transports/next-step.js',
    from: "{ kind: 'repeat', waitMs: pauseAfterLoss(losses, random), reason: answer.reason, call: 'lost' }",
    to: "{ kind: 'back-off', waitMs: pauseAfterLoss(losses, random), reason: answer.reason }",
  },
  {
    name: 'a lost answer ends as failed',
    file: 'dist/src/delivery/transports/next-step.js',
    from: "{ kind: 'repeat', waitMs: pauseAfterLoss(losses, random), reason: answer.reason, call: 'lost' }",
    to: "{ kind: 'end', outcome: 'failed', reason: answer.reason }",
  },
  {
    name: 'a conflict is taken for accepted',
    file: 'dist/src/delivery/transports/next-step.js',
    from: "return { kind: 'end', outcome: 'uncertain', reason: answer.reason };\n        case 'wait'",
    to: "return { kind: 'accept', messageIds: [] };\n        case 'wait'",
  },
  {
    name: 'a wait is taken for a no',
    file: 'dist/src/delivery/transports/next-step.js',
    from: "{ kind: 'back-off', waitMs: answer.waitMs, reason: answer.reason }",
    to: "{ kind: 'end', outcome: 'failed', reason: answer.reason }",
  },
  {
    name: 'a call is settled before its answer',
    file: `${SENDING}/call-for-chunk.js`,
    from: 'const answer = await whileRenewing(deps, chunk, () =>',
    to: [
      'if (chunk.calls === 0) ' +
        "return settle(deps, chunk, numbers, { outcome: 'accepted', messageIds: [], reason: '' });",
      'const answer = await whileRenewing(deps, chunk, () =>',
    ].join('\n    '),
  },
  {
    name: 'a stop of everything is ignored',
    file: `${SENDING}/call-for-chunk.js`,
    from: 'if (stop)',
    to: 'if (false)',
  },
  {
    name: 'a re-send is sent before it is planned to its end',
    file: `${SENDING}/send-claimed.js`,
    from: 'if (hold)',
    to: 'if (false)',
  },
  {
    name: 'an exclusion is forgotten: who left gets the mail',
    file: `${CHUNKS}/divide-members.js`,
    from: "if (state !== 'active')",
    to: 'if (false)',
  },
  {
    name: 'a chunk without a job is not asked for again',
    file: 'dist/src/delivery/runs/reconcile.js',
    from: 'await requestChunks(open);',
    to: ';',
  },
  {
    name: 'an edition in sending is not marked',
    file: 'dist/src/delivery/ledger/runs.js',
    from: 'await redis.sadd(sending, edition);',
    to: ';',
  },
  {
    name: 'a lost lease is renewed',
    file: `${LUA}/renew-claim.lua`,
    from: 'if chunk[1] ~= ARGV[1] or (',
    to: 'if (',
  },
  {
    name: 'a chunk is taken from who holds it',
    file: `${LUA}/claim-chunk.lua`,
    from: "return {'held', chunk[2]}",
    to: '',
  },
  {
    name: 'a chunk is taken up before its time',
    file: `${LUA}/claim-chunk.lua`,
    from: "if chunk[4] and tonumber(chunk[4]) > now then return {'early', chunk[4]} end",
    to: '',
  },
  {
    name: 'the fence is dropped when a call begins',
    file: `${LUA}/begin-call.lua`,
    from: "if chunk[1] ~= ARGV[1] or chunk[2] ~= 'frozen' or chunk[3] ~= ARGV[4] then return 'fenced' end",
    to: '',
  },
  {
    name: 'addresses outlive their chunk',
    file: `${LUA}/settle-chunk.lua`,
    from: "redis.call('DEL', KEYS[5])",
    to: '',
  },
  {
    name: 'message ids stand in another order',
    file: 'dist/src/delivery/ledger/claimed-chunk.js',
    from: 'packMessageIds(settlement.messageIds)',
    to: 'packMessageIds([...settlement.messageIds].reverse())',
  },
  {
    name: 'a re-send takes who has the mail',
    file: 'dist/src/delivery/resend/resend-scope.js',
    from: "return state === 'excluded' || state === 'none';",
    to: "return state !== 'uncertain';",
  },
  {
    name: 'a call that is under way is taken for accepted',
    file: 'dist/src/delivery/transports/next-step.js',
    from: "{ kind: 'repeat', waitMs: answer.waitMs, reason: answer.reason, call: 'none' }",
    to: "{ kind: 'accept', messageIds: [] }",
  },
  {
    name: 'a receipt is forgotten before it counts',
    file: 'dist/src/use-cases/sending/apply-receipt.js',
    from: "receipt.of === 'digest' ? await applyToLedger(deps, receipt) : null;",
    to: "receipt.of === 'digest' && deps.clock.now() % 3 > 0 ? await applyToLedger(deps, receipt) : null;",
  },
  {
    name: 'a call begins whatever its chunk was frozen with',
    file: `${LUA}/begin-call.lua`,
    from: "or chunk[3] ~= ARGV[4] then return 'fenced' end",
    to: "then return 'fenced' end",
  },
  {
    name: 'a claim gets the fence of one that Redis forgot',
    file: `${LUA}/claim-chunk.lua`,
    from: "'fence', ARGV[4])",
    to: "'fence', 1)",
  },
  {
    name: 'a definite no clears the doubt of another call',
    file: `${LUA}/defer-chunk.lua`,
    from: 'chunk[3] == ARGV[1] then',
    to: 'chunk[3] then',
  },
  {
    name: 'a welcome that a crash kept back is not asked for again',
    file: 'dist/src/use-cases/subscribers/confirm-subscription.js',
    from: 'if (isWelcome(subscriber, deps.clock.now()))',
    to: "if (outcome.kind === 'updated')",
  },
  {
    name: 'the retry of a letter has another key',
    file: 'dist/src/use-cases/sending/send-letter.js',
    from: 'return key ?? name;',
    to: "return key + '/again';",
  },
  {
    name: 'what a look in the log finds is not counted',
    file: `${LUA}/settle-doubt.lua`,
    from: "redis.call('HINCRBY', key, 'uncertain', -mails)",
    to: '',
  },
];
