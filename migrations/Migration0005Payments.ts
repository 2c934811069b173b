import { Migration } from '@mikro-orm/migrations';

export class Migration0005Payments extends Migration {
  override up(): void {}
}
