import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Source } from '../../domain/sources/source.ts';
import { RETAINED } from '../shared/retained.ts';

/** The secrets: one per source, the pepper of the pseudonyms, and the secret of the event keys. All are retained. */
export class Secrets extends Construct {
  readonly ofSource: ReadonlyMap<string, Secret>;
  /** `{"current": "1", "1": "…"}`: add "2" and name it current to rotate. */
  readonly pepper: Secret;
  /** `{"secret": "…"}`: never changed, or every event would count as new. */
  readonly eventKey: Secret;

  constructor(scope: Construct, id: string, key: IKey, sources: readonly Source[]) {
    super(scope, id);
    this.ofSource = new Map(sources.map((source) => [source.name, this.sourceSecret(source, key)]));
    this.pepper = this.generated('Pepper', key, 'Pepper of the pseudonyms in the event lake', '1', { current: '1' });
    this.eventKey = this.generated('EventKey', key, 'Secret of the event keys; never change it', 'secret', {});
  }

  private sourceSecret(source: Source, key: IKey): Secret {
    const { generated, initial } = source.credentials;
    return this.generated(`Source-${source.name}`, key, `What source "${source.name}" signs with`, generated, initial);
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
