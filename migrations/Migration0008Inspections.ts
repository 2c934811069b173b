import { Migration } from '@mikro-orm/migrations';

export class Migration0008Inspections extends Migration {
  override up(): void {}
}
