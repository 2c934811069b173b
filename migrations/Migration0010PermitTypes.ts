import { Migration } from '@mikro-orm/migrations';

/** Permit types in versions that never change once they are published, and the words they use. */
export class Migration0010PermitTypes extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists permits`);
    this.addSql(`
      create table permits.permit_type (
        code text primary key check (code ~ '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$'),
        position int not null generated always as identity,
        retired_on date
      )`);
    this.addSql(`
      create table permits.permit_type_version (
        id uuid primary key,
        code text not null references permits.permit_type (code),
        version int not null check (version > 0),
        status text not null check (status in ('draft', 'published')),
        effective_on date,
        definition jsonb not null,
        words jsonb,
        revision int not null default 1,
        created_at timestamptz not null,
        published_at timestamptz,
        unique (code, version),
        constraint permit_type_version_published check (
          (status = 'published') = (effective_on is not null and words is not null and published_at is not null))
      )`);
    this.addSql(`create unique index permit_type_one_draft on permits.permit_type_version (code) where status = 'draft'`);
    // A permit keeps the version it was made under: it stays what it was.
    this.addSql(`
      create function permits.guard_permit_type_version() returns trigger language plpgsql as $$
      begin
        raise exception 'Version % of % is published and never changes.', old.version, old.code using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`
      create trigger permit_type_version_guard before update or delete on permits.permit_type_version
        for each row when (old.status = 'published') execute function permits.guard_permit_type_version()`);
    this.addSql(`
      create table permits.vocabulary_word (
        kind text not null check (kind in ('category', 'discipline', 'document-type', 'inspection-type', 'counter-reason')),
        code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        meaning jsonb not null,
        position int not null,
        primary key (kind, code)
      )`);
  }
}
