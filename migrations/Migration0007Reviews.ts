import { Migration } from '@mikro-orm/migrations';

/** Plan review: cycles, one review for each discipline and cycle, comments and the answers to them. */
export class Migration0007Reviews extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists reviews`);
    this.addSql(`
      create table reviews.review_cycle (
        record_id uuid not null references records.record (id),
        cycle int not null check (cycle > 0),
        opened_at timestamptz not null,
        closed_at timestamptz,
        outcome text check (outcome in ('approved', 'corrections-required', 'cancelled')),
        primary key (record_id, cycle),
        check ((closed_at is null) = (outcome is null))
      )`);
    this.addSql(`create unique index review_cycle_one_open on reviews.review_cycle (record_id) where closed_at is null`);
    this.addSql(`
      create table reviews.review (
        id uuid primary key,
        record_id uuid not null,
        record_number text not null,
        cycle int not null,
        position int not null,
        discipline text not null,
        discipline_name text not null,
        business_days int not null check (business_days >= 0),
        status text not null check (
          status in ('pending', 'approved', 'approved-with-conditions', 'corrections-required', 'not-applicable', 'cancelled')
        ),
        reviewer_id uuid references accounts.account (id),
        opened_at timestamptz not null,
        due_on date not null,
        decided_at timestamptz,
        applicant_acted_at timestamptz,
        revised_at timestamptz,
        version int not null default 1,
        unique (record_id, cycle, discipline),
        unique (record_id, cycle, position),
        foreign key (record_id, cycle) references reviews.review_cycle (record_id, cycle),
        check ((status in ('pending', 'cancelled')) = (decided_at is null))
      )`);
    this.addSql(`create index review_queue on reviews.review (due_on, id) where status in ('pending', 'corrections-required')`);
    this.addSql(`create index review_reviewer on reviews.review (reviewer_id) where reviewer_id is not null`);
    this.addSql(`
      create table reviews.review_comment (
        id uuid primary key,
        review_id uuid not null references reviews.review (id),
        position int not null,
        kind text not null check (kind in ('correction', 'condition', 'note')),
        text text not null,
        code_reference text,
        attachment_id uuid,
        page int check (page > 0),
        status text not null check (status in ('open', 'closed')),
        created_at timestamptz not null,
        closed_at timestamptz,
        closed_by uuid references accounts.account (id),
        unique (review_id, position),
        check (kind = 'correction' or status = 'closed')
      )`);
    this.addSql(`
      create table reviews.comment_response (
        id uuid primary key,
        comment_id uuid not null references reviews.review_comment (id),
        account_id uuid not null references accounts.account (id),
        text text not null,
        responded_at timestamptz not null
      )`);
    this.addSql(`create index comment_response_comment on reviews.comment_response (comment_id)`);
  }
}
