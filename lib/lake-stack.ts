import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SOURCES } from '../domain/sources/registry.ts';
import type { Source } from '../domain/sources/source.ts';
import { Claims } from './ingest/claims.ts';
import { FrontDoor } from './ingest/front-door.ts';
import type { IngestProps } from './ingest/ingest-access.ts';
import { Receiver } from './ingest/receiver.ts';
import { Secrets } from './ingest/secrets.ts';
import { Social } from './ingest/social.ts';
import { Stream } from './ingest/stream.ts';
import { Catalog } from './lake/catalog.ts';
import { Compaction } from './lake/compaction.ts';
import { Refresh } from './lake/refresh.ts';
import { Stores } from './lake/stores.ts';
import { Alarms } from './operate/alarms.ts';
import { OperatorDashboard } from './operate/dashboard.ts';
import { addOutputs } from './operate/outputs.ts';
import { Replay } from './operate/replay.ts';
import { Pages } from './pages/pages.ts';
import { Find } from './privacy/find.ts';
import { Roles } from './privacy/roles.ts';
import { SealFailed } from './privacy/seal-failed.ts';
import { Query } from './query/query.ts';
import type { Settings } from './settings.ts';
import type { LakeFunction } from './shared/lake-function.ts';

export interface LakeStackProps extends StackProps {
  /** All settings of the stack, as `readSettings` checked them. */
  readonly settings: Settings;
  /**
   * Vendors whose webhooks the lake takes.
   *
   * @default the registry's
   */
  readonly sources?: readonly Source[];
}

/**
 * vendor → front door → receiver (claims) → stream (transform) → lake → views
 *                                             ├→ raw/     (sealed) ─┐
 *                                             └→ failed/ ───────────┴→ replay → its own stream → lake
 */
export class LakeStack extends Stack {
  readonly stores: Stores;
  readonly secrets: Secrets;
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly claims: Claims;
  readonly receiver: Receiver;
  readonly frontDoor: FrontDoor;
  readonly query: Query;
  readonly pages: Pages;
  readonly refresh: Refresh;
  readonly compaction: Compaction;
  readonly replay: Replay;
  readonly sealFailed: SealFailed;
  readonly find: Find;
  readonly roles: Roles;
  readonly alarms: Alarms;
  readonly dashboard: OperatorDashboard;
  /** Only with the setting `socialTopicArn`. */
  readonly social: Social | undefined;

  constructor(scope: Construct, id: string, { settings, sources = SOURCES, ...props }: LakeStackProps) {
    super(scope, id, props);
    this.stores = new Stores(this, 'Stores', settings);
    this.secrets = new Secrets(this, 'Secrets', { key: this.stores.sealedKey, sources });
    this.catalog = new Catalog(this, 'Catalog', this.stores.lake, settings);
    const lake = { stores: this.stores, catalog: this.catalog, settings };
    this.stream = new Stream(this, 'Stream', { ...lake, secrets: this.secrets });
    this.claims = new Claims(this, 'Claims', settings);
    const intake = { claims: this.claims, stream: this.stream.stream, secrets: this.secrets, settings };
    this.receiver = new Receiver(this, 'Receiver', intake);
    this.frontDoor = new FrontDoor(this, 'FrontDoor', { receiver: this.receiver.function, settings, sources });
    this.query = new Query(this, 'Query', lake);
    const { workgroup } = this.query;
    this.replay = new Replay(this, 'Replay', { ...lake, transform: this.stream.transform });
    this.pages = new Pages(this, 'Pages', { ...lake, workgroup, reprocess: this.replay.function });
    const scheduled = settings.scheduledPages ? this.pages.function : undefined;
    this.refresh = new Refresh(this, 'Refresh', { ...lake, workgroup, pages: scheduled });
    this.compaction = new Compaction(this, 'Compaction', {
      ...lake,
      workgroup,
      refresh: this.refresh.function,
    });
    this.sealFailed = new SealFailed(this, 'SealFailed', { ...lake, stream: this.stream, replay: this.replay });
    this.find = new Find(this, 'Find', { secrets: this.secrets, settings });
    this.social = this.socialOf(settings.socialTopicArn, intake);
    this.roles = new Roles(this, 'Roles', {
      ...lake,
      query: this.query,
      replay: this.replay,
      jobs: this.jobs(),
      pages: this.pages.function,
      social: this.social,
    });
    this.alarms = new Alarms(this, 'Alarms', this, settings);
    this.dashboard = new OperatorDashboard(this, 'Dashboard', this.alarms, this, settings);
    addOutputs(this, this, settings.stackName);
  }

  /** Functions that operators call by hand. */
  private jobs(): readonly LakeFunction[] {
    const jobs = [this.replay, this.refresh, this.compaction, this.sealFailed, this.find];
    return jobs.map((job) => job.function);
  }

  private socialOf(topicArn: string, intake: IngestProps): Social | undefined {
    if (topicArn === '') return undefined;
    return new Social(this, 'Social', { ...intake, topicArn, sealedKey: this.stores.sealedKey });
  }
}
