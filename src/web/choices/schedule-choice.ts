import {html} from 'hono/html';
import {clockHour, WEEKDAYS} from '../../mail/describe-schedule.ts';
import type {Html} from '../frame/layout.ts';
import {select} from './select.ts';
import {zoneChoice} from './zone-choice.ts';

const FREQUENCIES = [
  {value: 'daily', label: 'Every day'},
  {value: 'weekdays', label: 'Monday to Friday'},
  {value: 'weekly', label: 'Once a week, with last week’s papers'},
];

const HOURS = Array.from({length: 24}, (_, hour) => ({value: String(hour), label: clockHour(hour)}));

const DAYS = WEEKDAYS.map((label, index) => ({value: String(index + 1), label}));

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
export const scheduleChoice = ({frequency, weekday, hour, timezone, now}: Schedule): Html => html`<fieldset>
<legend>How often</legend>
${FREQUENCIES.map(one => frequencyChoice(one, frequency))}<div class="weekday">
${select({name: 'weekday', label: 'On which day', groups: [{heading: '', options: DAYS}], chosen: weekday})}
</div>
</fieldset>
<div class="hour-and-zone">
${select({name: 'hour', label: 'Hour', groups: [{heading: '', options: HOURS}], chosen: hour})}
${zoneChoice(timezone, now)}
</div>`;

const frequencyChoice = ({value, label}: (typeof FREQUENCIES)[number], chosen: string): Html =>
  html`<label class="choice"><input type="radio" name="frequency" value="${value}" ${
    value === chosen ? 'checked' : ''
  }> ${label}</label>\n`;
