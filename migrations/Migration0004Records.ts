import { Migration } from '@mikro-orm/migrations';

export class Migration0004Records extends Migration {
  override up(): void {}
}
