import { Migration } from '@mikro-orm/migrations';

export class Migration0006Fees extends Migration {
  override up(): void {}
}
