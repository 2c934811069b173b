import { Migration } from '@mikro-orm/migrations';

export class Migration0007Reviews extends Migration {
  override up(): void {}
}
