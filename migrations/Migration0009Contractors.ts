import { Migration } from '@mikro-orm/migrations';

export class Migration0009Contractors extends Migration {
  override up(): void {}
}
