import { Migration } from '@mikro-orm/migrations';

export class Migration0010PermitTypes extends Migration {
  override up(): void {}
}
