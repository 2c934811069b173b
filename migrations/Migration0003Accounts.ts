import { Migration } from '@mikro-orm/migrations';

export class Migration0003Accounts extends Migration {
  override up(): void {}
}
