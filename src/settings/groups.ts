import {brandingSettings} from './branding.ts';
import {keepingSettings} from './keeping.ts';
import {proxySettings} from './proxy.ts';
import {redisSettings} from './redis.ts';
import {scheduleSettings} from './schedule.ts';
import {senderSettings} from './sender.ts';
import {sendingSettings} from './sending.ts';
import {sourceSettings} from './sources.ts';
import {tellingSettings} from './telling.ts';
import {webSettings} from './web.ts';

/** Every setting, grouped as docs/configuration.md and .env.example show them. */
export const settingGroups = {
  Redis: redisSettings,
  Sending: sendingSettings,
  Sender: senderSettings,
  'Web pages': webSettings,
  Schedule: scheduleSettings,
  Keeping: keepingSettings,
  Sources: sourceSettings,
  Branding: brandingSettings,
  Telling: tellingSettings,
  Network: proxySettings,
};
