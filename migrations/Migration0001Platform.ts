import { Migration } from '@mikro-orm/migrations';

/** Extensions and the tables of `platform`: events and who handled them, schedules, idempotency, rate limits, audit. */
export class Migration0001Platform extends Migration {
  override up(): void {
    this.addSql(`create extension if not exists btree_gist`);
    this.addSql(`create extension if not exists pg_trgm`);
    this.addSql(`create extension if not exists citext`);
    this.addSql(`create extension if not exists unaccent`);
    this.addSql(`create schema if not exists platform`);
    this.addSql(`
      create table platform.event (
        id uuid primary key,
        type text not null,
        facts jsonb not null,
        occurred_at timestamptz not null,
        actor_id uuid,
        request_id text
      )`);
    this.addSql(`
      create table platform.event_handled (
        event_id uuid not null,
        listener text not null,
        handled_at timestamptz not null,
        primary key (event_id, listener)
      )`);
    this.addSql(`create index event_handled_at on platform.event_handled (handled_at)`);
    this.addSql(`
      create table platform.job_schedule (
        job text primary key,
        last_due_at timestamptz not null
      )`);
    this.addSql(`
      create table platform.job_run (
        id uuid primary key,
        job text not null,
        due_at timestamptz not null,
        queued_at timestamptz not null,
        requested_by uuid,
        attempts int not null default 0,
        started_at timestamptz,
        finished_at timestamptz,
        outcome text check (outcome in ('done', 'failed')),
        detail text,
        check ((outcome is null) = (finished_at is null))
      )`);
    this.addSql(`create index job_run_job on platform.job_run (job, id desc)`);
    this.addSql(`
      create table platform.worker (
        pool text primary key,
        seen_at timestamptz not null
      )`);
    this.addSql(`
      create table platform.idempotency_key (
        scope text not null,
        key text not null,
        request_hash text not null,
        locked_at timestamptz not null,
        status int,
        headers jsonb,
        body jsonb,
        created_at timestamptz not null,
        primary key (scope, key)
      )`);
    this.addSql(`create index idempotency_key_created on platform.idempotency_key (created_at)`);
    this.addSql(`
      create unlogged table platform.rate_limit (
        key text primary key,
        hits int not null,
        resets_at timestamptz not null
      )`);
    this.addSql(`
      create table platform.audit_entry (
        id uuid primary key,
        at timestamptz not null,
        actor_id uuid,
        action text not null,
        subject text not null,
        record_id uuid,
        before jsonb,
        after jsonb,
        request_id text
      )`);
    this.addSql(`create index audit_entry_at on platform.audit_entry (at desc, id desc)`);
    this.addSql(`create index audit_entry_record on platform.audit_entry (record_id, at desc) where record_id is not null`);
    this.addSql(`create index audit_entry_actor on platform.audit_entry (actor_id, at desc)`);
    this.addSql(`create index audit_entry_subject on platform.audit_entry (lower(subject), at desc)`);
  }
}
