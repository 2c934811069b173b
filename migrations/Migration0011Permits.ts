import { Migration } from '@mikro-orm/migrations';

export class Migration0011Permits extends Migration {
  override up(): void {}
}
