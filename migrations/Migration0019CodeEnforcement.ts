import { Migration } from '@mikro-orm/migrations';

/** Code cases: concerns and those who raised them, visits, notices, hearings; and what records below need for them. */
export class Migration0019CodeEnforcement extends Migration {
  override up(): void {
    this.answeringRecords();
    this.filesForOneRole();
    this.addSql(`create schema if not exists code_enforcement`);
    this.cases();
    this.concerns();
    this.respondents();
    this.enforcement();
  }

  /** A record that answers another, such as the permit for what a notice asks for. */
  private answeringRecords(): void {
    this.addSql(`
      create table records.related (
        record_id uuid not null references records.record (id),
        related_id uuid not null references records.record (id) check (related_id <> record_id),
        relation text not null check (relation in ('answers')),
        since timestamptz not null,
        primary key (record_id, relation, related_id)
      )`);
    this.addSql(`create index related_to on records.related (related_id, relation)`);
  }

  /** Files that came from outside the record's parties, for one role of the city alone. */
  private filesForOneRole(): void {
    this.addSql(`alter table records.attachment alter column uploaded_by drop not null`);
    this.addSql(`alter table records.attachment add column role text`);
    this.addSql(`alter table records.attachment drop constraint attachment_visibility_check`);
    this.addSql(`
      alter table records.attachment add constraint attachment_visibility_check
        check (visibility in ('private', 'parties', 'role') and (visibility = 'role') = (role is not null)
          and (visibility = 'role') = (uploaded_by is null))`);
  }

  private cases(): void {
    this.addSql(`
      create table code_enforcement.code_case (
        record_id uuid primary key references records.record (id),
        number text not null unique,
        category text not null,
        place_key text not null,
        place text not null,
        latitude double precision check (latitude between -90 and 90),
        longitude double precision check (longitude between -180 and 180),
        apart boolean not null default false,
        status text not null check (status in ('reported', 'open', 'notice-issued', 'complied', 'cited', 'closed')),
        officer_id uuid references accounts.account (id),
        violation_found boolean,
        comply_by date check (comply_by is not null or status <> 'notice-issued'),
        overdue_told_for date,
        work_due_on date,
        opened_at timestamptz not null,
        closed_at timestamptz check ((status = 'closed') = (closed_at is not null)),
        close_reason text check ((status = 'closed') = (close_reason is not null)),
        search_text text not null,
        version int not null default 1,
        check ((latitude is null) = (longitude is null))
      )`);
    // Concerns about one place and category go to one case; what staff have set apart is a case beside it.
    this.addSql(`
      create unique index code_case_open_place on code_enforcement.code_case (place_key, category) where status <> 'closed' and not apart`);
    this.addSql(`create index code_case_newest on code_enforcement.code_case (record_id desc)`);
    this.addSql(`create index code_case_status on code_enforcement.code_case (status, record_id desc)`);
    this.addSql(`create index code_case_officer on code_enforcement.code_case (officer_id, record_id desc) where officer_id is not null`);
    this.addSql(`create index code_case_overdue on code_enforcement.code_case (comply_by, record_id) where status = 'notice-issued'`);
    this.addSql(`create index code_case_search on code_enforcement.code_case using gin (search_text gin_trgm_ops)`);
  }

