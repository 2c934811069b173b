import { Migration } from '@mikro-orm/migrations';

/**
 * Inspectors and their absences, appointments and what an inspector found, item by item. What must never happen is refused here: a
 * visit on a weekend or outside 9:00 to 15:00 (`I-02`), and two visits of one inspector at one time. Minutes are those of the civil day.
 */
export class Migration0013Scheduling extends Migration {
  override up(): void {
    this.addSql(`
      create table inspections.inspector (
        id uuid primary key,
        account_id uuid not null unique references accounts.account (id),
        name text not null check (length(name) between 1 and 100),
        phone text not null,
        disciplines text[] not null check (cardinality(disciplines) > 0),
        districts text[] not null default '{}',
        call_from_minute int not null check (call_from_minute between 0 and 1439),
        call_to_minute int not null check (call_to_minute between 1 and 1440),
        day_capacity int not null check (day_capacity between 1 and 72),
        active boolean not null default true,
        created_at timestamptz not null,
        version int not null default 1,
        check (call_from_minute < call_to_minute)
      )`);
    this.addSql(`create index inspector_disciplines on inspections.inspector using gin (disciplines) where active`);
    this.addSql(`
      create table inspections.absence (
        id uuid primary key,
        inspector_id uuid not null references inspections.inspector (id),
        from_date date not null,
        to_date date not null,
        from_minute int not null default 0 check (from_minute between 0 and 1439),
        to_minute int not null default 1440 check (to_minute between 1 and 1440),
        reason text,
        created_at timestamptz not null,
        cancelled_at timestamptz,
        check (from_date <= to_date and to_date - from_date <= 366),
        check (from_minute < to_minute)
      )`);
    this.addSql(`create index absence_inspector on inspections.absence (inspector_id, to_date) where cancelled_at is null`);
    // One row an inspection, booked again on the same row: its calendar entry keeps its UID, and the sequence counts the changes.
    this.addSql(`
      create table inspections.appointment (
        inspection_id uuid primary key references inspections.inspection (id),
        inspector_id uuid not null references inspections.inspector (id),
        date date not null check (extract(isodow from date) <= 5),
        start_minute int not null,
        end_minute int not null,
        status text not null check (status in ('booked', 'done', 'missed', 'cancelled')),
        sequence int not null default 0,
        contact_name text,
        contact_phone text,
        note text,
        district text,
        zip text,
        latitude double precision check (latitude between -90 and 90),
        longitude double precision check (longitude between -180 and 180),
        booked_by uuid references accounts.account (id),
        booked_at timestamptz not null,
        changed_at timestamptz not null,
        stop_order int,
        window_from_minute int,
        window_to_minute int,
        reminded_for date,
        check (start_minute >= 540 and start_minute < end_minute and end_minute <= 900),
        check ((window_from_minute is null) = (window_to_minute is null)),
        check (window_from_minute is null or window_to_minute - window_from_minute between 1 and 90),
        check ((latitude is null) = (longitude is null)),
        constraint appointment_one_at_a_time exclude using gist
          (inspector_id with =, date with =, int4range(start_minute, end_minute) with &&) where (status in ('booked', 'done'))
      )`);
    this.addSql(`create index appointment_day on inspections.appointment (date, inspector_id) where status in ('booked', 'done')`);
    this.addSql(`create index appointment_inspector on inspections.appointment (inspector_id, date)`);
    // What the city could not do as booked: an absence or the end of the day. On the staff's list until somebody settles it.
    this.addSql(`
      create table inspections.disruption (
        id uuid primary key,
        inspection_id uuid not null references inspections.inspection (id),
        inspector_id uuid not null references inspections.inspector (id),
        cause text not null check (cause in ('unfinished', 'absence')),
        date date not null,
        start_minute int not null,
        outcome text not null check (outcome in ('reassigned', 'moved', 'to-book-again')),
        new_date date,
        new_start_minute int,
        noted_at timestamptz not null,
        settled_at timestamptz,
        settled_by uuid references accounts.account (id)
      )`);
    this.addSql(`create index disruption_open on inspections.disruption (id) where settled_at is null`);
    this.addSql(`create index disruption_inspection on inspections.disruption (inspection_id)`);
    // What has to be put right, one by one; carried over to the re-inspection as its checklist.
    this.addSql(`
      create table inspections.correction (
        id uuid primary key,
        inspection_id uuid not null references inspections.inspection (id),
        position int not null check (position > 0),
        text text not null check (length(text) between 1 and 2000),
        code_reference text,
        attachment_id uuid references records.attachment (id),
        carried_from_id uuid references inspections.correction (id),
        status text not null check (status in ('open', 'resolved')),
        found_at timestamptz not null,
        resolved_at timestamptz,
        unique (inspection_id, position),
        check ((status = 'resolved') = (resolved_at is not null))
      )`);
    this.addSql(`
      create table inspections.calendar_feed (
        account_id uuid primary key references accounts.account (id),
        token_hash text not null unique,
        created_at timestamptz not null
      )`);
    this.addSql(`create index inspection_record_status on inspections.inspection (status, result_at) where result_at is not null`);
  }
}
