import {FIELDS, type Field} from './fields.ts';

/** Names of columns that mean the same wherever they stand, in English, German, French and Spanish. */
const NAMES: Record<Field, string> = {
  email: `email e_mail mail email_address emailaddress email_adresse emailadresse e_mail_adresse
    adresse_email adresse_e_mail correo correo_electronico correo_electrónico
    dirección_de_correo_electrónico user_email_address subscriber_email contact_email`,
  name: 'name full_name fullname display_name user_name vollständiger_name nom_complet nombre_completo',
  first_name: 'first_name firstname fname given_name vorname prénom prenom nombre',
  last_name: 'last_name lastname lname surname family_name nachname nom nom_de_famille apellido apellidos',
  timezone: 'timezone time_zone tz zeitzone fuseau_horaire zona_horaria',
  hour: 'hour',
  frequency: 'frequency',
  weekday: 'weekday',
  topics: 'topics',
  avoid: 'avoid',
  authors: 'authors',
  labs: 'labs',
  code_hosts: 'code_hosts',
  papers: 'papers',
  mail_form: 'mail_form',
  arxiv_share: 'arxiv_share',
  library_news: 'library_news',
  language: 'language',
  paused_until: 'paused_until',
  more_like: 'more_like',
  less_like: 'less_like',
  library: 'library',
  status: `status state subscription_status subscriber_status contact_status email_status statut estado
    subscription_state marketing_status email_marketing_status`,
  created: `created created_at creation_date date_created date_added added_time added_at entered optin_time
    confirm_time signup_date sign_up_date subscribe_date subscribed_at subscribed_on subscription_date
    subscription_created_at date_subscribed join_date joined joined_at erstellt_am`,
  id: 'id',
  instance: 'instance',
  subscribed: `subscribed is_subscribed subscribed_to_emails email_subscribed opt_in opted_in optin optedin
    email_opt_in email_consent consent marketing_consent accepts_marketing accepts_email_marketing
    newsletter active is_active enabled abonniert abonné abonne suscrito`,
  unsubscribed: `unsubscribed unsub is_unsubscribed unsubscribed_at unsubscribed_on unsubscribe_date
    unsubscribed_date unsub_time unsub_date opt_out opted_out optout opt_out_date opted_out_at
    email_opt_out email_optout has_opted_out_of_email cancelled canceled cancelled_at canceled_at deleted
    deleted_at left left_at email_disabled disabled do_not_contact donotcontact do_not_email donotemail
    dnc abgemeldet abgemeldet_am désabonné desabonne désinscrit dado_de_baja baja is_this_account_disabled
    is_excluded_from_campaigns unsubscribed_from_all_email`,
  confirmed:
    'confirmed is_confirmed confirmed_at confirmation_date email_confirmed double_opt_in doi ' +
    'bestätigt confirmé confirmado',
  suppressed: `suppressed is_suppressed blacklisted is_blacklisted blacklist email_blacklisted
    email_blacklist blocklisted blocked is_blocked gesperrt`,
  bounced: 'bounced is_bounced bounced_at hard_bounced hard_bounce hardbounced clean_time cleaned',
  complained: 'complained is_complained complained_at complaint spam is_spam marked_as_spam spam_reported',
};

const FIELD_OF: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap(field => NAMES[field].split(/\s+/).map(name => [name, field] as const)),
);

/** What a column of this name says, where the name means the same everywhere; null where it does not. */
export const fieldOfName = (name: string): Field | null => FIELD_OF.get(name) ?? null;
