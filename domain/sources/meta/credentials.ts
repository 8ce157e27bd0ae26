import type { CredentialsTemplate } from '../source.ts';

/**
 * `app_secret` signs the webhooks (App Dashboard, Settings, Basic). While it is being reset, Meta's edge keeps using
 * the old one for a while: it stays valid as `previous_app_secret`. `verify_token` is ours to choose and is pasted
 * into the console.
 */
export const CREDENTIALS = {
  initial: { app_secret: '', previous_app_secret: '', previous_verify_token: '' },
  generated: 'verify_token',
} as const satisfies CredentialsTemplate;
