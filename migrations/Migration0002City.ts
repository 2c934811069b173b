import { Migration } from '@mikro-orm/migrations';

export class Migration0002City extends Migration {
  override up(): void {}
}
