import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Source } from '../../domain/sources/source.ts';
import { RETAINED } from '../shared/retained.ts';
import { acknowledge } from '../shared/security.ts';

/** Secrets that are not rotated by a schedule. */
const NO_ROTATION = 'AwsSolutions-SMG4';

export interface SecretsProps {
  /** Encrypts all of them. */
  readonly key: IKey;
  /** Vendors whose webhooks the lake takes; each has a secret. */
  readonly sources: readonly Source[];
}

/** The secrets: one per source, the pepper of the pseudonyms, and the secret of the event keys. All are retained. */
export class Secrets extends Construct {
  readonly ofSource: ReadonlyMap<string, Secret>;
  /** `{"current": "1", "1": "…"}`: to rotate, add "2" and set `current` to it. */
  readonly pepper: Secret;
  /** `{"secret": "…"}`: never changed, or every event would count as new. */
  readonly eventKey: Secret;

  constructor(scope: Construct, id: string, { key, sources }: SecretsProps) {
    super(scope, id);
    this.ofSource = new Map(sources.map((source) => [source.name, this.sourceSecret(source, key)]));
    this.pepper = this.generated('Pepper', key, 'Pepper of the pseudonyms in the event lake', '1', { current: '1' });
    acknowledge(
      this.pepper,
      NO_ROTATION,
      'A new pepper gives every contact a new key: rotation is a decision (add a version, name it current), not a schedule.',
    );
    this.eventKey = this.generated('EventKey', key, 'Secret of the event keys; never change it', 'secret', {});
    acknowledge(this.eventKey, NO_ROTATION, 'A new secret would make every event count again: it must never change.');
  }

  private sourceSecret(source: Source, key: IKey): Secret {
    const { generated, initial } = source.credentials;
    const id = `Source-${source.name}`;
    const secret = this.generated(id, key, `Signing secrets of source "${source.name}"`, generated, initial);
    acknowledge(
      secret,
      NO_ROTATION,
      'The vendor’s copy must be changed first, by hand. Then the current and the previous value are both valid.',
    );
    return secret;
  }

  private generated(id: string, encryptionKey: IKey, description: string, generateStringKey: string, template: object) {
    return new Secret(this, id, {
      description,
      encryptionKey,
      removalPolicy: RETAINED,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(template),
        generateStringKey,
        passwordLength: 48,
        excludePunctuation: true,
      },
    });
  }
}
