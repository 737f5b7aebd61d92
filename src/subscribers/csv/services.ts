import type {SubscriberState} from '../subscriber.ts';
import type {Field} from './fields.ts';
import type {SaidState} from './state-words.ts';

/** An export of another service, known by its whole header. Names are as `toColumnName` writes them. */
export type Service = {
  id: string;
  name: string;
  /** Columns that all must be there. */
  requires: readonly string[];
  /**
   * What its columns say where that differs from what their names say elsewhere; null: nothing about a
   * subscription.
   */
  fields: Readonly<Record<string, Field | null>>;
  /** Whether its lists may have columns of their own: attributes, tags, merge fields. */
  hasCustomColumns: boolean;
  /** A column that makes every row of its file one of this state, whatever stands in it. */
  saysByColumn?: Readonly<Record<string, SaidState>>;
  /**
   * Whether its time zones are guesses (from an IP address): one that is not known is left out, not refused.
   */
  guessesZones?: boolean;
  /** Words for states that mean nothing, or something else, elsewhere. */
  words?: Readonly<Record<string, SaidState>>;
};

const words = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');

/** Columns that say nothing about a subscription. */
const nothing = (names: string): Record<string, null> =>
  Object.fromEntries(words(names).map(name => [name, null]));

const service = (
  id: string,
  name: string,
  rest: Partial<Omit<Service, 'id' | 'name' | 'requires'>> & {requires: string},
): Service => ({
  hasCustomColumns: false,
  fields: {},
  ...rest,
  id,
  name,
  requires: words(rest.requires),
});

const said = (state: SubscriberState, word: string): SaidState => ({state, word});

const mailchimp: Omit<Service, 'id' | 'name' | 'requires'> = {
  guessesZones: true,
  // Its files of who left and who bounced say the state by being that file.
  saysByColumn: {
    unsub_time: said('unsubscribed', 'unsubscribed'),
    clean_time: said('suppressed', 'bounced'),
  },
  fields:
    nothing(`member_rating optin_ip confirm_ip latitude longitude gmtoff dstoff cc region last_changed leid
      euid notes tags unsub_campaign_title unsub_campaign_id unsub_reason unsub_reason_other
      clean_campaign_title clean_campaign_id`),
  hasCustomColumns: true,
};

/**
 * Where a header fits several, the one that asks for the most columns counts. The columns come from the
 * services' own sources and documents and from public projects that read such files; docs/import.md has the
 * table.
 */
