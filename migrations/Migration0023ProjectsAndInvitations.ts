import { Migration } from '@mikro-orm/migrations';

/** Projects that group records, invitations to a record by e-mail, and who looked at a record. */
export class Migration0023ProjectsAndInvitations extends Migration {
  override up(): void {
    this.addSql(`
      create table records.project (
        record_id uuid primary key references records.record (id),
        name text not null,
        status text not null check (status in ('open', 'complete', 'closed'))
      )`);
    // The key makes sure that a record belongs to one project at most, the check that projects are not put into each other.
    this.addSql(`
      create table records.project_record (
        record_id uuid primary key references records.record (id),
        kind text not null check (kind <> 'project'),
        project_id uuid not null references records.project (record_id),
        added_by uuid not null references accounts.account (id),
        added_at timestamptz not null
      )`);
    this.addSql(`create index project_record_project on records.project_record (project_id, record_id)`);
    this.addSql(`create index party_of_project on records.party (record_id, account_id) where source = 'project'`);

    this.addSql(`
      create table records.invitation (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        email citext not null,
        relation text not null check (relation in ('owner', 'linked')),
        note text,
        status text not null check (status in ('open', 'accepted', 'declined', 'withdrawn', 'replaced')),
        invited_by uuid not null references accounts.account (id),
        invited_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > invited_at),
        ended_at timestamptz check ((status = 'open') = (ended_at is null)),
        accepted_by uuid references accounts.account (id) check ((status = 'accepted') = (accepted_by is not null))
      )`);
    // A second invitation to an address takes the place of the first.
    this.addSql(`create unique index invitation_one_open on records.invitation (record_id, email) where status = 'open'`);
    this.addSql(`create index invitation_record on records.invitation (record_id, id desc)`);
    this.addSql(`create index invitation_email on records.invitation (email, invited_at)`);

    this.addSql(`create index notification_secret on notifications.notification ((secret->>'id')) where secret is not null`);

    // Who looked is for the owners of a record alone, once a day for each account.
    this.addSql(`
      alter table records.record_event
        drop constraint record_event_visibility_check,
        add constraint record_event_visibility_check check (visibility in ('public', 'parties', 'owners', 'staff'))`);
    this.addSql(`
      create unique index record_event_look on records.record_event (record_id, actor_id, (details->>'on')) where type = 'records.looked-at'`);
  }
}
