import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import {clockHour, ISO_DAYS, weekdayName} from '../../mail/describe-schedule.ts';
import type {Html} from '../frame/layout.ts';
import {select} from './select.ts';
import {zoneChoice} from './zone-choice.ts';

const FREQUENCIES = ['daily', 'weekdays', 'matches', 'weekly'] as const;

const HOURS = Array.from({length: 24}, (_, hour) => ({value: String(hour), label: clockHour(hour)}));

const daysIn = (speech: Speech) =>
  ISO_DAYS.map(day => ({value: String(day), label: weekdayName(day, speech)}));

type Schedule = {
  frequency: string;
  /** 1 is Monday. */
  weekday: string;
  hour: string;
  timezone: string;
  /** Milliseconds since 1970; the offsets of zones are those of this instant. */
  now: number;
};

/** How often, on which day where that matters, at which hour and in which zone. */
export const scheduleChoice = (
  {frequency, weekday, hour, timezone, now}: Schedule,
  speech: Speech,
): Html => html`<fieldset>
<legend>${speech.say('choose.often')}</legend>
${FREQUENCIES.map(one => frequencyChoice(one, frequency, speech))}<div class="weekday">
${select({
  name: 'weekday',
  label: speech.say('choose.day'),
  groups: [{heading: '', options: daysIn(speech)}],
  chosen: weekday,
})}
</div>
</fieldset>
<div class="hour-and-zone">
${select({
  name: 'hour',
  label: speech.say('choose.hour'),
  groups: [{heading: '', options: HOURS}],
  chosen: hour,
})}
${zoneChoice(timezone, now, speech)}
</div>`;

const frequencyChoice = (value: (typeof FREQUENCIES)[number], chosen: string, {say}: Speech): Html =>
  html`<label class="choice"><input type="radio" name="frequency" value="${value}" ${
    value === chosen ? 'checked' : ''
  }> ${say(`choose.${value}`)}</label>\n`;