export const SERVICES: readonly Service[] = [
  service('listmonk', 'listmonk', {
    requires: 'uuid email name attributes status created_at',
    fields: nothing('uuid attributes updated_at'),
  }),
  service('mailchimp', 'Mailchimp', {requires: 'optin_time leid euid', ...mailchimp}),
  service('mailchimp', 'Mailchimp', {requires: 'optin_time confirm_time optin_ip', ...mailchimp}),
  service('buttondown', 'Buttondown', {
    requires: 'email_address creation_date type',
    fields: {
      type: 'status',
      ...nothing(`id notes metadata tags referrer_url secondary_id source utm_campaign utm_medium utm_source
        avatar_url ip_address last_open_date last_click_date churn_date undeliverability_date
        undeliverability_reason unsubscription_date unsubscription_reason upgrade_date risk_score
        stripe_customer_id email_clicks email_opens`),
    },
    // Its kinds of paying readers (SubscriberType in enums.json of github.com/buttondown/openapi).
    words: Object.fromEntries(
      words('trialed unpaid gifted churning paused past_due').map(word => [word, said('active', 'active')]),
    ),
    hasCustomColumns: true,
  }),
  service('substack', 'Substack', {
    requires: 'email active_subscription email_disabled',
    // A subscription there is a paid one; `email_disabled` marks those who unsubscribed from email.
    fields: nothing('active_subscription expiry plan first_payment_at paid_upgrade_date stripe_plan type'),
  }),
  service('ghost', 'Ghost', {
    requires: 'email subscribed_to_emails complimentary_plan stripe_customer_id created_at',
    fields: nothing('id note complimentary_plan stripe_customer_id labels tiers products gift_id'),
  }),
  service('resend', 'Resend', {
    requires: 'id email first_name last_name created_at unsubscribed',
    fields: nothing('id'),
    hasCustomColumns: true,
  }),
  service('kit', 'Kit', {
    requires: 'email first_name status created_at tags',
    fields: nothing('id tags referrer referrer_utm_source'),
    hasCustomColumns: true,
  }),
  service('kit', 'Kit', {
    requires: 'email_address first_name state created_at',
    fields: nothing('id fields tags'),
  }),
  service('beehiiv', 'beehiiv', {
    requires: 'email status subscription_tier',
    fields: {
      created: 'created',
      ...nothing(`id subscriber_id subscription_tier subscription_premium_tiers
        subscription_premium_tier_names utm_source utm_medium utm_campaign utm_channel referring_site
        referral_code acquisition_source tags stripe_customer_id`),
    },
    hasCustomColumns: true,
  }),
  service('keila', 'Keila', {
    requires: 'email first_name last_name data status',
    fields: nothing('data external_id id inserted_at updated_at'),
  }),
  service('phplist', 'phpList', {
    requires: 'email confirmed blacklisted',
    fields: nothing(`id optedin bouncecount modified htmlemail uniqid uuid subscribepage rssfrequency
      foreignkey extradata passwordchanged number_of_bounces entered_by`),
    hasCustomColumns: true,
  }),
  service('phplist', 'phpList', {
    requires: 'email is_this_subscriber_confirmed is_this_subscriber_blacklisted',
    fields: {
      is_this_subscriber_confirmed: 'confirmed',
      is_this_subscriber_blacklisted: 'suppressed',
      ...nothing(`id did_this_subscriber_manually_confirm number_of_bounces last_modified unique_id
        send_this_subscriber_html_emails`),
    },
    hasCustomColumns: true,
  }),
  service('mautic', 'Mautic', {
    requires: 'email firstname lastname points stage',
    fields: nothing(
      'id points stage owner company position title mobile phone fax last_active date_identified ' +
        'preferred_locale',
    ),
    hasCustomColumns: true,
  }),
  service('brevo', 'Brevo', {
    requires: 'email email_blacklisted sms_blacklisted',
    fields: nothing('contact_id sms sms_blacklisted whatsapp ext_id landline_number modified_time list_ids'),
    hasCustomColumns: true,
  }),
  service('brevo', 'Brevo', {
    requires: 'email email_blacklist sms_blacklist',
    fields: nothing('contact_id sms sms_blacklist whatsapp ext_id landline_number modified_time list_ids'),
    hasCustomColumns: true,
  }),
  service('sendy', 'Sendy', {
    requires: 'name email status last_activity',
    fields: nothing('last_activity list country referrer method'),
    hasCustomColumns: true,
  }),
  service('usesend', 'useSend', {
    requires: 'email first_name last_name subscribed created_at',
    fields: nothing('id properties contact_book_id updated_at unsubscribe_reason'),
  }),
  service('plunk', 'Plunk', {
    requires: 'id email subscribed created_at',
    fields: nothing('id data updated_at project_id projectid metadata'),
    hasCustomColumns: true,
  }),
  service('emailoctopus', 'EmailOctopus', {
    requires: 'email_address first_name status',
    fields: nothing('id tags last_updated last_updated_at'),
    hasCustomColumns: true,
  }),
  service('mailerlite', 'MailerLite', {
    requires: 'email subscribed sent opens clicks',
    fields: nothing('sent opens clicks location ip source'),
    hasCustomColumns: true,
  }),
  service('hubspot', 'HubSpot', {
    requires: 'record_id email unsubscribed_from_all_email',
    fields: {
      email_hard_bounce_reason: 'bounced',
      marketing_contact_status: 'subscribed',
      create_date: 'created',
      ...nothing('record_id phone_number contact_owner lead_status lifecycle_stage associated_company'),
    },
    words: {
      marketing_contact: said('active', 'active'),
      non_marketing_contact: said('unsubscribed', 'unsubscribed'),
    },
    hasCustomColumns: true,
  }),
  service('google-groups', 'Google Groups', {
    requires: 'email_address group_status email_status',
    fields: {
      nickname: 'name',
      group_status: 'status',
      email_status: 'subscribed',
      email_preference: 'subscribed',
      ...nothing(`posting_permissions join_year join_month join_day join_hour join_minute join_second`),
    },
    words: {
      ...Object.fromEntries(
        words(
          'member owner manager delivered each_email all_email every_email daily_summary digest abridged',
        ).map(word => [word, said('active', 'active')]),
      ),
      bouncing: said('suppressed', 'bounced'),
      no_email: said('unsubscribed', 'unsubscribed'),
    },
  }),
];