  private concerns(): void {
    // The follow-up code itself is kept nowhere: who reads this table cannot follow a concern.
    this.addSql(`
      create table code_enforcement.concern (
        id uuid primary key,
        case_id uuid not null references code_enforcement.code_case (record_id),
        category text not null,
        place text not null,
        text text not null,
        reporter_id uuid references accounts.account (id),
        contact_name text,
        contact_email text,
        contact_phone text,
        code_fingerprint bytea not null unique,
        reported_at timestamptz not null
      )`);
    this.addSql(`create index concern_case on code_enforcement.concern (case_id, id)`);
    this.addSql(`create index concern_reporter on code_enforcement.concern (reporter_id, id desc) where reporter_id is not null`);
    this.addSql(`
      create table code_enforcement.concern_addition (
        id uuid primary key,
        concern_id uuid not null references code_enforcement.concern (id),
        text text not null,
        added_at timestamptz not null
      )`);
    this.addSql(`create index concern_addition_concern on code_enforcement.concern_addition (concern_id, id)`);
    this.addSql(`
      create table code_enforcement.concern_photo (
        attachment_id uuid primary key references records.attachment (id),
        concern_id uuid not null references code_enforcement.concern (id)
      )`);
    this.addSql(`create index concern_photo_concern on code_enforcement.concern_photo (concern_id)`);
  }

  private respondents(): void {
    this.addSql(`
      create table code_enforcement.respondent (
        id uuid primary key,
        case_id uuid not null references code_enforcement.code_case (record_id),
        name text not null,
        capacity text not null check (capacity in ('owner', 'occupant', 'business', 'manager', 'other')),
        address jsonb not null,
        email text,
        account_id uuid references accounts.account (id),
        added_at timestamptz not null,
        removed_at timestamptz
      )`);
    this.addSql(`create index respondent_case on code_enforcement.respondent (case_id, id)`);
    this.addSql(`
      create unique index respondent_account on code_enforcement.respondent (case_id, account_id)
        where account_id is not null and removed_at is null`);
  }

  private enforcement(): void {
    this.addSql(`
      create table code_enforcement.visit (
        id uuid primary key,
        case_id uuid not null references code_enforcement.code_case (record_id),
        visited_on date not null,
        officer_id uuid not null references accounts.account (id),
        violation_found boolean not null,
        findings text not null,
        attachment_ids uuid[] not null default '{}',
        recorded_at timestamptz not null
      )`);
    this.addSql(`create index visit_case on code_enforcement.visit (case_id, id)`);
    this.addSql(`
      create table code_enforcement.notice (
        id uuid primary key,
        case_id uuid not null references code_enforcement.code_case (record_id),
        sequence int not null check (sequence > 0),
        respondent_id uuid not null references code_enforcement.respondent (id),
        violations jsonb not null check (jsonb_array_length(violations) > 0),
        comply_by date not null,
        served_by text not null check (served_by in ('mail', 'email', 'posting', 'in-person')),
        served_on date not null,
        paper_id uuid not null references records.issued_paper (id),
        issued_by uuid not null references accounts.account (id),
        issued_at timestamptz not null,
        unique (case_id, sequence)
      )`);
    this.addSql(`
      create table code_enforcement.response (
        id uuid primary key,
        case_id uuid not null references code_enforcement.code_case (record_id),
        account_id uuid not null references accounts.account (id),
        text text not null,
        attachment_ids uuid[] not null default '{}',
        responded_at timestamptz not null
      )`);
    this.addSql(`create index response_case on code_enforcement.response (case_id, id)`);
    this.addSql(`
      create table code_enforcement.hearing (
        id uuid primary key,
        case_id uuid not null references code_enforcement.code_case (record_id),
        date date not null,
        start_minute int not null check (start_minute between 0 and 1439),
        status text not null check (status in ('scheduled', 'moved', 'cancelled', 'held')),
        finding text check ((status = 'held') = (finding is not null) and finding in ('liable', 'not-liable', 'dismissed')),
        order_text text check ((status = 'held') = (order_text is not null)),
        reminded_week boolean not null default false,
        reminded_day boolean not null default false,
        scheduled_at timestamptz not null
      )`);
    this.addSql(`create unique index hearing_one_scheduled on code_enforcement.hearing (case_id) where status = 'scheduled'`);
    this.addSql(`create index hearing_case on code_enforcement.hearing (case_id, id)`);
    this.addSql(`create index hearing_reminders on code_enforcement.hearing (date, id) where status = 'scheduled' and not reminded_day`);
  }
}
